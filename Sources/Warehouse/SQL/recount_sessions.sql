-- Sessions counted again in SQL, with every rule of the profiles, from the events alone, and compared
-- with those that are stored. Where the signs of a site are others since, both verdicts are right. Of one whose hits are dropped it is believed how it ends, what led to it,
-- how many actions it has and when its chain began. $1 visitors, null for all. Columns: stored, surplus,
-- missing.
WITH RECURSIVE rule (site, zone, silence, is_chained, is_daily, is_stateful) AS (
  SELECT id, coalesce(session_zone, zone),
    CASE profile WHEN 'ga4' THEN interval '1800.000001 seconds' WHEN 'plausible' THEN interval '1860 seconds'
      ELSE interval '1800 seconds' END,
    profile = 'footfall', profile = 'matomo', profile = 'matomo'
  FROM footfall_store.site
), sealed AS (
  SELECT DISTINCT ON (s.visitor) s.visitor, s.site, s.agent, s.last_at AS at,
    s.last_generation AS generation, s.last_position AS position, s.campaign,
    s.pages + s.downloads AS actions,
    s.first_at - CASE s.opening WHEN 1 THEN interval '24 hours' ELSE interval '0' END AS chain_at
  FROM footfall_store.session s
  JOIN footfall_store.seal x ON s.first_at < x.events_until
  WHERE $1::bigint[] IS NULL OR s.visitor = ANY ($1::bigint[])
  ORDER BY s.visitor, s.first_at DESC
), hit AS (
  SELECT e.visitor, e.at, e.generation, e.position, e.site, e.agent, e.place, e.audience, e.kind,
    e.page, e.referrer, e.query, e.bytes, e.at AS chain_from, false AS is_sealed, q.campaign,
    (e.kind IN (1, 2))::int AS actions
  FROM footfall_store.event e
  JOIN rule r ON r.site = e.site
  LEFT JOIN footfall_store.query q ON r.is_stateful AND e.kind IN (1, 2) AND q.id = e.query
  LEFT JOIN sealed s ON s.visitor = e.visitor
  WHERE ($1::bigint[] IS NULL OR e.visitor = ANY ($1::bigint[]))
    AND (s.visitor IS NULL
      OR (e.at, e.generation, e.position) > (s.at, s.generation, s.position))
  UNION ALL
  SELECT visitor, at, generation, position, site, agent, NULL, 0, 9, NULL, NULL, NULL, NULL,
    chain_at, true, campaign, actions
  FROM sealed
), gap AS (
  SELECT e.*, r.zone, r.silence, r.is_chained, r.is_daily, r.is_stateful,
    lag(e.at) OVER w AS previous_at
  FROM hit e
  JOIN rule r ON r.site = e.site
  WINDOW w AS (PARTITION BY e.visitor ORDER BY e.at, e.generation, e.position)
), chain AS (
  SELECT g.*, previous_at IS NULL OR at - previous_at >= silence AS is_silence,
    date_trunc('day', at AT TIME ZONE zone) AT TIME ZONE zone AS midnight
  FROM gap g
), numbered AS (
  SELECT c.*, count(*) FILTER (WHERE is_silence) OVER w AS chain
  FROM chain c
  WINDOW w AS (PARTITION BY visitor ORDER BY at, generation, position)
), started AS (
  SELECT n.*, min(chain_from) OVER (PARTITION BY visitor, chain) AS chain_at FROM numbered n
), timed AS (
  SELECT s.*, CASE
    WHEN is_silence THEN 0
    WHEN previous_at < midnight AND (is_daily
      OR is_chained AND midnight - chain_at >= interval '24 hours') THEN 1
  END::smallint AS opening
  FROM started s
), part AS (
  -- Of sites that cut on campaigns: what lies between two cuts that time alone makes.
  SELECT t.visitor, t.at, t.generation, t.position, t.actions, t.campaign,
    count(t.opening) OVER w AS part
  FROM timed t
  WHERE t.is_stateful
  WINDOW w AS (PARTITION BY t.visitor ORDER BY t.at, t.generation, t.position)
), instant AS (
  SELECT visitor, part, at, sum(actions) AS actions,
    min(campaign) AS campaign
  FROM part
  GROUP BY visitor, part, at
), counted AS (
  SELECT i.*, count(campaign) OVER w AS named,
    coalesce(sum(actions) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
  FROM instant i
  WINDOW w AS (PARTITION BY visitor, part ORDER BY at)
), led AS (
  -- The campaign that holds from an instant on: the last that was named in its part.
  SELECT c.*, max(campaign) OVER (PARTITION BY visitor, part, named) AS led_by FROM counted c
), compared AS (
  SELECT l.*, lag(led_by) OVER (PARTITION BY visitor, part ORDER BY at) AS led_before FROM led l
), run AS (
  SELECT c.*, campaign IS NOT NULL AND before > 0 AND campaign IS DISTINCT FROM led_before AS is_new,
    count(*) FILTER (WHERE campaign IS NOT NULL AND before > 0
      AND campaign IS DISTINCT FROM led_before) OVER (PARTITION BY visitor, part ORDER BY at) AS run
  FROM compared c
), weighed AS (
  -- Actions before each instant since its run began, and all of the run.
  SELECT r.visitor, r.part, r.run, r.at, r.actions, r.before - min(r.before) OVER v AS before,
    sum(r.actions) OVER v AS total
  FROM run r
  WINDOW v AS (PARTITION BY r.visitor, r.part, r.run)
), full_run AS MATERIALIZED (
  SELECT visitor, part, run, at, actions, before FROM weighed WHERE total > 10000
), limited (visitor, part, run, at, before) AS (
  SELECT DISTINCT f.visitor, f.part, f.run, NULL::timestamptz, 0::numeric FROM full_run f
  UNION ALL
  SELECT l.visitor, l.part, l.run, n.at, n.before
  FROM limited l
  CROSS JOIN LATERAL (
    SELECT f.at, f.before FROM full_run f
    WHERE f.visitor = l.visitor AND f.part = l.part AND f.run = l.run
      AND f.actions > 0 AND f.before >= l.before + 10000
    ORDER BY f.at
    LIMIT 1
  ) n
), forced AS (
  SELECT visitor, at, 2::smallint AS opening FROM run WHERE is_new
  UNION ALL
  SELECT visitor, at, 3::smallint FROM limited WHERE at IS NOT NULL
), opened AS (
  SELECT t.visitor, t.at, t.generation, t.position, t.site, t.agent, t.place, t.audience, t.kind,
    t.page, t.referrer, t.query, t.bytes, t.is_sealed, coalesce(t.opening, f.opening) AS opening,
    l.led_by AS campaign
  FROM timed t
  LEFT JOIN forced f ON f.visitor = t.visitor AND f.at = t.at AND t.previous_at < t.at
  LEFT JOIN led l ON t.is_stateful AND l.visitor = t.visitor AND l.at = t.at
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
      FILTER (WHERE kind = 1))[1] AS exit_page,
    (array_agg(campaign ORDER BY at DESC))[1] AS campaign
  FROM cut
  GROUP BY visitor, number
  HAVING NOT bool_or(is_sealed) OR count(*) > 1
), judged AS (
  SELECT w.visitor, w.site, w.agent, w.place,
    CASE WHEN b.sign IS NULL THEN w.audience ELSE 1::smallint END AS audience,
    b.sign AS behaviour, w.opening, w.first_at, w.last_at, w.first_generation, w.first_position,
    w.last_generation, w.last_position, w.hits, w.pages, w.downloads, w.submissions, w.errors,
    w.assets, w.robots, w.probes, w.bytes, w.entry_page, w.entry_referrer, w.entry_query,
    w.exit_page, w.campaign
  FROM wanted w
  JOIN footfall_store.site i ON i.id = w.site
  LEFT JOIN footfall_store.session o ON i.told_signs <> i.bot_signs
    AND o.visitor = w.visitor AND o.first_at = w.first_at
  CROSS JOIN LATERAL (SELECT
    CASE WHEN w.audience = 0 THEN footfall_store.behaviour_sign(i.bot_signs, w.pages, w.downloads,
      w.submissions, w.errors, w.assets, w.robots, w.probes) END,
    CASE WHEN w.audience = 0 AND o.visitor IS NOT NULL THEN footfall_store.behaviour_sign(
      i.told_signs, w.pages, w.downloads, w.submissions, w.errors, w.assets, w.robots, w.probes) END
  ) AS n (sign, old)
  CROSS JOIN LATERAL (SELECT CASE
    WHEN o.visitor IS NOT NULL AND o.behaviour IS NOT DISTINCT FROM n.old THEN n.old
    ELSE n.sign END) AS b (sign)
), stored AS (
  SELECT visitor, site, agent, place, audience, behaviour, opening, first_at, last_at, first_generation,
    first_position, last_generation, last_position, hits, pages, downloads, submissions, errors,
    assets, robots, probes, bytes, entry_page, entry_referrer, entry_query, exit_page,
    campaign
  FROM footfall_store.session
  WHERE ($1::bigint[] IS NULL OR visitor = ANY ($1::bigint[]))
    AND first_at >= (SELECT events_until FROM footfall_store.seal)
)
SELECT (SELECT count(*) FROM stored) AS stored,
  (SELECT count(*) FROM (TABLE stored EXCEPT ALL TABLE judged) AS s) AS surplus,
  (SELECT count(*) FROM (TABLE judged EXCEPT ALL TABLE stored) AS m) AS missing
