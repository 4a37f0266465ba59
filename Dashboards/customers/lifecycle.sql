-- question: Where do persons stand between the first word and the last order?
-- figure: ring
-- label: standing
-- value: persons
-- unit: persons
-- finding: ["{top} are {top_share} of the persons known"]
-- note: At the end of the newest day, without those who are known as vendors alone; what the words mean stands at the foot of the page.
WITH state AS (
  SELECT coalesce(c.lifecycle, 'prospect') AS state
  FROM footfall.person p
  LEFT JOIN footfall.customer_standing(:site, :as_of, :told_until) c ON c.person = p.person
  WHERE p.site = :site AND p.known_since < :as_of
    AND p.person NOT IN (SELECT v.person FROM footfall.vendor_person_as_of(:site, :told_until) v)
    AND (:segment IS NULL OR p.person IN (
      SELECT n.person FROM footfall.segment_person(:site, :segment, :previous_from, :until) n))
)
SELECT
  CASE state WHEN 'prospect' THEN 'Prospects' WHEN 'customer' THEN 'Customers'
    WHEN 'repeat' THEN 'Repeat customers' ELSE 'Lapsed customers' END AS standing,
  count(*) AS persons
FROM state
GROUP BY state
ORDER BY persons DESC, state COLLATE "C"
