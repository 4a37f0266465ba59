-- Ends the sessions of a user whose rights were taken. $1 user. Columns: pg_terminate_backend.
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1::text
