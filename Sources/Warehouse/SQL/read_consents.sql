-- What persons allowed just before an instant. $1 name of the site, $2 persons, $3 the instant, null for
-- the present. Columns: person, purpose, status, is_given, basis, proof, at.
SELECT u.person, c.purpose, c.status, c.is_given, c.basis, c.proof, c.at
FROM (
  SELECT i.person FROM unnest($2::bigint[]) AS i (person) ORDER BY i.person LIMIT cardinality($2)
) u
CROSS JOIN LATERAL (
  SELECT s.purpose, s.status, s.is_given, s.basis, s.proof, s.at
  FROM footfall.consent_span s
  WHERE s.site = $1 AND s.person = u.person AND ($3::timestamptz IS NULL OR s.at < $3)
    AND (s.until IS NULL OR s.until >= $3)
  OFFSET 0
) c
ORDER BY c.purpose
