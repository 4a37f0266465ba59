-- Notes values that must not be written to any more. $1 site, $2 ids of the values, $3 reason,
-- $4 since when
INSERT INTO footfall_store.suppression (site, node, reason, since)
SELECT $1, unnest($2::bigint[]), $3, $4
ON CONFLICT (site, node, reason) DO NOTHING
