-- Takes the hits of logins away. $1 site, $2 ids of the logins. Columns: visitor, generation, hits.
WITH gone AS (
  DELETE FROM footfall_store.event WHERE site = $1 AND login = ANY ($2::bigint[])
  RETURNING visitor, generation
)
SELECT visitor, generation, count(*) AS hits
FROM gone
GROUP BY visitor, generation
ORDER BY visitor, generation
