-- Makes the event partition of a month. $1 a day of it. Columns: made.
SELECT footfall_store.ensure_event_partition($1::date) AS made
