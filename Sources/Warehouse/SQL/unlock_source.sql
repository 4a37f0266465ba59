-- Lets the lock of an input go. $1 id. Columns: pg_advisory_unlock.
SELECT pg_advisory_unlock($1)
