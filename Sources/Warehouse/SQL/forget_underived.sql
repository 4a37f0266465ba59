-- What was taken on is derived.
WITH streams AS (
  DELETE FROM footfall_store.underived_stream WHERE is_taken
), contacts AS (
  DELETE FROM footfall_store.underived_contact WHERE is_taken
)
DELETE FROM footfall_store.underived_value WHERE is_taken
