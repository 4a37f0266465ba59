-- question: How often did customers order, and how long ago was the last time?
-- figure: matrix
-- x: frequency
-- y: recency
-- colour: customers
-- unit: customers
-- heading: last order
-- finding: ["Most stand in one cell at {top_x}, {top_y}: {top_value:customer:customers}"]
-- note: R cuts the customers in fifths by the days since the last order, where equal days have equal scores; F goes by fixed numbers of days with an order, so that who ordered once is never called loyal. Both as of the newest day.
-- empty: Told as of the newest day; where there are too few to say, the head of the page says so.
WITH score AS (
  SELECT r, f, recency_days
  FROM footfall.customer_score
  WHERE site = :site AND as_of = (:as_of AT TIME ZONE :zone)::date - 1 AND r IS NOT NULL
), recency AS (
  SELECT r, min(recency_days) AS first, max(recency_days) AS last FROM score GROUP BY r
), frequency (f, label) AS (
  VALUES (1, 'F1: 1 day'), (2, 'F2: 2 days'), (3, 'F3: 3 or 4'), (4, 'F4: 5 to 9'), (5, 'F5: 10 and more')
)
SELECT
  'R' || r.r || ': ' || CASE WHEN r.first = r.last THEN r.last::text ELSE r.first || ' to ' || r.last END
    || ' days ago' AS recency,
  f.label AS frequency,
  count(s.r) AS customers
FROM recency r
CROSS JOIN frequency f
LEFT JOIN score s ON s.r = r.r AND s.f = f.f
GROUP BY r.r, r.first, r.last, f.f, f.label
ORDER BY r.r DESC, f.f
