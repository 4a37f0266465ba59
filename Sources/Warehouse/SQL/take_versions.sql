-- Stores versions of rows of a ledger that are compared with what is stored. $1 table, $2 rows as JSON;
-- of these $3 ids, $4 since when they say so, $5 contents; $6 their file. Columns: stored.
SELECT footfall_store.take_versions(
  $1, $2::json, $3::bigint[], $4::timestamptz[], $5::bigint[], $6) AS stored
