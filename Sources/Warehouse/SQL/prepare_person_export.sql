-- Plans what the open transaction declares as if all rows of it were wanted, for they are.
-- Columns: fraction, jit.
SELECT set_config('cursor_tuple_fraction', '1', true) AS fraction,
  set_config('jit', 'off', true) AS jit
