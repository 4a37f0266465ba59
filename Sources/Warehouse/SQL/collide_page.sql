-- How many stored page rows bear an id of these, but another text.
-- $1 id, $2 site, $3 path as it was asked for (arrays). Columns: collisions.
SELECT count(*) AS collisions
FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS n (id, site, asked)
JOIN footfall_store.page t ON t.id = n.id
WHERE t.site IS DISTINCT FROM n.site OR coalesce(t.asked, t.path) IS DISTINCT FROM n.asked
