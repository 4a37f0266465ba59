-- Destroys salts that no line used for 90 days. $1 now
UPDATE footfall_store.salt SET value = NULL
WHERE value IS NOT NULL AND last_loaded_at < $1::timestamptz - interval '90 days'
