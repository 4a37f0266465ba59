-- question: How much does a customer spend?
-- figure: histogram
-- x: from_amount
-- high: to_amount
-- y: customers
-- unit: customers
-- measure: spent by each, ever
-- finding: ["Half of {total:customer:customers} spent less than {median}, nine of ten less than {p90}", "Half of {total:customer:customers} spent less than {median}", "{total:customer:customers}"]
-- note: Sum of all orders of a person up to the newest day, in the currency of the site; half and nine of ten are read from the bars.
WITH bucket (place, from_amount, to_amount) AS (
  VALUES (1, 0, 25), (2, 25, 50), (3, 50, 100), (4, 100, 200), (5, 200, 400), (6, 400, 800),
    (7, 800, 1600), (8, 1600, 3200), (9, 3200, NULL)
), buyer AS (
  SELECT width_bucket(
      spent::double precision, ARRAY[0, 25, 50, 100, 200, 400, 800, 1600, 3200]::double precision[])
      AS place,
    count(*) AS customers
  FROM footfall.customer_standing(:site, :as_of, :told_until)
  WHERE orders > 0
  GROUP BY 1
)
SELECT from_amount, to_amount, coalesce(customers, 0) AS customers
FROM bucket
LEFT JOIN buyer USING (place)
WHERE place <= (SELECT max(place) FROM buyer)
ORDER BY place
