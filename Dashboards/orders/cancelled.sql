-- question: How many orders were cancelled or returned?
-- figure: table
-- columns:
--   month: Placed in
--   placed: Orders
--   cancelled: Cancelled
--   share: Share
--   amount: Amount
--   days: Half within days
-- formats: {share: share, days: decimal, all_share: share}
-- finding:
--   - "{all_cancelled} of {all_placed:order:orders} of twelve months did not stand: {all_share}"
--   - No order of twelve months was cancelled
-- note: Orders of the twelve months up to the end of the period, by the month in which they were placed, the newest first; whatever the list has as one of the words of the setting cancelled (refunded and returned among them). In the currency of the site; the last month may not be over.
-- empty: "No order is known. `footfall import orders.csv` reads them, `footfall import order_statuses.csv` their states."
WITH bought AS MATERIALIZED (
  SELECT date_trunc('month', o.at AT TIME ZONE :zone) AS month, o.cancelled_at IS NOT NULL AS is_cancelled,
    extract(epoch FROM o.cancelled_at - o.at)::double precision / 86400 AS days,
    CASE WHEN coalesce(o.currency, s.currency) = s.currency THEN o.amount END AS amount
  FROM footfall.order_as_of(:site, :told_until) o
  JOIN footfall.site s ON s.name = o.site
  WHERE o.site = :site AND o.at < :until
    AND o.at >= (date_trunc('month', :until AT TIME ZONE :zone - interval '1 microsecond')
      - interval '11 months') AT TIME ZONE :zone
)
SELECT to_char(month, 'Mon YYYY') AS month, count(*) AS placed,
  count(*) FILTER (WHERE is_cancelled) AS cancelled,
  avg(is_cancelled::int)::double precision AS share,
  coalesce(round(sum(amount) FILTER (WHERE is_cancelled)), 0) AS amount,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE is_cancelled) AS days,
  sum(count(*)) OVER ()::bigint AS all_placed,
  nullif(sum(count(*) FILTER (WHERE is_cancelled)) OVER (), 0)::bigint AS all_cancelled,
  (nullif(sum(count(*) FILTER (WHERE is_cancelled)) OVER (), 0) / sum(count(*)) OVER ())::double precision
    AS all_share
FROM bought
GROUP BY bought.month
ORDER BY bought.month DESC
