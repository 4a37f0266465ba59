-- Gives the hits of user agents the audience that the rules say now; those of staff stay.
-- $1 agents, $2 audiences (arrays). Columns: visitor, site.
WITH cast_anew AS (
  UPDATE footfall_store.event e
  SET audience = n.audience
  FROM unnest($1::bigint[], $2::smallint[]) AS n (agent, audience)
  JOIN (
    SELECT visitor, agent, min(first_at) AS first_at, max(last_at) AS last_at
    FROM footfall_store.session
    WHERE agent = ANY ($1::bigint[])
    GROUP BY visitor, agent
  ) v ON v.agent = n.agent
  WHERE e.visitor = v.visitor AND e.at BETWEEN v.first_at AND v.last_at AND e.agent = n.agent
    AND e.audience <> 2 AND e.audience <> n.audience
  RETURNING e.visitor, e.site
)
SELECT DISTINCT visitor, site FROM cast_anew ORDER BY visitor
