-- What the database holds after loading. Columns: sessions, visits, visitors, persons, contacts.
WITH rolled AS (
  -- Where nothing was dropped and few days changed, the others need not be counted again.
  SELECT NOT EXISTS (SELECT FROM footfall_store.seal WHERE isfinite(events_until))
    AND (SELECT count(*) FROM (SELECT DISTINCT site, day FROM footfall_store.dirty_day) d) <= 31
    AS is_whole
), dirty AS MATERIALIZED (
  SELECT DISTINCT d.site, d.day, d.day::timestamp AT TIME ZONE i.zone AS first_at,
    (d.day + 1)::timestamp AT TIME ZONE i.zone AS next_at
  FROM footfall_store.dirty_day d
  JOIN footfall_store.site i ON i.id = d.site
  CROSS JOIN rolled
  WHERE is_whole
), clean AS (
  SELECT coalesce(sum(v.sessions), 0) AS sessions,
    coalesce(sum(v.sessions) FILTER (WHERE v.is_visit), 0) AS visits
  FROM footfall_store.visit_day v
  CROSS JOIN rolled
  WHERE is_whole
    AND NOT EXISTS (SELECT FROM dirty d WHERE d.site = v.site AND d.day = v.day)
), changed AS MATERIALIZED (
  SELECT v.visitor
  FROM dirty d
  JOIN footfall_store.visit v ON v.site = d.site AND v.first_at >= d.first_at
    AND v.first_at < d.next_at
), once AS (
  -- Of whom it is told, and ought to be told, on days that have changed alone.
  SELECT 1 AS sign, n.visitor FROM (SELECT DISTINCT c.visitor FROM changed c) n
  WHERE NOT EXISTS (
    SELECT FROM footfall_store.visitor_day y
    WHERE y.visitor = n.visitor
      AND NOT EXISTS (SELECT FROM dirty d WHERE d.site = y.site AND d.day = y.day))
  UNION ALL
  SELECT -1, o.visitor
  FROM (
    SELECT DISTINCT y.visitor
    FROM dirty d
    JOIN footfall_store.visitor_day y ON y.site = d.site AND y.day = d.day
  ) o
  WHERE NOT EXISTS (
    SELECT FROM footfall_store.visitor_day y
    WHERE y.visitor = o.visitor
      AND NOT EXISTS (SELECT FROM dirty d WHERE d.site = y.site AND d.day = y.day))
)
SELECT
  CASE WHEN is_whole THEN clean.sessions + (
      SELECT count(*) FROM dirty d
      JOIN footfall_store.session s ON s.site = d.site AND s.first_at >= d.first_at
        AND s.first_at < d.next_at)
    ELSE (SELECT count(*) FROM footfall_store.session) END::bigint AS sessions,
  CASE WHEN is_whole THEN clean.visits + (SELECT count(*) FROM changed)
    ELSE (SELECT count(*) FROM footfall_store.visit) END::bigint AS visits,
  CASE
    WHEN is_whole THEN (
      SELECT coalesce(sum(visitors), 0) FROM footfall_store.visitor_return
      WHERE previous_day = '-infinity') + (SELECT coalesce(sum(sign), 0) FROM once)
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
FROM rolled, clean
