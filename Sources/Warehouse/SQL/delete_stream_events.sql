-- Takes back the events of streams. $1 generations. Columns: visitor, site, events.
WITH gone AS (
  DELETE FROM footfall_store.event WHERE generation = ANY ($1::bigint[])
  RETURNING visitor, site
)
SELECT visitor, min(site) AS site, count(*) AS events
FROM gone
GROUP BY visitor
ORDER BY visitor
