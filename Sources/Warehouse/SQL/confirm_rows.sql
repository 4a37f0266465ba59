-- Notes that a file says of rows what their newest versions say. $1 table; of rows: $2 ids, $3 since when
-- they say so, $4 contents, $5 positions; $6 their file. Columns: id, of which it does.
SELECT id FROM footfall_store.confirm_rows(
  $1, $2::bigint[], $3::timestamptz[], $4::bigint[], $5::bigint[], $6) AS c (id)
