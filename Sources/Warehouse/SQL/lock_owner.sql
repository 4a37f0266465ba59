-- Waits until no other loader holds a stream. $1 generation. Columns: pg_advisory_lock.
SELECT pg_advisory_lock($1)
