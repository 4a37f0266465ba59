-- Notes a derivation of persons that came out otherwise than before.
-- $1 time, $2 persons, $3 merged, $4 split, $5 moved, $6 visits, $7 hits
INSERT INTO footfall_store.identity_run (at, persons, merged, split, moved, visits, hits)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (at) DO UPDATE SET persons = excluded.persons,
  merged = identity_run.merged + excluded.merged, split = identity_run.split + excluded.split,
  moved = identity_run.moved + excluded.moved, visits = identity_run.visits + excluded.visits,
  hits = identity_run.hits + excluded.hits
