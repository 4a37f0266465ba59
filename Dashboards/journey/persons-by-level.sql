-- question: Who of the known is about, month by month?
-- figure: heatmap
-- x: month
-- y: level
-- colour: persons
-- unit: persons
-- heading: level
-- finding: ["{best_x} saw most persons; {top_y} in {top_x}: {top_value}"]
-- note: Persons who visited, wrote, rang up or ordered in the local month, each once a month, by the furthest that they came in it; the last month may not be over.
WITH month AS (
  SELECT month, month AT TIME ZONE :zone AS first_at,
    (month + interval '1 month') AT TIME ZONE :zone AS end_at
  FROM generate_series(
    date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 second') - interval '11 months',
    date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 second'),
    interval '1 month') AS month
), bought AS MATERIALIZED (
  SELECT person, at, row_number() OVER (PARTITION BY person ORDER BY at, id) > 1 AS is_repeat
  FROM footfall.sale_as_of(:site, :told_until)
  WHERE site = :site AND at < :until AND person IS NOT NULL
), sign AS (
  SELECT v.person, v.at
  FROM footfall.known_visit(:site, (SELECT min(first_at) FROM month), :until) v
  UNION ALL
  SELECT person, at FROM footfall.contact
  WHERE site = :site AND direction = 'inbound' AND person IS NOT NULL AND at < :until
    AND at >= (SELECT min(first_at) FROM month)
  UNION ALL
  SELECT person, at FROM bought WHERE at >= (SELECT min(first_at) FROM month)
), level AS (
  SELECT s.month, s.person,
    CASE WHEN bool_or(b.is_repeat) THEN 3 WHEN count(b.person) > 0 THEN 2 ELSE 1 END AS level
  FROM (
    SELECT DISTINCT date_trunc('month', at AT TIME ZONE :zone) AS month, person
    FROM sign
    WHERE person NOT IN (SELECT v.person FROM footfall.vendor_person_as_of(:site, :told_until) v)
  ) s
  LEFT JOIN bought b ON b.person = s.person
    AND date_trunc('month', b.at AT TIME ZONE :zone) = s.month
  GROUP BY s.month, s.person
)
SELECT to_char(m.month, 'Mon YYYY') AS month, n.name AS level, count(l.person) AS persons
FROM month m
CROSS JOIN (VALUES (1, 'Known'), (2, 'First order'), (3, 'Repeat buyers')) AS n (level, name)
LEFT JOIN level l ON l.month = m.month AND l.level = n.level
WHERE EXISTS (SELECT FROM level)
GROUP BY m.month, n.level, n.name
ORDER BY n.level, m.month
