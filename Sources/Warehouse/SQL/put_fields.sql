-- Notes columns of a W3C log. $1 generation, $2 positions, $3 #Fields: lines
INSERT INTO footfall_store.stream_fields (generation, position, fields)
SELECT $1, n.position, n.fields
FROM unnest($2::bigint[], $3::text[]) AS n (position, fields)
ON CONFLICT (generation, position) DO UPDATE SET fields = excluded.fields
