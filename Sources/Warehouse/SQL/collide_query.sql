-- How many stored query rows bear an id of these, but another text.
-- $1 id, $2 text, $3 what was searched for (arrays). Columns: collisions.
SELECT count(*) AS collisions
FROM unnest($1::bigint[], $2::text[], $3::text[]) AS n (id, text, search)
JOIN footfall_store.query t ON t.id = n.id
WHERE t.text IS DISTINCT FROM n.text
