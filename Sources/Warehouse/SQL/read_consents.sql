-- What a person allows now. $1 name of the site, $2 person. Columns: purpose, status, is_given,
-- basis, proof, at.
SELECT purpose, status, is_given, basis, proof, at
FROM footfall.consent_state
WHERE site = $1 AND person = $2
ORDER BY purpose
