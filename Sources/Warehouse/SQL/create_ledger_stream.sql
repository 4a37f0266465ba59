-- Notes a file of a ledger that is loaded whole. Adds no row where it is known.
-- $1 generation, $2 site, $3 name, $4 ledger, $5 bytes, $6 now
INSERT INTO footfall_store.stream
  (generation, site, kind, name, format, head, position, chain, state, first_loaded_at,
   last_loaded_at)
VALUES ($1, $2, 'ledger', $3, $4, $1, $5, 0, 'done', $6, $6)
ON CONFLICT (generation) DO NOTHING
