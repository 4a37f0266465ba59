-- question: Which way do contacts come and go?
-- figure: bar
-- label: way
-- value: contacts
-- compared: before
-- unit: contacts
-- heading: way
-- finding: ["Most contacts: {top}"]
SELECT
  CASE channel WHEN 'form' THEN 'form' ELSE 'mail' END
    || CASE direction WHEN 'inbound' THEN ' from people' ELSE ' to people' END AS way,
  count(*) FILTER (WHERE at >= :from) AS contacts,
  count(*) FILTER (WHERE at < :from) AS before
FROM footfall.contact
WHERE site = :site AND at >= :previous_from AND at < :until
GROUP BY way
ORDER BY contacts DESC, way
