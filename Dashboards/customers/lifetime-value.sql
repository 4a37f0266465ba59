-- question: What are all customers worth in the next twelve months?
-- figure: numbers
-- label: label
-- value: value
-- formats: format
-- remark: remark
-- note: By the rhythm of orders (BG/NBD) and what was spent on them (Gamma-Gamma), in the currency of the site; turnover, not profit, discounted by one per cent a month. Somebody who ordered once counts as still there, for in this model nobody drops out but after coming back.
-- empty: Told as of the newest day; where there are too few to say, the head of the page says so.
WITH parameter AS (
  SELECT name, value
  FROM footfall.analysis_parameter
  WHERE site = :site AND as_of = (:as_of AT TIME ZONE :zone)::date - 1 AND analysis = 'lifetime value'
)
SELECT n.label, p.value, n.format, n.remark
FROM parameter p
JOIN (VALUES
  (1, 'expected value', 'Turnover to be expected', 'count', 'of all customers, in twelve months'),
  (2, 'expected orders', 'Orders to be expected', 'count', 'days with an order, in twelve months'),
  (3, 'customers alive', 'Customers still there', 'count', 'the sum of the probabilities'),
  (4, 'mean order', 'Mean order', 'decimal', 'in the long run'),
  (5, 'correlation', 'Correlation', 'decimal', 'of how often and how much; the model takes it for zero'),
  (6, 'r', 'r', 'decimal', 'orders'), (7, 'alpha', 'alpha', 'decimal', 'orders, in weeks'),
  (8, 'a', 'a', 'decimal', 'dropping out'), (9, 'b', 'b', 'decimal', 'dropping out'),
  (10, 'p', 'p', 'decimal', 'spending'), (11, 'q', 'q', 'decimal', 'spending'),
  (12, 'v', 'v', 'decimal', 'spending')
) AS n (place, name, label, format, remark) ON n.name = p.name
ORDER BY n.place
