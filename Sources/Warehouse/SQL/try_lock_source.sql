-- Takes the lock of an input, if nobody has it. $1 id. Columns: taken.
SELECT pg_try_advisory_lock($1) AS taken
