-- question: Which way do contacts come and go?
-- figure: bar
-- label: way
-- value: contacts
-- compared: before
-- unit: contacts
-- heading: way
-- note: Forms, mail and what staff wrote down; a message that went to several people counts for each of them. Mail that programs and lists sent in is left out.
-- finding: ["Most contacts: {top}"]
SELECT
  CASE channel WHEN 'email' THEN 'mail' ELSE channel END
    || CASE direction WHEN 'inbound' THEN ' from people' ELSE ' to people' END AS way,
  count(*) FILTER (WHERE at >= :from) AS contacts,
  count(*) FILTER (WHERE at < :previous_until) AS before
FROM footfall.contact
WHERE site = :site AND at >= :previous_from AND at < :until
  AND (at >= :from OR at < :previous_until)
  AND (:segment IS NULL OR id IN (
    SELECT g.contact FROM footfall.segment_contact(:site, :segment, :previous_from, :until) g))
GROUP BY way
ORDER BY contacts DESC, way
