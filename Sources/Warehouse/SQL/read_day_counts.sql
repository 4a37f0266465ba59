-- Visits of a site by day, with their parts, and orders and messages by day. $1 name of the site, $2 first day,
-- $3 last day, $4 end of the day as of which, $5 until when what was told counts, null for all. Columns: metric,
-- dimension and part (null for all of them), day (since 1970), value.
WITH site AS (
  SELECT s.name, s.zone FROM footfall.site s WHERE s.name = $1::text
), visit AS MATERIALIZED (
  SELECT d.day, d.channel, d.device, coalesce(d.country, 'not known') AS country, sum(d.sessions) AS visits
  FROM footfall.visit_day d
  WHERE d.site = $1::text AND d.is_visit AND d.day BETWEEN $2::date AND $3::date
  GROUP BY 1, 2, 3, 4
), counted AS (
  SELECT 'visits' AS metric,
    CASE 0 WHEN grouping(v.channel) THEN 'channel' WHEN grouping(v.device) THEN 'device'
      WHEN grouping(v.country) THEN 'country' END AS dimension,
    coalesce(v.channel, v.device, v.country) AS part, v.day, sum(v.visits) AS value
  FROM visit v
  GROUP BY v.day, GROUPING SETS ((), (v.channel), (v.device), (v.country))
  UNION ALL
  SELECT 'orders', NULL, NULL, (o.at AT TIME ZONE s.zone)::date, count(*)
  FROM footfall.sale_as_of($1::text, $5::timestamptz) o
  JOIN site s ON s.name = o.site
  WHERE o.at < $4::timestamptz AND (o.at AT TIME ZONE s.zone)::date BETWEEN $2::date AND $3::date
  GROUP BY 4
  UNION ALL
  SELECT 'messages', NULL, NULL, (m.at AT TIME ZONE s.zone)::date, count(*)
  FROM footfall.message m
  JOIN site s ON s.name = m.site
  WHERE m.direction = 'inbound' AND m.class = 'human' AND m.at < $4::timestamptz
    AND (m.at AT TIME ZONE s.zone)::date BETWEEN $2::date AND $3::date
  GROUP BY 4
)
SELECT c.metric, c.dimension, c.part, c.day - date '1970-01-01' AS day, c.value::double precision AS value
FROM counted c
ORDER BY c.metric, c.dimension NULLS FIRST, c.part COLLATE "C", c.day
