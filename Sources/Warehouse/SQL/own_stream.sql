-- Takes over a stream: whoever held it before can no longer write.
-- $1 generation. Columns: of the stream.
UPDATE footfall_store.stream SET epoch = epoch + 1
WHERE generation = $1
RETURNING generation, epoch, position, chain, state, open_chain, open_length, open_visitor,
  open_at, open_outcome, open_reason
