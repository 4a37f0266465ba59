-- Whose the visits are whose hits are dropped: of the person who has the value now that told it. What
-- nobody has, or who may not be followed, goes. The days of what changes are marked. $1 site
WITH owner AS (
  SELECT o.visitor, o.from_at, n.person, n.person IS DISTINCT FROM o.person AS is_other, (s.link_browsing = 'always' OR EXISTS (
      SELECT FROM footfall_store.browsing_consent b WHERE b.site = o.site AND b.person = n.person))
    AS is_allowed
  FROM footfall_store.visitor_owner o
  JOIN footfall_store.seal x ON o.session_at < x.events_until
  JOIN footfall_store.site s ON s.id = o.site
  LEFT JOIN footfall_store.identity_node n
    ON n.site = o.site AND n.id = coalesce(o.value, o.person) AND n.person IS NOT NULL
  WHERE o.site = $1
), gone AS (
  DELETE FROM footfall_store.visitor_owner o
  USING owner w
  WHERE o.visitor = w.visitor AND o.from_at = w.from_at
    AND (w.person IS NULL OR NOT w.is_allowed)
  RETURNING o.session_at
), moved AS (
  UPDATE footfall_store.visitor_owner o
  SET person = w.person, value = coalesce(o.value, o.person)
  FROM owner w
  WHERE o.visitor = w.visitor AND o.from_at = w.from_at AND w.is_allowed
    AND (o.person <> w.person OR o.value IS NULL)
  RETURNING o.session_at, w.is_other
)
INSERT INTO footfall_store.dirty_day (site, day, source, batch)
SELECT DISTINCT z.id, (c.session_at AT TIME ZONE z.zone)::date, 0, 0
FROM (SELECT session_at FROM gone UNION ALL SELECT session_at FROM moved WHERE is_other) AS c
JOIN footfall_store.site z ON z.id = $1
