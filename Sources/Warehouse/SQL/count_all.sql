-- What the database holds after loading. Columns: sessions, visits, visitors, persons, contacts.
WITH rolled AS (
  -- Where all days are rolled up, and nothing was dropped, they need not be counted again.
  SELECT NOT EXISTS (SELECT FROM footfall_store.dirty_day)
    AND NOT EXISTS (SELECT FROM footfall_store.seal WHERE isfinite(events_until)) AS is_whole
)
SELECT
  CASE WHEN is_whole THEN (SELECT coalesce(sum(sessions), 0) FROM footfall_store.visit_day)
    ELSE (SELECT count(*) FROM footfall_store.session) END::bigint AS sessions,
  CASE
    WHEN is_whole
      THEN (SELECT coalesce(sum(sessions), 0) FROM footfall_store.visit_day WHERE is_visit)
    ELSE (SELECT count(*) FROM footfall_store.visit)
  END::bigint AS visits,
  CASE
    WHEN is_whole THEN (
      SELECT coalesce(sum(visitors), 0) FROM footfall_store.visitor_return
      WHERE previous_day = '-infinity')
    ELSE (SELECT count(DISTINCT visitor) FROM footfall_store.visit)
  END::bigint AS visitors,
  -- The id of a person is that of one of its values.
  (SELECT count(*) FROM footfall_store.identity_node WHERE person = id) + (
    SELECT count(*)
    FROM (SELECT DISTINCT site, owner FROM footfall_store.contact_party WHERE owner IS NOT NULL) y
    WHERE NOT EXISTS (
      SELECT FROM footfall_store.identity_node n
      WHERE n.site = y.site AND n.id = y.owner AND n.person = n.id)) AS persons,
  (SELECT count(*) FROM footfall_store.contact) AS contacts
FROM rolled
