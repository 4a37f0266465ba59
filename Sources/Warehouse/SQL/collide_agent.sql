-- How many stored agent rows bear an id of these, but another text.
-- $1 id, $2 text, $3 bot (arrays). Columns: collisions.
SELECT count(*) AS collisions
FROM unnest($1::bigint[], $2::text[], $3::text[]) AS n (id, text, bot)
JOIN footfall_store.agent t ON t.id = n.id
WHERE t.text IS DISTINCT FROM n.text
