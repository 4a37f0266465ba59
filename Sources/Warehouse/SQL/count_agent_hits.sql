-- What user agents did. $1 their ids. Columns: agent, sessions, hits.
SELECT agent, count(*) AS sessions, coalesce(sum(hits), 0)::bigint AS hits
FROM footfall_store.session
WHERE agent = ANY ($1::bigint[])
GROUP BY agent
