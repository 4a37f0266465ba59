-- Writes down what a person allows or forbids. $1 site, $2 id of the value that names the person,
-- $3 purpose, $4 when, $5 given or withdrawn, $6 basis, $7 proof, $8 staff
INSERT INTO footfall_store.consent_statement (site, node, purpose, at, status, basis, proof, staff)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (site, node, purpose, at) DO NOTHING
