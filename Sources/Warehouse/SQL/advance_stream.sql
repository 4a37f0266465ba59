-- Moves a stream on, compared and swapped.
-- $1 generation, $2 epoch, $3 old position, $4 new position, $5 chain, $6 now, $7 state,
-- $8 open chain, $9 open length, $10 open visitor, $11 open time, $12 open outcome,
-- $13 open reason (null where no line is open)
UPDATE footfall_store.stream SET
  position = $4, chain = $5, last_loaded_at = $6, state = $7,
  open_chain = $8, open_length = $9, open_visitor = $10, open_at = $11,
  open_outcome = $12, open_reason = $13
WHERE generation = $1 AND epoch = $2 AND position = $3
