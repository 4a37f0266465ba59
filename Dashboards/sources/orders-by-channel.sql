-- question: From which channels do buyers come?
-- figure: table
-- columns:
--   channel: Channel
--   orders: Orders
--   share: Share of those known
--   revenue: Revenue
--   visits: Visits
--   per_1000: Orders per 1,000 visits
-- formats: {share: share, per_1000: decimal}
-- finding:
--   - "{channel} brings most orders whose visit is known: {orders} of {all_known}"
--   - "The visit before is known of no order"
-- note: The twelve months up to the end of the period; by the last visit known to be the buyer's within 30 days before the order, direct ones only where there is no other. Orders without a known visit stand last, and say nothing of where they came from.
-- empty: "No order is known. `footfall import orders.csv` reads them."
WITH span AS (
  SELECT (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone AS first_at
), bought AS (
  SELECT o.channel, count(*) AS orders, sum(o.amount) AS revenue
  FROM footfall.order_source(:site, (SELECT first_at FROM span), :until, :told_until) o
  GROUP BY 1
), came AS (
  SELECT channel, sum(sessions)::bigint AS visits
  FROM footfall.visit_day
  WHERE site = :site AND is_visit AND day < (:until AT TIME ZONE :zone)::date
    AND day >= (:until AT TIME ZONE :zone - interval '12 months')::date
  GROUP BY 1
)
SELECT coalesce(b.channel, 'visit not known') AS channel, b.orders,
  CASE WHEN b.channel IS NOT NULL THEN b.orders / nullif(sum(b.orders) FILTER (
    WHERE b.channel IS NOT NULL) OVER (), 0) END::double precision AS share,
  coalesce(round(b.revenue), 0) AS revenue, c.visits,
  CASE WHEN c.visits >= 20 THEN 1000.0 * b.orders / c.visits END::double precision AS per_1000,
  nullif(sum(b.orders) FILTER (WHERE b.channel IS NOT NULL) OVER (), 0)::bigint AS all_known
FROM bought b
LEFT JOIN came c ON c.channel = b.channel
ORDER BY b.channel IS NULL, b.orders DESC, b.channel COLLATE "C"
