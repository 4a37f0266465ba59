-- Sessions counted again in SQL, with every rule, from the events alone, and compared with those
-- that are stored. Of one whose hits are dropped it is believed how it ends, and when its chain began.
-- $1 visitors, null for all. Columns: stored, surplus, missing.
WITH sealed AS (
  SELECT DISTINCT ON (s.visitor) s.visitor, s.site, s.agent, s.last_at AS at,
    s.last_generation AS generation, s.last_position AS position,
    s.first_at - CASE s.opening WHEN 1 THEN interval '24 hours' ELSE interval '0' END AS chain_at
  FROM footfall_store.session s
  JOIN footfall_store.seal x ON s.first_at < x.events_until
  WHERE $1::bigint[] IS NULL OR s.visitor = ANY ($1::bigint[])
  ORDER BY s.visitor, s.first_at DESC
), hit AS (
  SELECT e.visitor, e.at, e.generation, e.position, e.site, e.agent, e.place, e.audience, e.kind,
    e.page, e.referrer, e.query, e.bytes, e.at AS chain_from, false AS is_sealed
  FROM footfall_store.event e
  LEFT JOIN sealed s ON s.visitor = e.visitor
  WHERE ($1::bigint[] IS NULL OR e.visitor = ANY ($1::bigint[]))
    AND (s.visitor IS NULL
      OR (e.at, e.generation, e.position) > (s.at, s.generation, s.position))
  UNION ALL
  SELECT visitor, at, generation, position, site, agent, NULL, 0, 9, NULL, NULL, NULL, NULL,
    chain_at, true
  FROM sealed
), gap AS (
  SELECT e.*, i.zone, lag(e.at) OVER w AS previous_at
  FROM hit e JOIN footfall_store.site i ON i.id = e.site
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
  SELECT n.*, min(chain_from) OVER (PARTITION BY visitor, chain) AS chain_at FROM numbered n
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
    min(place) AS place, max(audience) AS audience, max(opening) AS opening, min(at) AS first_at, max(at) AS last_at,
    (array_agg(generation ORDER BY at, generation, position))[1] AS first_generation,
    (array_agg(position ORDER BY at, generation, position))[1] AS first_position,
    (array_agg(generation ORDER BY at DESC, generation DESC, position DESC))[1]
      AS last_generation,
    (array_agg(position ORDER BY at DESC, generation DESC, position DESC))[1] AS last_position,
    count(*)::int AS hits, count(*) FILTER (WHERE kind = 1)::int AS pages,
    count(*) FILTER (WHERE kind = 2)::int AS downloads,
    count(*) FILTER (WHERE kind = 7)::int AS submissions,
    count(*) FILTER (WHERE kind IN (5, 11))::int AS errors,
    count(*) FILTER (WHERE kind = 3)::int AS assets,
    count(*) FILTER (WHERE kind = 10)::int AS robots,
    count(*) FILTER (WHERE kind = 11)::int AS probes,
    coalesce(sum(bytes), 0)::bigint AS bytes,
    (array_agg(page ORDER BY at, generation, position) FILTER (WHERE kind IN (1, 2)))[1]
      AS entry_page,
    (array_agg(referrer ORDER BY at, generation, position) FILTER (WHERE kind IN (1, 2)))[1]
      AS entry_referrer,
    (array_agg(query ORDER BY at, generation, position) FILTER (WHERE kind IN (1, 2)))[1]
      AS entry_query,
    (array_agg(page ORDER BY at DESC, generation DESC, position DESC)
      FILTER (WHERE kind = 1))[1] AS exit_page
  FROM cut
  GROUP BY visitor, number
  HAVING NOT bool_or(is_sealed) OR count(*) > 1
), judged AS (
  SELECT w.visitor, w.site, w.agent, w.place,
    CASE WHEN b.sign IS NULL THEN w.audience ELSE 1::smallint END AS audience,
    b.sign AS behaviour, w.opening, w.first_at, w.last_at, w.first_generation, w.first_position,
    w.last_generation, w.last_position, w.hits, w.pages, w.downloads, w.submissions, w.errors,
    w.assets, w.robots, w.probes, w.bytes, w.entry_page, w.entry_referrer, w.entry_query,
    w.exit_page
  FROM wanted w
  JOIN footfall_store.site i ON i.id = w.site
  CROSS JOIN LATERAL (SELECT CASE WHEN w.audience = 0 THEN footfall_store.behaviour_sign(
    i.bot_signs, w.pages, w.downloads, w.errors, w.assets, w.robots, w.probes) END) AS b (sign)
), stored AS (
  SELECT visitor, site, agent, place, audience, behaviour, opening, first_at, last_at, first_generation,
    first_position, last_generation, last_position, hits, pages, downloads, submissions, errors,
    assets, robots, probes, bytes, entry_page, entry_referrer, entry_query, exit_page
  FROM footfall_store.session
  WHERE ($1::bigint[] IS NULL OR visitor = ANY ($1::bigint[]))
    AND first_at >= (SELECT events_until FROM footfall_store.seal)
)
SELECT (SELECT count(*) FROM stored) AS stored,
  (SELECT count(*) FROM (TABLE stored EXCEPT ALL TABLE judged) AS s) AS surplus,
  (SELECT count(*) FROM (TABLE judged EXCEPT ALL TABLE stored) AS m) AS missing
