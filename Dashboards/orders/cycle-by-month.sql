-- question: How long does an order take until it is there, month by month?
-- figure: table
-- columns:
--   month: Placed in
--   delivered: Delivered
--   half: Half within
--   most: Nine of ten within
--   open: Still open
-- formats: {half: seconds, most: seconds, all_half: seconds, all_most: seconds}
-- finding:
--   - "Half of the orders are there within {all_half}, nine of ten within {all_most}"
--   - "{all_delivered:order was:orders were} delivered in twelve months: too few to say how long it takes"
-- note: Orders of the twelve months up to the end of the period, by the month in which they were placed, the newest first. Of fewer than three deliveries no half is told, of fewer than ten no nine of ten.
-- empty: "No order was delivered. When something arrived stands in the list of shipments: `footfall import shipments.csv` with order_number, sent_at and delivered_at."
WITH bought AS MATERIALIZED (
  SELECT date_trunc('month', o.at AT TIME ZONE :zone) AS month, o.is_open,
    extract(epoch FROM o.delivered_at - o.at)::double precision AS seconds
  FROM footfall.order_progress(:site, :as_of, :told_until) o
  WHERE o.at < :until
    AND o.at >= (date_trunc('month', :until AT TIME ZONE :zone - interval '1 microsecond')
      - interval '11 months') AT TIME ZONE :zone
), total AS (
  SELECT nullif(count(seconds), 0) AS delivered,
    CASE WHEN count(seconds) >= 3 THEN percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) END AS half,
    CASE WHEN count(seconds) >= 10 THEN percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) END AS most
  FROM bought
)
SELECT
  to_char(b.month, 'Mon YYYY') AS month,
  count(b.seconds) AS delivered,
  CASE WHEN count(b.seconds) >= 3 THEN percentile_cont(0.5) WITHIN GROUP (ORDER BY b.seconds) END AS half,
  CASE WHEN count(b.seconds) >= 10 THEN percentile_cont(0.9) WITHIN GROUP (ORDER BY b.seconds) END AS most,
  count(*) FILTER (WHERE b.is_open) AS open,
  t.delivered AS all_delivered, t.half AS all_half, t.most AS all_most
FROM bought b
CROSS JOIN total t
WHERE t.delivered > 0
GROUP BY b.month, t.delivered, t.half, t.most
HAVING count(b.seconds) > 0 OR count(*) FILTER (WHERE b.is_open) > 0
ORDER BY b.month DESC
