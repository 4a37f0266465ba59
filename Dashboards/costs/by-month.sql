-- question: What was spent each month, and what for?
-- figure: heatmap
-- x: month
-- y: purpose
-- colour: amount
-- unit: spent
-- finding: ["{best_y} takes {best_y_share} of the costs; the largest part was {top_y} in {top_x}"]
-- note: In the currency of the site, by months, up to the last day of the period; the last month may not be over.
WITH span AS (
  SELECT date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 day') AS last_month
), expense AS (
  SELECT date_trunc('month', c.day::timestamp) AS month, c.purpose, sum(c.amount) AS amount
  FROM footfall.cost c
  JOIN footfall.site s ON s.name = c.site
  CROSS JOIN span
  WHERE c.site = :site AND coalesce(c.currency, s.currency) = s.currency
    AND c.day < (:until AT TIME ZONE :zone)::date
    AND c.day >= last_month - interval '11 months'
  GROUP BY 1, 2
), month AS (
  SELECT month
  FROM span, generate_series(
    greatest(last_month - interval '11 months', (SELECT min(month) FROM expense)),
    last_month, interval '1 month') AS month
)
SELECT
  to_char(month.month, 'Mon YYYY') AS month,
  purpose.name AS purpose,
  coalesce(expense.amount, 0) AS amount
FROM month
CROSS JOIN (VALUES (1, 'acquisition', 'Winning'), (2, 'retention', 'Keeping'),
  (3, 'system', 'System')) AS purpose (place, purpose, name)
LEFT JOIN expense ON expense.month = month.month AND expense.purpose = purpose.purpose
WHERE EXISTS (SELECT FROM expense)
ORDER BY purpose.place, month.month
