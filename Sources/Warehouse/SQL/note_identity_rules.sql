-- Notes the version of the rules by which persons are derived from now on, where that is another than
-- before. $1 version, $2 time. Columns: follows (whether persons were derived by others before).
INSERT INTO footfall_store.identity_rule_set (version, since)
SELECT $1::integer, greatest($2::timestamptz, (
    SELECT max(since) + interval '1 microsecond' FROM footfall_store.identity_rule_set))
WHERE $1::integer IS DISTINCT FROM (
  SELECT version FROM footfall_store.identity_rule_set ORDER BY since DESC LIMIT 1)
RETURNING EXISTS (SELECT FROM footfall_store.identity_rule_set) AS follows
