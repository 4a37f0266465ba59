-- How long the open transaction waits for a lock. $1 the time; 0 for as long as it takes.
-- Columns: wait.
SELECT set_config('lock_timeout', $1, true) AS wait
