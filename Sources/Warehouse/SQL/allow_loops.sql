-- Whether the open transaction may look up row by row what it joins: not where many rows are new, of
-- which the planner knows nothing yet. Tells how it was before, too. $1 on or off.
-- Columns: before, loops.
WITH setting AS MATERIALIZED (SELECT current_setting('enable_nestloop') AS before)
SELECT before, set_config('enable_nestloop', $1, true) AS loops FROM setting
