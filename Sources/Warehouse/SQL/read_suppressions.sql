-- Why a person must not be written to. $1 name of the site, $2 person. Columns: address, reason,
-- since.
SELECT address, reason, since
FROM footfall.suppression
WHERE site = $1 AND person = $2
ORDER BY since, address
