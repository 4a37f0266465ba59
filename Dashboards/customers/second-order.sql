-- question: How soon do customers order again?
-- figure: column
-- x: within
-- y: again
-- unit: customers
-- format: share
-- finding: ["Within {top} {top_value} order a second time"]
-- note: Share of customers with an order on a second day so long after the first (Kaplan and Meier); whoever is known for less long counts for as long as they are known.
-- empty: Told as of the newest day; where there are too few to say, the head of the page says so.
WITH step AS (
  SELECT days, survival FROM footfall.survival_step WHERE site = :site AND as_of = (:as_of AT TIME ZONE :zone)::date - 1
)
SELECT t.days || ' days' AS within, 1 - s.survival AS again
FROM (VALUES (30), (60), (90), (180), (270), (365), (540), (730)) AS t (days)
CROSS JOIN LATERAL (
  SELECT survival FROM step WHERE days <= t.days ORDER BY days DESC LIMIT 1
) s
WHERE t.days <= (SELECT max(days) FROM step)
ORDER BY t.days
