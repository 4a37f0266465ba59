-- Takes the hits of persons away: those of logins, and those of visits that are known to be theirs.
-- $1 site, $2 ids of the logins, $3 persons. Columns: visitor, generation, hits.
WITH mine AS (
  SELECT e.visitor, e.at, e.generation, e.position
  FROM footfall_store.event e
  WHERE e.site = $1 AND e.login = ANY ($2::bigint[])
  UNION
  SELECT e.visitor, e.at, e.generation, e.position
  FROM footfall_store.visitor_owner o
  JOIN footfall_store.event e
    ON e.visitor = o.visitor AND e.at >= o.from_at AND e.at < o.until_at
  WHERE o.site = $1 AND o.person = ANY ($3::bigint[])
), gone AS (
  DELETE FROM footfall_store.event e
  USING mine m
  WHERE e.visitor = m.visitor AND e.at = m.at AND e.generation = m.generation
    AND e.position = m.position
  RETURNING e.visitor, e.generation
), forgotten AS (
  DELETE FROM footfall_store.session_login l
  WHERE l.site = $1 AND l.login = ANY ($2::bigint[])
)
SELECT visitor, generation, count(*) AS hits
FROM gone
GROUP BY visitor, generation
ORDER BY visitor, generation
