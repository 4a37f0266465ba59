-- Months of events. Columns: months.
SELECT count(*) AS months FROM pg_inherits WHERE inhparent = 'footfall_store.event'::regclass
