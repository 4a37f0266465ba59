-- What a person allowed just before an instant. $1 name of the site, $2 person, $3 the instant, null for
-- the present. Columns: purpose, status, is_given, basis, proof, at.
SELECT purpose, status, is_given, basis, proof, at
FROM footfall.consent_span
WHERE site = $1 AND person = $2 AND ($3::timestamptz IS NULL OR at < $3)
  AND (until IS NULL OR until >= $3)
ORDER BY purpose
