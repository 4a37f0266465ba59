-- Makes the indexes of values, and of whose rows of ledgers are, anew.
SELECT footfall_store.index_persons()
