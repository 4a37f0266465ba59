-- question: Which HTTP do people's browsers speak?
-- figure: bar
-- label: protocol
-- value: hits
-- unit: hits
-- heading: protocol
-- finding: ["{top}: {top_share} of the hits of people"]
-- note: Behind a proxy it is the proxy's.
SELECT CASE protocol WHEN 10 THEN 'HTTP/1.0' WHEN 11 THEN 'HTTP/1.1' WHEN 20 THEN 'HTTP/2'
    WHEN 30 THEN 'HTTP/3' ELSE 'not known' END AS protocol,
  count(*) AS hits
FROM footfall.event
WHERE site = :site AND audience = 'person' AND at >= :from AND at < :until
GROUP BY 1
ORDER BY hits DESC, 1
