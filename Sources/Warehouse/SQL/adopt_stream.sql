-- Takes a stream over for a daemon, unless somebody is loading it by hand just now, or another
-- daemon is at work on the input that it was read from.
-- $1 generation, $2 source, $3 sources of this daemon. Columns: of the stream.
UPDATE footfall_store.stream SET epoch = epoch + 1, source = $2
WHERE generation = $1
  AND (source IS NULL OR source = ANY ($3) OR NOT footfall.is_followed(source))
  AND pg_try_advisory_xact_lock($1)
RETURNING generation, epoch, position, chain, state, open_chain, open_length, open_visitor,
  open_at, open_outcome, open_reason
