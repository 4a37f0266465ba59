-- Stores whose stretches of visits are. $1 site, $2 visitors, $3 first instants, $4 ends, $5 persons,
-- $6 times of the first hits of the sessions (arrays)
INSERT INTO footfall_store.visitor_owner (visitor, from_at, until_at, site, person, session_at)
SELECT n.visitor, n.from_at, n.until_at, $1, n.person, n.session_at
FROM unnest($2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::bigint[], $6::timestamptz[])
  AS n (visitor, from_at, until_at, person, session_at)
ON CONFLICT (visitor, from_at) DO UPDATE SET
  until_at = excluded.until_at, site = excluded.site, person = excluded.person,
  session_at = excluded.session_at
