-- Lets the statements of the open transaction sort and join in memory what else would go through
-- files. Columns: memory.
SELECT set_config('work_mem', '64MB', true) AS memory
