-- How many stored query rows bear an id of these, but another text.
-- $1 id, $2 text, $3 what was searched for, $4 the campaign (arrays). Columns: collisions.
SELECT count(*) AS collisions
FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[]) AS n (id, text, search, campaign)
JOIN footfall_store.query t ON t.id = n.id
WHERE t.text IS DISTINCT FROM n.text
