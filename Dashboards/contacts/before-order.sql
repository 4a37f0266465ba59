-- question: Which pages do people read before an order?
-- figure: bar
-- label: page
-- value: orders
-- unit: orders
-- heading: page
-- limit: 12
-- finding: ["Before an order people read {top}: {top_value:time:times}"]
-- note: Pages that the buyer's own visits saw in the seven days before the order, each counted once an order; what was cancelled is none. The last twelve months; only visits that are known to be the buyer's.
WITH bought AS MATERIALIZED (
  SELECT id, person, at
  FROM footfall.sale_as_of(:site, :told_until)
  WHERE site = :site AND person IS NOT NULL AND at < :until
    AND at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
), visit AS MATERIALIZED (
  SELECT person, visitor, from_at, until_at
  FROM footfall.person_visit v
  WHERE site = :site AND from_at < :until
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = v.visitor AND g.started_at = v.started_at
        AND g.site = :site AND g.segment = :segment))
), pair AS MATERIALIZED (
  SELECT o.id, v.visitor, greatest(v.from_at, o.at - interval '168 hours') AS first_at,
    least(v.until_at, o.at) AS end_at
  FROM bought o
  JOIN visit v ON v.person = o.person AND v.from_at < o.at
    AND v.until_at > o.at - interval '168 hours'
)
SELECT e.page, count(DISTINCT pair.id) AS orders
FROM pair
CROSS JOIN LATERAL (
  -- What the visitor asked for in that time is little: it is found first.
  SELECT v.site, v.kind, v.audience, v.page
  FROM footfall.event v
  WHERE v.visitor = pair.visitor AND v.at >= pair.first_at AND v.at < pair.end_at AND v.at < :until
    AND v.at >= (:until AT TIME ZONE :zone - interval '13 months') AT TIME ZONE :zone
  OFFSET 0
) e
WHERE e.site = :site AND e.kind = 'page' AND e.audience = 'person'
GROUP BY e.page
ORDER BY orders DESC, e.page COLLATE "C"
LIMIT 100
