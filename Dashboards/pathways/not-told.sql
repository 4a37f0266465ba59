-- question: What cannot be told of pathways?
-- figure: sentence
-- text:
--   - ["Which ways many take is not told. {note}"]
SELECT note
FROM footfall.analysis
WHERE site = :site AND as_of = (:as_of AT TIME ZONE :zone)::date - 1 AND name = 'paths'
