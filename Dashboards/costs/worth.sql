-- question: Does it pay?
-- figure: numbers
-- label: label
-- value: value
-- formats: format
-- remark: remark
-- better: better
-- note: Since the first cost, up to the end of the period, in the currency of the site.
-- empty: "No cost is known. `footfall import costs.csv` reads them, with day, purpose and amount."
-- definitions:
--   Months until payback: from the first month with a cost to that of payback, both counted
WITH month AS MATERIALIZED (
  SELECT place, month, revenue, spent, net_so_far, present_value
  FROM footfall.month_balance(:site, :until, :told_until)
), total AS (
  SELECT sum(m.revenue) AS revenue, sum(m.spent) AS spent, sum(m.present_value) AS worth,
    min(m.month) AS first, count(*) AS months,
    min(m.place) FILTER (WHERE m.place > coalesce(l.place, -1)) AS paid_place,
    min(m.month) FILTER (WHERE m.place > coalesce(l.place, -1)) AS paid
  FROM month m
  CROSS JOIN (SELECT max(place) AS place FROM month WHERE net_so_far < 0) l
)
SELECT n.label, n.value, n.format, n.remark, n.better
FROM total t
JOIN footfall.site s ON s.name = :site
CROSS JOIN LATERAL (VALUES
  (1, 'Revenue', round(t.revenue)::double precision, 'count', s.currency || ' since ' || to_char(t.first, 'Mon YYYY'),
    'more'),
  (2, 'Costs', round(t.spent), 'count', s.currency || ' in ' || t.months
    || CASE t.months WHEN 1 THEN ' month' ELSE ' months' END, 'less'),
  (3, 'Net benefit', round(t.revenue - t.spent), 'count', s.currency, 'more'),
  (4, 'Present value', round(t.worth), 'count', s.currency || ', at '
    || round(100 * footfall.discount_rate()) || ' % a year', 'more'),
  (5, 'Months until payback', t.paid_place + 1, 'count',
    coalesce('paid back in ' || to_char(t.paid, 'Mon YYYY'), 'not paid back yet'), 'less')
) AS n (place, label, value, format, remark, better)
WHERE t.spent > 0
ORDER BY n.place
