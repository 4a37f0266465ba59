-- Why persons must not be written to; what staff says is said of the person, and not of an address.
-- $1 name of the site, $2 persons, $3 until when that was known, null for all. Columns: person, address,
-- reason, since.
SELECT u.person, x.address, x.reason, x.since
FROM (
  SELECT i.person FROM unnest($2::bigint[]) AS i (person) ORDER BY i.person LIMIT cardinality($2)
) u
CROSS JOIN LATERAL (
  SELECT CASE WHEN s.reason <> 'manual' THEN s.address END AS address, s.reason,
    min(s.since) AS since
  FROM footfall.suppression s
  WHERE s.site = $1 AND s.person = u.person AND ($3::timestamptz IS NULL OR s.since < $3)
  GROUP BY 1, s.reason
) x
ORDER BY x.since, x.address
