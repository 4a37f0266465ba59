-- One derivation of persons at a time.
LOCK TABLE footfall_store.identity_run IN SHARE ROW EXCLUSIVE MODE
