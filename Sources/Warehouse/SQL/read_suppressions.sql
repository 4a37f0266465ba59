-- Why a person must not be written to; what staff says is said of the person, and not of an address.
-- $1 name of the site, $2 person, $3 until when that was known, null for all. Columns: address, reason,
-- since.
SELECT CASE WHEN s.reason <> 'manual' THEN s.address END AS address, s.reason,
  min(s.since) AS since
FROM footfall.suppression s
WHERE s.site = $1 AND s.person = $2 AND ($3::timestamptz IS NULL OR s.since < $3)
GROUP BY 1, s.reason
ORDER BY since, address
