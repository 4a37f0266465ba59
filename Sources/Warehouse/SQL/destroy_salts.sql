-- Destroys salts that no line used for 90 days; that of a site whose period never ends stays, for
-- without it no line of the site could be kept again. $1 now, $2 start of a period without end
UPDATE footfall_store.salt SET value = NULL
WHERE value IS NOT NULL AND last_loaded_at < $1::timestamptz - interval '90 days'
  AND period_start <> $2
