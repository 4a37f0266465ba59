-- question: Who brings the money?
-- figure: bar
-- label: standing
-- value: spent
-- unit: spent
-- heading: standing
-- finding: ["{top} brought {top_share} of what was ever ordered"]
-- note: Sum of all orders up to the newest day, in the currency of most orders; others are left out.
WITH money AS (
  SELECT mode() WITHIN GROUP (ORDER BY currency) AS currency
  FROM footfall.customer_order
  WHERE site = :site AND at < :as_of
), buyer AS (
  SELECT
    person,
    count(*) AS orders,
    max(at) AS last_order_at,
    sum(amount) FILTER (WHERE coalesce(o.currency = money.currency, true)) AS spent
  FROM footfall.customer_order o
  CROSS JOIN money
  WHERE site = :site AND at < :as_of AND person IS NOT NULL
  GROUP BY person
), holder AS (
  SELECT DISTINCT person
  FROM footfall.subscription
  WHERE site = :site AND person IS NOT NULL AND started < (:as_of AT TIME ZONE :zone)::date
    AND (ended IS NULL OR ended >= (:as_of AT TIME ZONE :zone)::date)
), state AS (
  SELECT
    footfall.lifecycle(b.orders, b.last_order_at, h.person IS NOT NULL, :as_of) AS state, b.spent
  FROM buyer b
  LEFT JOIN holder h ON h.person = b.person
)
SELECT
  CASE state WHEN 'customer' THEN 'Customers' WHEN 'repeat' THEN 'Repeat customers'
    ELSE 'Lapsed customers' END AS standing,
  coalesce(round(sum(spent)), 0) AS spent
FROM state
GROUP BY state
ORDER BY spent DESC, state COLLATE "C"
