-- Forgets old touches: a writer that missed more reads everything anew. $1 revision
DELETE FROM footfall_store.session_touch WHERE revision < $1
