-- question: What cannot be told of customers?
-- figure: sentence
-- text:
--   - ["Segments are not told. {segments}"]
--   - ["Who comes back is not told. {survival}"]
--   - ["Lifetime value is not told. {value}"]
--   - ["What is bought together is not told. {products}"]
SELECT
  max(note) FILTER (WHERE name = 'segments') AS segments,
  max(note) FILTER (WHERE name = 'survival') AS survival,
  max(note) FILTER (WHERE name = 'lifetime value') AS value,
  max(note) FILTER (WHERE name = 'products') AS products
FROM footfall.analysis
WHERE site = :site AND as_of = (:as_of AT TIME ZONE :zone)::date - 1
