-- Notes values of which staff says something. $1 site, $2 ids
INSERT INTO footfall_store.underived_value (site, id) SELECT $1, unnest($2::bigint[])
ON CONFLICT DO NOTHING
