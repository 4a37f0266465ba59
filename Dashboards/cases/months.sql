-- question: How many complaints came and were closed, month by month?
-- figure: heatmap
-- x: month
-- y: what
-- colour: complaints
-- unit: complaints
-- finding: ["Most complaints {top_y} in {top_x}: {top_value}"]
-- note: The last twelve months, the running one up to the newest day.
WITH month AS (
  SELECT number, date_trunc('month', :as_of AT TIME ZONE :zone - interval '1 microsecond')
    - make_interval(months => 11 - number) AS begins
  FROM generate_series(0, 11) AS number
), complaint AS (
  SELECT opened_at AT TIME ZONE :zone AS opened_at,
    closed_at AT TIME ZONE :zone AS closed_at
  FROM footfall.case_as_of(:site, :as_of)
  WHERE kind = 'complaint'
)
SELECT to_char(m.begins, 'Mon YY') AS month, w.what, count(c.opened_at) AS complaints
FROM month m
CROSS JOIN (VALUES (1, 'came'), (2, 'were closed')) AS w (rank, what)
LEFT JOIN complaint c ON CASE w.rank WHEN 1 THEN c.opened_at ELSE c.closed_at END >= m.begins
  AND CASE w.rank WHEN 1 THEN c.opened_at ELSE c.closed_at END < m.begins + interval '1 month'
GROUP BY m.number, m.begins, w.rank, w.what
HAVING EXISTS (SELECT FROM complaint)
ORDER BY w.rank, m.number
