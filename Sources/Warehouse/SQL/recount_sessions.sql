-- Sessions counted again in SQL, with every rule, from the events alone, and compared with those
-- that are stored. $1 visitors, null for all. Columns: stored, surplus, missing.
WITH gap AS (
  SELECT e.*, i.zone, lag(e.at) OVER w AS previous_at
  FROM footfall_store.event e JOIN footfall_store.site i ON i.id = e.site
  WHERE $1::bigint[] IS NULL OR e.visitor = ANY ($1::bigint[])
  WINDOW w AS (PARTITION BY e.visitor ORDER BY e.at, e.generation, e.position)
), chain AS (
  SELECT g.*, previous_at IS NULL OR at - previous_at >= interval '1800 seconds' AS is_silence,
    date_trunc('day', at AT TIME ZONE zone) AT TIME ZONE zone AS midnight
  FROM gap g
), numbered AS (
  SELECT c.*, count(*) FILTER (WHERE is_silence) OVER w AS chain
  FROM chain c
  WINDOW w AS (PARTITION BY visitor ORDER BY at, generation, position)
), started AS (
  SELECT n.*, min(at) OVER (PARTITION BY visitor, chain) AS chain_at FROM numbered n
), opened AS (
  SELECT s.*, CASE
    WHEN is_silence THEN 0
    WHEN previous_at < midnight AND midnight - chain_at >= interval '24 hours' THEN 1
  END::smallint AS opening
  FROM started s
), cut AS (
  SELECT o.*, count(opening) OVER w AS number
  FROM opened o
  WINDOW w AS (PARTITION BY visitor ORDER BY at, generation, position)
), wanted AS (
  SELECT visitor, (array_agg(site))[1] AS site, min(agent) AS agent,
    max(audience) AS audience, max(opening) AS opening, min(at) AS first_at, max(at) AS last_at,
    (array_agg(generation ORDER BY at, generation, position))[1] AS first_generation,
    (array_agg(position ORDER BY at, generation, position))[1] AS first_position,
    (array_agg(generation ORDER BY at DESC, generation DESC, position DESC))[1]
      AS last_generation,
    (array_agg(position ORDER BY at DESC, generation DESC, position DESC))[1] AS last_position,
    count(*)::int AS hits, count(*) FILTER (WHERE kind = 1)::int AS pages,
    count(*) FILTER (WHERE kind = 2)::int AS downloads,
    count(*) FILTER (WHERE kind = 7)::int AS submissions,
    count(*) FILTER (WHERE kind = 5)::int AS errors,
    coalesce(sum(bytes), 0)::bigint AS bytes,
    (array_agg(page ORDER BY at, generation, position) FILTER (WHERE kind IN (1, 2)))[1]
      AS entry_page,
    (array_agg(referrer ORDER BY at, generation, position) FILTER (WHERE kind IN (1, 2)))[1]
      AS entry_referrer,
    (array_agg(page ORDER BY at DESC, generation DESC, position DESC)
      FILTER (WHERE kind = 1))[1] AS exit_page
  FROM cut
  GROUP BY visitor, number
), stored AS (
  SELECT visitor, site, agent, audience, opening, first_at, last_at, first_generation,
    first_position, last_generation, last_position, hits, pages, downloads, submissions, errors,
    bytes, entry_page, entry_referrer, exit_page
  FROM footfall_store.session
  WHERE $1::bigint[] IS NULL OR visitor = ANY ($1::bigint[])
)
SELECT (SELECT count(*) FROM stored) AS stored,
  (SELECT count(*) FROM (TABLE stored EXCEPT ALL TABLE wanted) AS s) AS surplus,
  (SELECT count(*) FROM (TABLE wanted EXCEPT ALL TABLE stored) AS m) AS missing
