-- How many stored referrer rows bear an id of these, but another text.
-- $1 id, $2 url, $3 host (arrays). Columns: collisions.
SELECT count(*) AS collisions
FROM unnest($1::bigint[], $2::text[], $3::text[]) AS n (id, url, host)
JOIN footfall_store.referrer t ON t.id = n.id
WHERE t.url IS DISTINCT FROM n.url
