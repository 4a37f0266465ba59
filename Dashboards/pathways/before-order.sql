-- question: Which pages were read last before an order?
-- figure: table
-- columns: {third: Third last, second: Second last, page: Last page, orders: Orders}
-- limit: 12
-- finding:
--   - "{told}: read last before {orders} of {all_orders:order whose visits are known:orders whose visits are known}"
--   - "What was read before {all_orders:order is:orders is} known; no three of them went the same way"
-- note: The last three pages that the buyer's own visits saw in the seven days before the order, the same page again once; the twelve months up to the end of the period. Only visits that are known to be the buyer's.
-- empty: "No visit is known to be that of a buyer before an order. Logins on the site, or a hidden field with the visitor's cookie in a form, tell whose visits are whose: see README, Who is who."
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
), seen AS (
  SELECT pair.id, e.page, e.at, e.generation, e.position,
    lag(e.page) OVER (PARTITION BY pair.id ORDER BY e.at, e.generation, e.position) AS before
  FROM pair
  CROSS JOIN LATERAL (
    -- What the visitor asked for in that time is little: it is found first.
    SELECT v.site, v.kind, v.audience, v.page, v.at, v.generation, v.position
    FROM footfall.event v
    WHERE v.visitor = pair.visitor AND v.at >= pair.first_at AND v.at < pair.end_at AND v.at < :until
      AND v.at >= (:until AT TIME ZONE :zone - interval '13 months') AT TIME ZONE :zone
    OFFSET 0
  ) e
  WHERE e.site = :site AND e.kind = 'page' AND e.audience = 'person'
), placed AS (
  SELECT id, page, row_number() OVER (PARTITION BY id ORDER BY at DESC, generation DESC, position DESC)
    AS place
  FROM seen
  WHERE page IS DISTINCT FROM before
), way AS (
  SELECT id, max(page) FILTER (WHERE place = 3) AS third, max(page) FILTER (WHERE place = 2) AS second,
    max(page) FILTER (WHERE place = 1) AS page
  FROM placed
  WHERE place <= 3
  GROUP BY id
)
SELECT coalesce(way.third, '–') AS third, coalesce(way.second, '–') AS second, page, count(*) AS orders,
  sum(count(*)) OVER ()::bigint AS all_orders,
  CASE WHEN count(*) >= 3 THEN concat_ws(', then ', way.third, way.second, page) END AS told
FROM way
GROUP BY way.third, way.second, way.page
ORDER BY orders DESC, way.page COLLATE "C", way.second COLLATE "C" NULLS FIRST,
  way.third COLLATE "C" NULLS FIRST
LIMIT 100
