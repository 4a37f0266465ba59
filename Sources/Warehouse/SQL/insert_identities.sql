-- Stores values that name persons; each is its own until evidence says more.
-- $1 sites, $2 ids, $3 kinds, $4 values, $5 whether each is an office's
INSERT INTO footfall_store.identity_node
  (site, id, kind, value, first_seen, last_seen, is_role, person, state)
SELECT site, id, kind, value, 'infinity', '-infinity', is_role, NULL, 4
FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::text[], $5::smallint[]::int[]::boolean[])
  AS n (site, id, kind, value, is_role)
ON CONFLICT (site, id) DO NOTHING
