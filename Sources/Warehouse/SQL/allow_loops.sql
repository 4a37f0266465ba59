-- Whether the open transaction may look up row by row what it joins: not where many rows are new, of
-- which the planner knows nothing yet. $1 on or off. Columns: loops.
SELECT set_config('enable_nestloop', $1, true) AS loops
