-- question: How long does it take from stage to stage?
-- figure: table
-- columns: {step: From stage to stage, ways: Ways, middle: Half within days, most: Nine in ten within}
-- formats: {middle: decimal, most: decimal}
-- finding: ["{step}: {middle} days in the middle"]
-- note: Ways that took the step within the last twelve months. Steps that are not told, such as an order without a known visit before it, are left out.
WITH way AS (
  SELECT planned_at, enquired_at, ordered_at, delivered_at, answered_at
  FROM footfall.journey(:site, :as_of, :told_until)
  WHERE (:segment IS NULL OR person IN (
      SELECT p.person FROM footfall.segment_person(:site, :segment, :previous_from, :until) p))
), step AS (
  SELECT t.place, t.step, extract(epoch FROM t.next_at - t.at) / 86400 AS days
  FROM way w
  CROSS JOIN LATERAL (VALUES
    (1, 'Planning to enquiry', w.planned_at, w.enquired_at),
    (2, 'Enquiry to order', w.enquired_at, w.ordered_at),
    (3, 'Planning to order', w.planned_at, w.ordered_at),
    (4, 'Order to delivery', w.ordered_at, w.delivered_at),
    (5, 'Delivery to feedback', w.delivered_at, w.answered_at),
    (6, 'Order to feedback', w.ordered_at, w.answered_at)) AS t (place, step, at, next_at)
  WHERE t.next_at >= t.at
    AND t.next_at >= (:as_of AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
)
SELECT step, count(*) AS ways,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS middle,
  percentile_cont(0.9) WITHIN GROUP (ORDER BY days) AS most
FROM step
GROUP BY place, step
ORDER BY place
