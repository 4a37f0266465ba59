-- A change of the rules of identity is a run over all records, with its version and its own list of
-- differences, also where it changes nobody.
CREATE TABLE footfall_store.identity_rule_set (
  since timestamptz PRIMARY KEY,
  version integer NOT NULL
);
COMMENT ON TABLE footfall_store.identity_rule_set IS 'By which version of the rules persons were derived.';
COMMENT ON COLUMN footfall_store.identity_rule_set.since IS 'Since the derivation of this time.';
COMMENT ON COLUMN footfall_store.identity_rule_set.version IS 'Version of the rules, as the program counts them.';

CREATE OR REPLACE VIEW footfall.person_run AS
SELECT r.at, r.persons, r.merged, r.split, r.moved, r.visits, r.hits,
  (SELECT s.version FROM footfall_store.identity_rule_set s
   WHERE s.since <= r.at ORDER BY s.since DESC LIMIT 1) AS rules
FROM footfall_store.identity_run r;
COMMENT ON VIEW footfall.person_run IS 'When persons came out otherwise than before, or by other rules; of all sites.';
COMMENT ON COLUMN footfall.person_run.rules IS 'Version of the rules by which they were derived; null before versions were kept.';
ALTER TABLE footfall_store.identity_rule_set OWNER TO footfall_owner;
GRANT SELECT, INSERT ON footfall_store.identity_rule_set TO footfall_ingest;
