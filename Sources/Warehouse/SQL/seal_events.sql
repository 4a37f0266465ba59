-- Seals all days before the first of a month. $1 the instant
SELECT footfall_store.seal_events($1)
