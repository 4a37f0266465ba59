-- question: Where do persons stand between the first word and the last order?
-- figure: pie
-- label: standing
-- value: persons
-- unit: persons
-- finding: ["{top} are {top_share} of the persons known"]
-- note: At the end of the newest day; what the words mean stands at the foot of the page.
WITH buyer AS (
  SELECT person, count(*) AS orders, max(at) AS last_order_at
  FROM footfall.customer_order
  WHERE site = :site AND at < :as_of AND person IS NOT NULL
  GROUP BY person
), holder AS (
  SELECT DISTINCT person
  FROM footfall.subscription
  WHERE site = :site AND person IS NOT NULL AND started < (:as_of AT TIME ZONE :zone)::date
    AND (ended IS NULL OR ended >= (:as_of AT TIME ZONE :zone)::date)
), state AS (
  SELECT footfall.lifecycle(
      coalesce(b.orders, 0), b.last_order_at, h.person IS NOT NULL, :as_of) AS state
  FROM footfall.person p
  LEFT JOIN buyer b ON b.person = p.person
  LEFT JOIN holder h ON h.person = p.person
  WHERE p.site = :site AND p.known_since < :as_of
)
SELECT
  CASE state WHEN 'prospect' THEN 'Prospects' WHEN 'customer' THEN 'Customers'
    WHEN 'repeat' THEN 'Repeat customers' ELSE 'Lapsed customers' END AS standing,
  count(*) AS persons
FROM state
GROUP BY state
ORDER BY persons DESC, state COLLATE "C"
