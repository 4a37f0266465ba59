-- question: Do the satisfied come back?
-- figure: matrix
-- x: orders
-- y: satisfaction
-- colour: persons
-- unit: persons
-- heading: satisfaction
-- finding: ["The largest group is {top_y}, with {top_x}: {top_value:person:persons}"]
-- note: Persons by the mean of all their scores, from one to five, and by their orders up to the newest day; what was cancelled is none.
WITH answer AS (
  SELECT person, avg(score) AS score
  FROM footfall.survey_answer
  WHERE site = :site AND at < :as_of AND score IS NOT NULL AND person IS NOT NULL
  GROUP BY person
), buyer AS (
  SELECT person, count(*) AS orders
  FROM footfall.sale_as_of(:site, :told_until)
  WHERE site = :site AND at < :as_of AND person IS NOT NULL
  GROUP BY person
), placed AS (
  SELECT
    CASE WHEN score >= 4 THEN 1 WHEN score >= 3 THEN 2 ELSE 3 END AS mood,
    least(coalesce(orders, 0), 2) AS orders
  FROM answer
  LEFT JOIN buyer USING (person)
)
SELECT
  mood.name AS satisfaction,
  (ARRAY['no order', 'one order', 'several orders'])[1 + o.orders] AS orders,
  count(placed.mood) AS persons
FROM (VALUES (1, 'satisfied (4 and more)'), (2, 'in between'), (3, 'dissatisfied (below 3)'))
  AS mood (place, name)
CROSS JOIN generate_series(0, 2) AS o (orders)
LEFT JOIN placed ON placed.mood = mood.place AND placed.orders = o.orders
WHERE EXISTS (SELECT FROM placed)
GROUP BY mood.place, mood.name, o.orders
ORDER BY mood.place, o.orders
