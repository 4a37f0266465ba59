-- question: Which orders are open, and how old are they?
-- figure: matrix
-- x: age
-- y: status
-- colour: orders
-- unit: open orders
-- heading: state
-- finding: ["{total:order is:orders are} open, most of them {top_x}: {top_y}"]
-- note: At the end of the newest day, by the time since the order was placed and by its last state; words that stand behind few persons stand together under others. The oldest ones first need somebody who looks.
-- empty: "No order is open. Which are is told by the lists of orders, shipments and products with a stock."
WITH waiting AS (
  SELECT coalesce(status, 'no state told') AS status, person, id,
    width_bucket(extract(epoch FROM :as_of - at)::double precision / 86400,
      ARRAY[0, 3, 7, 14, 28, 90]::double precision[]) AS place
  FROM footfall.order_progress(:site, :as_of, :told_until)
  WHERE is_open
), word AS (
  SELECT status, CASE status WHEN 'no state told' THEN status
      ELSE footfall.public_word(status, count(DISTINCT coalesce(person, id))) END AS shown
  FROM waiting
  GROUP BY status
), counted AS (
  SELECT w.shown, q.place, count(*) AS orders
  FROM waiting q
  JOIN word w ON w.status = q.status
  GROUP BY w.shown, q.place
)
SELECT b.age, s.shown AS status, coalesce(c.orders, 0) AS orders
FROM (SELECT shown, sum(orders) AS orders FROM counted GROUP BY shown) s
CROSS JOIN (VALUES (1, 'under 3 days'), (2, '3 to 7 days'), (3, '1 to 2 weeks'), (4, '2 to 4 weeks'),
  (5, '4 to 13 weeks'), (6, 'over 13 weeks')) AS b (place, age)
LEFT JOIN counted c ON c.shown = s.shown AND c.place = b.place
ORDER BY s.orders DESC, s.shown COLLATE "C", b.place
