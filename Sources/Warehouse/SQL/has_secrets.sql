-- Whether anything is stored that was encrypted. Columns: has_secrets.
SELECT footfall_store.has_secrets() AS has_secrets
