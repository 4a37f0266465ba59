-- question: What cannot be told of sources?
-- figure: sentence
-- text:
--   - ["Which channels brought the orders is not told. {note}"]
SELECT note
FROM footfall.analysis
WHERE site = :site AND as_of = (:as_of AT TIME ZONE :zone)::date - 1 AND name = 'attribution'
