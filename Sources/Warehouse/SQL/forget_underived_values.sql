-- What was taken on of values is derived.
DELETE FROM footfall_store.underived_value WHERE is_taken
