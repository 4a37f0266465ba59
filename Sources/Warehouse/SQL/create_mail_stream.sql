-- The stream that counts the messages of a site. $1 generation, $2 site, $3 name, $4 now
INSERT INTO footfall_store.stream
  (generation, site, kind, name, format, head, position, chain, first_loaded_at, last_loaded_at)
VALUES ($1, $2, 'mail', $3, 'mime', $1, 0, 0, $4, $4)
ON CONFLICT (generation) DO NOTHING
