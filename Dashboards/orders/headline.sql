-- question: What was sold in the period?
-- figure: sentence
-- text:
--   - ["Orders {orders.rose}.", "{orders:order:orders} in {days:day:days}."]
--   - ["Revenue {revenue.rose} {currency}.", "They bring {revenue} {currency}."]
--   - ["{cancelled:cancelled order of these days counts nowhere:cancelled orders of these days count nowhere}."]
--   - ["An order is worth {worth} {currency} on average."]
--   - ["{open:order is:orders are} open, the oldest for {age:day:days}.", "{none_open} orders are open."]
-- formats: {worth: decimal}
WITH bought AS (
  SELECT at >= :from AS is_now, s.currency, o.cancelled_at IS NULL AS stands,
    CASE WHEN coalesce(o.currency, s.currency) = s.currency THEN amount END AS amount
  FROM footfall.order_as_of(:site, :told_until) o
  JOIN footfall.site s ON s.name = o.site
  WHERE o.site = :site AND at >= :previous_from AND at < :until
    AND (at >= :from OR at < :previous_until)
    AND (:segment IS NULL OR o.person IN (
      SELECT p.person FROM footfall.segment_person(:site, :segment, :previous_from, :until) p))
), waiting AS (
  SELECT nullif(count(*) FILTER (WHERE is_open), 0) AS orders, count(*) AS known,
    floor(extract(epoch FROM :as_of - min(at) FILTER (WHERE is_open)) / 86400)::integer AS days
  FROM footfall.order_progress(:site, :as_of, :told_until)
)
SELECT
  nullif(count(*) FILTER (WHERE is_now AND stands), 0) AS orders,
  count(*) FILTER (WHERE NOT is_now AND stands) AS previous_orders,
  round(sum(amount) FILTER (WHERE is_now AND stands)) AS revenue,
  round(coalesce(sum(amount) FILTER (WHERE NOT is_now AND stands), 0)) AS previous_revenue,
  avg(amount) FILTER (WHERE is_now AND stands) AS worth,
  nullif(count(*) FILTER (WHERE is_now AND NOT stands), 0) AS cancelled,
  (SELECT CASE WHEN :segment IS NULL THEN orders END FROM waiting) AS open,
  (SELECT CASE WHEN :segment IS NULL AND known > 0 AND orders IS NULL THEN 0 END FROM waiting)
    AS none_open,
  (SELECT days FROM waiting) AS age,
  coalesce(max(currency), '') AS currency
FROM bought
