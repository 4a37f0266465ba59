-- Rolls up days. $1 site, $2 first day, $3 last day.
SELECT footfall_store.roll_up($1, $2, $3)
