-- Lets a stream go. $1 generation. Columns: pg_advisory_unlock.
SELECT pg_advisory_unlock($1)
