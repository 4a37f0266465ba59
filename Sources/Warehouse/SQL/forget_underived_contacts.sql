-- What was taken on of contacts is derived.
DELETE FROM footfall_store.underived_contact WHERE is_taken
