-- Notes what an open last line, read again, was counted as.
-- $1 generation, $2 outcome, $3 reason, $4 visitor and $5 time of its event, or null
UPDATE footfall_store.stream SET
  open_outcome = $2, open_reason = $3, open_visitor = $4, open_at = $5
WHERE generation = $1 AND open_chain IS NOT NULL
