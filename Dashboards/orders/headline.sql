-- question: What was sold in the period?
-- figure: sentence
-- text:
--   - ["Orders {orders.rose}.", "{orders:order:orders} in {days:day:days}."]
--   - ["Revenue {revenue.rose} {currency}.", "They bring {revenue} {currency}."]
--   - ["An order is worth {worth} {currency} on average."]
-- formats: {worth: decimal}
WITH money AS (
  SELECT mode() WITHIN GROUP (ORDER BY currency) AS currency
  FROM footfall.customer_order
  WHERE site = :site AND at < :until
), bought AS (
  SELECT at >= :from AS is_now, CASE WHEN coalesce(o.currency = m.currency, true) THEN amount END
    AS amount
  FROM footfall.customer_order o
  CROSS JOIN money m
  WHERE site = :site AND at >= :previous_from AND at < :until
    AND (at >= :from OR at < :previous_until)
)
SELECT
  nullif(count(*) FILTER (WHERE is_now), 0) AS orders,
  count(*) FILTER (WHERE NOT is_now) AS previous_orders,
  round(sum(amount) FILTER (WHERE is_now)) AS revenue,
  round(coalesce(sum(amount) FILTER (WHERE NOT is_now), 0)) AS previous_revenue,
  avg(amount) FILTER (WHERE is_now) AS worth,
  coalesce((SELECT currency FROM money), '') AS currency
FROM bought
