-- Writes down that a person must not be written to, or may again, by each value that names the person
-- and of which that is not so yet. $1 site, $2 person, $3 id of the value that was named, $4 when,
-- $5 whether they may again, $6 why, $7 staff
INSERT INTO footfall_store.suppression_statement (site, node, at, is_lifted, note, staff)
SELECT $1, v.node, greatest($4::timestamptz, l.at + interval '1 microsecond'), $5, $6, $7
FROM (
  SELECT n.id AS node
  FROM footfall_store.identity_node n
  WHERE n.site = $1 AND n.person = $2 AND n.kind IN (1, 2, 3)
  UNION
  SELECT y.person FROM footfall_store.contact_party y
  WHERE y.site = $1 AND y.owner = $2 AND y.person IS NOT NULL
  UNION
  -- A telephone may come to be somebody else's.
  SELECT $3::bigint
  WHERE NOT EXISTS (
    SELECT FROM footfall_store.identity_node n
    WHERE n.site = $1 AND n.id = $3::bigint AND n.kind NOT IN (1, 2, 3))
) v
LEFT JOIN LATERAL (
  SELECT t.is_lifted, t.at
  FROM footfall_store.suppression_statement t
  WHERE t.site = $1 AND t.node = v.node
  ORDER BY t.at DESC
  LIMIT 1
) l ON true
WHERE coalesce(l.is_lifted, true) <> $5
ON CONFLICT (site, node, at) DO NOTHING
