-- Notes cookies of browsers that are nobody's; what hits of sealed days told stays. $1 site; arrays: $2 cookies, $3 reasons, $4 how many
-- persons logged in with each, $5 first seen
INSERT INTO footfall_store.shared_cookie AS c (site, cookie, reason, persons, first_seen)
SELECT $1, n.cookie, n.reason, n.persons, n.first_seen
FROM unnest($2::bigint[], $3::smallint[], $4::integer[], $5::timestamptz[])
  AS n (cookie, reason, persons, first_seen)
ON CONFLICT (site, cookie) DO UPDATE SET
  reason = excluded.reason, persons = excluded.persons, first_seen = excluded.first_seen
WHERE (c.reason, c.persons, c.first_seen)
  IS DISTINCT FROM (excluded.reason, excluded.persons, excluded.first_seen)
  AND c.first_seen >= (SELECT events_until FROM footfall_store.seal)
