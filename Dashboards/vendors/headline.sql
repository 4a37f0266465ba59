-- question: How many vendors are there?
-- figure: sentence
-- text:
--   - ["The business buys from {vendors:vendor:vendors}.", "There is no list of vendors."]
SELECT nullif(count(*), 0) AS vendors
FROM footfall.vendor v
WHERE v.site = :site AND (v.since < (:as_of AT TIME ZONE :zone)::date OR v.since IS NULL AND EXISTS (
  SELECT FROM footfall.vendor_history h
  WHERE h.id = v.id AND h.as_of < coalesce(:told_until, 'infinity')))
