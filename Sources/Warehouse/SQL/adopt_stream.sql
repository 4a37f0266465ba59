-- Takes a stream over for a daemon, unless somebody is loading it by hand just now.
-- $1 generation, $2 source. Columns: of the stream.
UPDATE footfall_store.stream SET epoch = epoch + 1, source = $2
WHERE generation = $1 AND pg_try_advisory_xact_lock($1)
RETURNING generation, epoch, position, chain, state, open_chain, open_length, open_visitor,
  open_at, open_outcome, open_reason
