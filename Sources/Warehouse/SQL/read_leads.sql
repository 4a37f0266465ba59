-- What persons of a site did in ninety days who have not ordered yet and are no vendors. $1 name of the site, $2
-- end of the day as of which, $3 until when what was told counts, null for all. Columns: person, rules (visit,
-- download, search, enquiry) and ages (in days), one for each time.
WITH visit AS MATERIALIZED (
  SELECT DISTINCT v.person, v.visitor, v.started_at, v.downloads
  FROM footfall.person_visit v
  WHERE v.site = $1::text AND v.is_visit AND v.started_at < $2::timestamptz
    AND v.started_at >= $2::timestamptz - interval '90 days'
), deed AS (
  SELECT v.person, 'visit' AS rule, v.started_at AS at FROM visit v
  UNION ALL
  SELECT v.person, 'download', v.started_at
  FROM visit v CROSS JOIN LATERAL generate_series(1, least(v.downloads, 20))
  UNION ALL
  SELECT v.person, 'search', s.at
  FROM footfall.site_search($1::text, $2::timestamptz - interval '90 days', $2::timestamptz) s
  JOIN visit v ON v.visitor = s.visitor AND v.started_at = s.visit
  UNION ALL
  SELECT c.person, 'enquiry', c.at
  FROM footfall.contact c
  WHERE c.site = $1::text AND c.person IS NOT NULL AND c.direction = 'inbound'
    AND c.topic IN ('enquiry', 'quotation', 'booking') AND c.at < $2::timestamptz
    AND c.at >= $2::timestamptz - interval '90 days'
)
SELECT d.person, array_agg(d.rule ORDER BY d.at, d.rule) AS rules,
  array_agg(extract(epoch FROM $2::timestamptz - d.at)::double precision / 86400 ORDER BY d.at, d.rule) AS ages
FROM deed d
WHERE d.person NOT IN (
    SELECT o.person FROM footfall.sale_as_of($1::text, $3::timestamptz) o
    WHERE o.at < $2::timestamptz AND o.person IS NOT NULL)
  AND d.person NOT IN (
    SELECT v.person FROM footfall.vendor_person_as_of($1::text, $3::timestamptz) v WHERE v.person IS NOT NULL)
GROUP BY d.person
ORDER BY d.person
