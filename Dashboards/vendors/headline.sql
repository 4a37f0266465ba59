-- question: How many vendors are there?
-- figure: sentence
-- text:
--   - ["The business buys from {vendors:vendor:vendors}.", "There is no list of vendors."]
SELECT nullif(count(*), 0) AS vendors
FROM footfall.vendor
WHERE site = :site AND (since IS NULL OR since < (:as_of AT TIME ZONE :zone)::date)
