-- Notes values that are named for the first time. $1 sites, $2 ids, $3 kinds, $4 values
INSERT INTO footfall_store.arrived_value (site, id, kind, value)
SELECT site, id, kind, value
FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::text[]) AS n (site, id, kind, value)
