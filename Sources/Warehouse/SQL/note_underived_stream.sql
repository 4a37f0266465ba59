-- Notes a file of a ledger that persons are to be derived from; 0 for everything. $1 generation
INSERT INTO footfall_store.underived_stream (generation) VALUES ($1) ON CONFLICT DO NOTHING
