-- Notes what staff says of two values. $1 site, $2 a, $3 b, $4 time, $5 whether they are one person,
-- $6 staff, $7 note
INSERT INTO footfall_store.identity_assertion (site, a, b, at, is_same, staff, note)
VALUES ($1, $2, $3, $4, $5, $6, $7)
