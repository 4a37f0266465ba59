-- Stores values that name persons. $1 site; arrays: $2 ids, $3 kinds, $4 values, $5 first seen,
-- $6 last seen, $7 whether each is an office's, $8 when given up (1970 = it is not), $9 persons
-- (0 = none), $10 states
INSERT INTO footfall_store.identity_node
  (site, id, kind, value, first_seen, last_seen, is_role, retired_at, person, state)
SELECT $1, id, kind, value, first_seen, last_seen, is_role::int::boolean,
  nullif(retired_at, 'epoch'), nullif(person, 0), state
FROM unnest(
  $2::bigint[], $3::smallint[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::smallint[],
  $8::timestamptz[], $9::bigint[], $10::smallint[])
  AS n (id, kind, value, first_seen, last_seen, is_role, retired_at, person, state)
ON CONFLICT (site, id) DO NOTHING
