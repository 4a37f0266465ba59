-- What was taken on of ledgers is derived.
DELETE FROM footfall_store.underived_stream WHERE is_taken
