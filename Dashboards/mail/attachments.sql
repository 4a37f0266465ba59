-- question: Which kinds of files do people attach?
-- figure: bar
-- label: kind
-- value: files
-- unit: files
-- heading: kind
-- limit: 8
-- finding: ["{top}: {top_value} of {total:file:files}"]
-- note: Files in mail that people sent in the last twelve months; the files themselves are not kept.
SELECT
  CASE
    WHEN a.media_type = 'application/pdf' THEN 'PDF'
    WHEN a.media_type LIKE 'image/%' THEN 'pictures'
    WHEN a.media_type LIKE 'audio/%' OR a.media_type LIKE 'video/%' THEN 'sound and film'
    WHEN a.media_type LIKE '%word%' OR a.media_type LIKE '%opendocument.text%' THEN 'text documents'
    WHEN a.media_type LIKE '%excel%' OR a.media_type LIKE '%spreadsheet%'
      OR a.media_type = 'text/csv' THEN 'spreadsheets'
    WHEN a.media_type IN ('text/calendar', 'text/vcard', 'text/x-vcard')
      THEN 'appointments and cards'
    WHEN a.media_type LIKE '%zip%' OR a.media_type LIKE '%compressed%' THEN 'archives'
    ELSE 'other'
  END AS kind,
  count(*) AS files
FROM footfall.attachment a
JOIN footfall.message m ON m.site = a.site AND m.id = a.message
WHERE a.site = :site AND m.direction = 'inbound' AND m.class = 'human' AND m.at < :until
  AND m.at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
GROUP BY 1
ORDER BY files DESC, 1
