-- Makes the indexes of the evidence anew.
SELECT footfall_store.index_evidence()
