-- How many values name persons. Columns: identities.
SELECT count(*) AS identities FROM footfall_store.identity_node
