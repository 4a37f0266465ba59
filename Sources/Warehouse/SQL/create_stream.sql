-- Begins a stream; nothing where its content id is taken.
-- $1 generation, $2 site or null, $3 kind, $4 name, $5 format, $6 head, $7 parent or null,
-- $8 origin = position, $9 chain, $10 now, $11 hashes of the beginnings of the first line,
-- $12 source or null
INSERT INTO footfall_store.stream
  (generation, site, kind, name, format, head, parent, origin, position, chain,
   first_loaded_at, last_loaded_at, beginnings, source)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $10, $11, $12)
ON CONFLICT (generation) DO NOTHING
