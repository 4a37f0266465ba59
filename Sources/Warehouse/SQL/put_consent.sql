-- Writes down what a person allows or forbids. $1 site, $2 id of the value that names the person,
-- $3 purpose, $4 when, $5 given or withdrawn, $6 basis, $7 proof, $8 staff. Of two of one time the later
-- one comes after the other.
INSERT INTO footfall_store.consent_statement (site, node, purpose, at, status, basis, proof, staff)
SELECT $1, $2, $3, coalesce(max(x.at) + interval '1 microsecond', $4::timestamptz), $5, $6, $7, $8
FROM footfall_store.consent_statement x
WHERE x.site = $1 AND x.node = $2 AND x.purpose = $3
  AND x.at >= $4::timestamptz AND x.at < $4::timestamptz + interval '1 second'
ON CONFLICT (site, node, purpose, at) DO NOTHING
