-- question: Who brings the money?
-- figure: bar
-- label: standing
-- value: spent
-- unit: spent
-- heading: standing
-- finding: ["{top} brought {top_share} of what was ever ordered"]
-- note: Sum of all orders up to the newest day, in the currency of the site; others are left out.
SELECT
  CASE lifecycle WHEN 'customer' THEN 'Customers' WHEN 'repeat' THEN 'Repeat customers'
    ELSE 'Lapsed customers' END AS standing,
  coalesce(round(sum(spent)), 0) AS spent
FROM footfall.customer_standing(:site, :as_of, :told_until)
WHERE orders > 0
  AND (:segment IS NULL OR person IN (
    SELECT p.person FROM footfall.segment_person(:site, :segment, :previous_from, :until) p))
GROUP BY lifecycle
ORDER BY spent DESC, lifecycle COLLATE "C"
