-- question: What was sold in the period?
-- figure: sentence
-- text:
--   - ["Orders {orders.rose}.", "{orders:order:orders} in {days:day:days}."]
--   - ["Revenue {revenue.rose} {currency}.", "They bring {revenue} {currency}."]
--   - ["An order is worth {worth} {currency} on average."]
-- formats: {worth: decimal}
WITH bought AS (
  SELECT at >= :from AS is_now, s.currency,
    CASE WHEN coalesce(o.currency, s.currency) = s.currency THEN amount END AS amount
  FROM footfall.customer_order o
  JOIN footfall.site s ON s.name = o.site
  WHERE o.site = :site AND at >= :previous_from AND at < :until
    AND (at >= :from OR at < :previous_until)
)
SELECT
  nullif(count(*) FILTER (WHERE is_now), 0) AS orders,
  count(*) FILTER (WHERE NOT is_now) AS previous_orders,
  round(sum(amount) FILTER (WHERE is_now)) AS revenue,
  round(coalesce(sum(amount) FILTER (WHERE NOT is_now), 0)) AS previous_revenue,
  avg(amount) FILTER (WHERE is_now) AS worth,
  coalesce(max(currency), '') AS currency
FROM bought
