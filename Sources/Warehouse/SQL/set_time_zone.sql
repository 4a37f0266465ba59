-- Sets the zone in which times are written for the rest of the transaction. $1 its name. Columns:
-- before, the one until now.
WITH now AS MATERIALIZED (
  SELECT current_setting('TimeZone') AS before
)
SELECT before, set_config('TimeZone', $1::text, true) AS set FROM now
