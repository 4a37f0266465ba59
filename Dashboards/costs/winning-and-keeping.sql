-- question: What does it cost to win a customer, and to keep one?
-- figure: numbers
-- label: label
-- value: value
-- compared: previous
-- formats: format
-- remark: remark
-- better: better
-- note: In the currency of the site. What is spent on winning may bring customers only later.
-- definitions:
--   Winning a customer: costs of winning in the period, for each person who bought for the first time in it
--   Keeping a customer: >-
--     costs of keeping in the period, for each customer at its end: whoever ordered within 365 days or has
--     a subscription that runs
--   Winning against keeping: >-
--     how many times as much winning a customer costs as keeping one. Four to six times is often quoted:
--     a rule of thumb that nobody has measured for this business, to compare with and not to reach
--   Costs against revenue: all costs of the period as a share of the revenue of its orders
WITH expense AS (
  SELECT c.day::timestamp AT TIME ZONE :zone AS at, c.purpose, c.amount
  FROM footfall.cost c
  JOIN footfall.site s ON s.name = c.site
  WHERE c.site = :site AND coalesce(c.currency, s.currency) = s.currency
), span AS (
  SELECT span.is_now, span.first_at, span.end_at
  FROM (VALUES (true, :from, :until), (false, :previous_from, :previous_until))
    AS span (is_now, first_at, end_at)
), part AS (
  SELECT
    s.is_now,
    e.spent,
    e.winning,
    e.keeping,
    c.fresh,
    c.active,
    r.revenue
  FROM span s
  CROSS JOIN LATERAL (
    SELECT
      coalesce(sum(amount), 0) AS spent,
      coalesce(sum(amount) FILTER (WHERE purpose = 'acquisition'), 0) AS winning,
      coalesce(sum(amount) FILTER (WHERE purpose = 'retention'), 0) AS keeping
    FROM expense
    WHERE at >= s.first_at AND at < s.end_at
  ) AS e
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE c.first_order_at >= s.first_at) AS fresh,
      count(*) FILTER (WHERE c.lifecycle IN ('customer', 'repeat')) AS active
    FROM footfall.customer_standing(:site, s.end_at, :told_until) c
  ) AS c
  CROSS JOIN LATERAL (
    SELECT sum(o.amount) AS revenue
    FROM footfall.sale_as_of(:site, :told_until) o
    JOIN footfall.site z ON z.name = o.site
    WHERE o.site = :site AND o.at >= s.first_at AND o.at < s.end_at
      AND coalesce(o.currency, z.currency) = z.currency
  ) AS r
), rate AS (
  SELECT is_now, spent, winning, keeping, fresh, active, revenue,
    (winning / nullif(fresh, 0))::double precision AS win,
    (keeping / nullif(active, 0))::double precision AS keep,
    (spent / nullif(revenue, 0))::double precision AS share
  FROM part
)
SELECT label, value, previous, format, remark, better
FROM rate n
JOIN rate b ON n.is_now AND NOT b.is_now
JOIN footfall.site s ON s.name = :site
CROSS JOIN LATERAL (VALUES
  (1, 'Winning a customer', n.win, b.win, 'decimal',
    round(n.winning) || ' ' || currency || ' for ' || n.fresh
      || CASE n.fresh WHEN 1 THEN ' new customer' ELSE ' new customers' END, 'less'),
  (2, 'Keeping a customer', n.keep, b.keep, 'decimal',
    round(n.keeping) || ' ' || currency || ' for ' || n.active
      || CASE n.active WHEN 1 THEN ' customer' ELSE ' customers' END, 'less'),
  (3, 'Winning against keeping', n.win / nullif(n.keep, 0), b.win / nullif(b.keep, 0), 'decimal',
    CASE WHEN n.win / nullif(n.keep, 0) > 0 THEN 'times what keeping one costs; rule of thumb: 4 to 6' END,
    NULL),
  (4, 'Costs against revenue', n.share, b.share, 'share',
    round(n.spent) || ' of ' || round(coalesce(n.revenue, 0)) || ' ' || currency, 'less')
) AS number (place, label, value, previous, format, remark, better)
WHERE n.spent > 0 OR b.spent > 0
ORDER BY place
