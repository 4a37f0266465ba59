-- Days of ledgers are days of the site: where its zone is another, everything is to be derived.
-- $1 site, $2 zone
INSERT INTO footfall_store.underived_stream (generation)
SELECT 0 FROM footfall_store.site WHERE id = $1 AND zone <> $2
ON CONFLICT DO NOTHING
