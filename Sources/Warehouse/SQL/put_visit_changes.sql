-- Notes visits that are somebody else's now. $1 time, $2 site; arrays: $3 before, $4 after (0 = nobody),
-- $5 visits, $6 hits
INSERT INTO footfall_store.visit_change AS c (at, site, before, after, visits, hits)
SELECT $1, $2, v.before, v.after, v.visits, v.hits
FROM unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
  AS v (before, after, visits, hits)
ON CONFLICT (at, site, before, after) DO UPDATE SET
  visits = c.visits + excluded.visits, hits = c.hits + excluded.hits
