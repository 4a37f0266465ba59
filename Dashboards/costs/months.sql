-- question: How do costs and revenue compare, month by month?
-- figure: table
-- columns:
--   month: Month
--   revenue: Revenue
--   spent: Costs
--   share: Costs against revenue
--   winning: Winning
--   fresh: New customers
--   win: Winning a customer
-- formats: {share: share, win: decimal, all_share: share}
-- finding: ["Over these months costs were {all_share} of revenue", "{all_spent} spent in these months"]
-- note: The newest month first, which may not be over; in the currency of the site. Months without a cost are left out.
WITH span AS (
  SELECT date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 day') AS last_month
), expense AS (
  SELECT date_trunc('month', c.day::timestamp) AS month, round(sum(c.amount)) AS spent,
    coalesce(sum(c.amount) FILTER (WHERE c.purpose = 'acquisition'), 0) AS winning
  FROM footfall.cost c
  JOIN footfall.site s ON s.name = c.site
  CROSS JOIN span
  WHERE c.site = :site AND coalesce(c.currency, s.currency) = s.currency
    AND c.day < (:until AT TIME ZONE :zone)::date
    AND c.day >= last_month - interval '11 months'
  GROUP BY 1
), bought AS (
  SELECT date_trunc('month', o.at AT TIME ZONE :zone) AS month, round(sum(o.amount)) AS revenue
  FROM footfall.sale_as_of(:site, :told_until) o
  JOIN footfall.site s ON s.name = o.site
  WHERE o.site = :site AND o.at < :until AND coalesce(o.currency, s.currency) = s.currency
  GROUP BY 1
), buyer AS (
  SELECT month, count(*) AS fresh
  FROM (
    SELECT date_trunc('month', min(at) AT TIME ZONE :zone) AS month
    FROM footfall.sale_as_of(:site, :told_until)
    WHERE site = :site AND at < :until AND person IS NOT NULL
    GROUP BY person
  ) AS first
  GROUP BY month
)
SELECT
  to_char(e.month, 'Mon YYYY') AS month,
  coalesce(b.revenue, 0) AS revenue,
  e.spent,
  (e.spent / nullif(b.revenue, 0))::double precision AS share,
  round(e.winning) AS winning,
  coalesce(f.fresh, 0) AS fresh,
  (e.winning / nullif(f.fresh, 0))::double precision AS win,
  sum(e.spent) OVER () AS all_spent,
  (sum(e.spent) OVER () / nullif(sum(b.revenue) OVER (), 0))::double precision AS all_share
FROM expense e
LEFT JOIN bought b ON b.month = e.month
LEFT JOIN buyer f ON f.month = e.month
ORDER BY e.month DESC
