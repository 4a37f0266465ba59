-- Takes back the versions that files of ledgers brought. $1 generations. Columns: versions.
SELECT footfall_store.forget_ledgers($1) AS versions
