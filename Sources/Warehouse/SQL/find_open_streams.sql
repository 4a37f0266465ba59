-- Streams of which nothing but an open first line is known.
-- $1 most bytes of that line, $2 whether they were taken back. Columns: generation, open line.
SELECT generation, open_chain, open_length, open_visitor, open_at, open_outcome, open_reason
FROM footfall_store.stream
WHERE position = 0 AND open_length <= $1 AND (state = 'undone') = $2
