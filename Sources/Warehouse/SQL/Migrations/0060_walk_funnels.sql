-- Funnels, and what analysts and pages see of goals, funnels and segments.
CREATE TABLE footfall_store.funnel (
  site bigint NOT NULL,
  name text NOT NULL,
  place smallint NOT NULL,
  title text NOT NULL,
  is_strict boolean NOT NULL,
  within bigint CHECK (within > 0),
  PRIMARY KEY (site, name)
);
COMMENT ON TABLE footfall_store.funnel IS 'Ways of several steps, as the configuration declares them.';
COMMENT ON COLUMN footfall_store.funnel.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.funnel.name IS 'Name of the funnel.';
COMMENT ON COLUMN footfall_store.funnel.place IS 'Its place among the funnels.';
COMMENT ON COLUMN footfall_store.funnel.title IS 'What people call it.';
COMMENT ON COLUMN footfall_store.funnel.is_strict IS 'Whether no other page may lie between two steps.';
COMMENT ON COLUMN footfall_store.funnel.within IS 'How many seconds after the first step the others may follow, over several visits; null: within one visit.';

CREATE TABLE footfall_store.funnel_step (
  site bigint NOT NULL,
  funnel text NOT NULL,
  place smallint NOT NULL CHECK (place BETWEEN 1 AND 8),
  title text NOT NULL,
  deed text NOT NULL CHECK (deed IN ('page', 'download', 'form', 'contact', 'order')),
  words text[] NOT NULL,
  products text[] NOT NULL,
  at_least numeric,
  PRIMARY KEY (site, funnel, place)
);
COMMENT ON TABLE footfall_store.funnel_step IS 'Steps of funnels; those that are goals do as these do.';
COMMENT ON COLUMN footfall_store.funnel_step.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.funnel_step.funnel IS 'Name of the funnel.';
COMMENT ON COLUMN footfall_store.funnel_step.place IS 'Which step, from 1.';
COMMENT ON COLUMN footfall_store.funnel_step.title IS 'What people call it.';
COMMENT ON COLUMN footfall_store.funnel_step.deed IS 'page, download, form, contact or order.';
COMMENT ON COLUMN footfall_store.funnel_step.words IS 'Patterns for LIKE, as those of goals.';
COMMENT ON COLUMN footfall_store.funnel_step.products IS 'Patterns for LIKE, as those of goals.';
COMMENT ON COLUMN footfall_store.funnel_step.at_least IS 'How much money at least.';

CREATE OR REPLACE VIEW footfall.session AS
SELECT
  s.visitor,
  i.name AS site,
  s.first_at AS started_at,
  s.last_at AS ended_at,
  extract(epoch FROM s.last_at - s.first_at)::double precision AS seconds,
  footfall.audience_name(s.audience) AS audience,
  s.audience = 0 AND (s.pages > 0 OR s.downloads > 0) AND NOT coalesce(v.is_spam, false)
    AS is_visit,
  s.hits,
  s.pages,
  s.downloads,
  s.submissions,
  s.errors,
  s.bytes,
  e.path AS entry_page,
  x.path AS exit_page,
  r.url AS referrer,
  r.host AS referrer_host,
  CASE
    WHEN v.channel IN (3, 12) THEN 'search'
    WHEN coalesce(v.channel, 19) = 19 THEN 'direct'
    ELSE 'site'
  END AS source,
  CASE WHEN v.channel IN (3, 12) THEN v.name END AS search_engine,
  a.text AS agent,
  a.bot,
  footfall.opening_name(s.opening) AS opened_by,
  s.first_generation,
  s.first_position,
  s.last_generation,
  s.last_position,
  s.assets,
  s.probes,
  footfall.agent_class_name(a.class) AS agent_class,
  a.reason AS agent_reason,
  a.operator AS agent_operator,
  footfall.behaviour_name(s.behaviour) AS behaviour,
  a.browser,
  a.browser_version,
  a.system,
  footfall.device_name(a.device) AS device,
  footfall.channel_name(coalesce(v.channel, 19::smallint)) AS channel,
  v.name AS source_name,
  v.campaign,
  v.medium,
  v.term,
  v.content,
  v.click,
  coalesce(v.is_spam, false) AS is_spam,
  l.country,
  l.region,
  l.city,
  l.network,
  l.network_name,
  q.text AS entry_query,
  CASE WHEN s.audience = 0 AND v.is_spam THEN 'Referrer spam'
    ELSE footfall.visitor_kind(s.audience, coalesce(a.class, 12::smallint), s.behaviour)
  END AS visitor_kind,
  i.profile,
  footfall.action_count(i.profile, s.pages, s.downloads, s.submissions) AS actions,
  footfall.is_bounce(i.profile, s.pages, s.downloads, s.submissions,
    extract(epoch FROM s.last_at - s.first_at)::double precision) AS is_bounce,
  NOT footfall.is_bounce(i.profile, s.pages, s.downloads, s.submissions,
    extract(epoch FROM s.last_at - s.first_at)::double precision) AS is_engaged,
  footfall.visit_seconds(i.profile, s.pages, s.downloads, s.submissions,
    extract(epoch FROM s.last_at - s.first_at)::double precision) AS duration_seconds,
  ARRAY(
    SELECT g.segment FROM footfall_store.session_segment g
    WHERE g.visitor = s.visitor AND g.first_at = s.first_at
    ORDER BY g.segment) AS segments
FROM footfall_store.session s
JOIN footfall_store.site i ON i.id = s.site
LEFT JOIN footfall_store.page e ON e.id = s.entry_page
LEFT JOIN footfall_store.page x ON x.id = s.exit_page
LEFT JOIN footfall_store.referrer r ON r.id = s.entry_referrer
LEFT JOIN footfall_store.agent a ON a.id = s.agent
LEFT JOIN footfall_store.visit_source v ON v.site = s.site
  AND v.referrer = coalesce(s.entry_referrer, 0) AND v.query = coalesce(s.entry_query, 0)
LEFT JOIN footfall_store.place l ON l.id = s.place
LEFT JOIN footfall_store.query q ON q.id = s.entry_query;
COMMENT ON COLUMN footfall.session.opened_by IS 'silence, midnight, campaign (another one than before) or actions (too many before).';
COMMENT ON COLUMN footfall.session.profile IS 'The profile whose definitions the numbers of its site follow.';
COMMENT ON COLUMN footfall.session.actions IS 'Actions, by the profile.';
COMMENT ON COLUMN footfall.session.is_bounce IS 'Whether it is a bounce, by the profile; told of visits.';
COMMENT ON COLUMN footfall.session.is_engaged IS 'Whether it is none.';
COMMENT ON COLUMN footfall.session.duration_seconds IS 'How long it lasted, in seconds, by the profile.';
COMMENT ON COLUMN footfall.session.segments IS 'Names of the segments to which the visit belongs.';

CREATE VIEW footfall.goal AS
SELECT i.name AS site, g.name AS goal, g.place, g.title, g.says, g.deed, g.every, g.value
FROM footfall_store.goal g
JOIN footfall_store.site i ON i.id = g.site;
COMMENT ON VIEW footfall.goal IS 'What visitors are wanted to do, as the configuration declares it.';
COMMENT ON COLUMN footfall.goal.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.goal.goal IS 'Name of the goal.';
COMMENT ON COLUMN footfall.goal.place IS 'Its place among the goals.';
COMMENT ON COLUMN footfall.goal.title IS 'What people call it.';
COMMENT ON COLUMN footfall.goal.says IS 'What has to be done, in words.';
COMMENT ON COLUMN footfall.goal.deed IS 'page, download, form, contact, order, duration or pages.';
COMMENT ON COLUMN footfall.goal.every IS 'Whether each time counts; else the first in a visit.';
COMMENT ON COLUMN footfall.goal.value IS 'What a conversion is worth, in the currency of the site; null: of orders what was paid.';

CREATE VIEW footfall.funnel_step AS
SELECT i.name AS site, f.name AS funnel, f.place AS funnel_place, f.title AS funnel_title,
  f.is_strict, f.within AS within_seconds, t.place, t.title
FROM footfall_store.funnel f
JOIN footfall_store.funnel_step t ON t.site = f.site AND t.funnel = f.name
JOIN footfall_store.site i ON i.id = f.site;
COMMENT ON VIEW footfall.funnel_step IS 'Funnels and their steps, as the configuration declares them; who reached them tells the function footfall.funnel.';
COMMENT ON COLUMN footfall.funnel_step.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.funnel_step.funnel IS 'Name of the funnel.';
COMMENT ON COLUMN footfall.funnel_step.funnel_place IS 'Its place among the funnels.';
COMMENT ON COLUMN footfall.funnel_step.funnel_title IS 'What people call it.';
COMMENT ON COLUMN footfall.funnel_step.is_strict IS 'Whether no other page may lie between two steps.';
COMMENT ON COLUMN footfall.funnel_step.within_seconds IS 'How long after the first step the others may follow, over several visits; null: within one visit.';
COMMENT ON COLUMN footfall.funnel_step.place IS 'Which step, from 1.';
COMMENT ON COLUMN footfall.funnel_step.title IS 'What people call the step.';

CREATE VIEW footfall.segment AS
SELECT i.name AS site, g.name AS segment, g.place, g.title, g.says
FROM footfall_store.segment g
JOIN footfall_store.site i ON i.id = g.site;
COMMENT ON VIEW footfall.segment IS 'Kinds of visits, as the configuration declares them.';
COMMENT ON COLUMN footfall.segment.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.segment.segment IS 'Name of the segment.';
COMMENT ON COLUMN footfall.segment.place IS 'Its place among the segments.';
COMMENT ON COLUMN footfall.segment.title IS 'What people call it.';
COMMENT ON COLUMN footfall.segment.says IS 'Its conditions in words.';

CREATE VIEW footfall.visit_segment AS
SELECT i.name AS site, g.segment, g.visitor, g.first_at AS started_at
FROM footfall_store.session_segment g
JOIN footfall_store.site i ON i.id = g.site;
COMMENT ON VIEW footfall.visit_segment IS 'The visits of each segment.';
COMMENT ON COLUMN footfall.visit_segment.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.visit_segment.segment IS 'Name of the segment.';
COMMENT ON COLUMN footfall.visit_segment.visitor IS 'The visitor.';
COMMENT ON COLUMN footfall.visit_segment.started_at IS 'Time of the first hit of the visit.';

CREATE VIEW footfall.conversion AS
SELECT c.site, c.goal, c.at, c.visitor, c.started_at, c.person, c.value
FROM footfall_store.site i
CROSS JOIN LATERAL footfall.conversion_as_of(i.name, '-infinity', 'infinity', NULL) c;
COMMENT ON VIEW footfall.conversion IS 'Goals that were reached, in visits and without; of many records ask footfall.conversion_as_of for a span of time.';
COMMENT ON COLUMN footfall.conversion.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.conversion.goal IS 'Name of the goal.';
COMMENT ON COLUMN footfall.conversion.at IS 'When it was reached.';
COMMENT ON COLUMN footfall.conversion.visitor IS 'The visitor; null where no visit is known in which it was done.';
COMMENT ON COLUMN footfall.conversion.started_at IS 'Time of the first hit of the visit.';
COMMENT ON COLUMN footfall.conversion.person IS 'Whose it is; null where that is not known.';
COMMENT ON COLUMN footfall.conversion.value IS 'What it is worth, in the currency of the site; null where that is not known.';

-- Steps of a funnel with who reached them. What a person did (or a visitor of whom no person is known) is one
-- sequence; it is walked once a step, from which each hit learns how late the way to it may have begun.
CREATE FUNCTION footfall.funnel(
  of_site text, of_funnel text, since timestamptz, before timestamptz, segment text,
  told_until timestamptz DEFAULT NULL)
RETURNS TABLE (
  place smallint, step text, visits bigint, people bigint, persons bigint,
  median_seconds double precision
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
  WITH RECURSIVE funnel AS MATERIALIZED (
    SELECT i.id AS site, f.name, f.is_strict, f.within * 1000000 AS within
    FROM footfall_store.site i
    JOIN footfall_store.funnel f ON f.site = i.id AND f.name = of_funnel
    WHERE i.name = of_site
  ), step AS MATERIALIZED (
    SELECT t.place, t.title, t.deed, t.words, t.products, t.at_least
    FROM funnel f
    JOIN footfall_store.funnel_step t ON t.site = f.site AND t.funnel = f.name
  ), visit AS MATERIALIZED (
    SELECT s.visitor, s.first_at, s.last_at
    FROM funnel f
    JOIN footfall_store.session s ON s.site = f.site
    JOIN footfall_store.visit v ON v.visitor = s.visitor AND v.first_at = s.first_at
    WHERE s.first_at >= since AND s.first_at < before
      AND (funnel.segment IS NULL OR EXISTS (
        SELECT FROM footfall_store.session_segment g
        WHERE g.visitor = s.visitor AND g.first_at = s.first_at AND g.segment = funnel.segment))
  ), path AS MATERIALIZED (
    SELECT p.id, CASE t.deed WHEN 'page' THEN 1 ELSE 2 END AS kind, bit_or(1 << t.place) AS steps
    FROM funnel f
    CROSS JOIN step t
    JOIN footfall_store.page p ON p.site = f.site AND p.path LIKE ANY (t.words)
    WHERE t.deed IN ('page', 'download')
    GROUP BY p.id, 2
  ), seen AS (
    SELECT e.visitor, e.at, e.generation, e.position, e.kind, coalesce(p.steps, 0) AS steps,
      f.is_strict
    FROM funnel f
    JOIN footfall_store.event e ON e.site = f.site
    LEFT JOIN path p ON p.id = e.page AND p.kind = e.kind
    WHERE e.kind IN (1, 2) AND e.at >= since
      -- A session lasts less than 50 hours; time without end bears no sum.
      AND e.at < CASE WHEN isfinite(before) THEN before + interval '50 hours' ELSE before END
      AND (p.id IS NOT NULL OR f.is_strict AND e.kind = 1)
  ), told AS MATERIALIZED (
    SELECT d.at, d.generation, d.position, d.person, d.visitor, d.first_at,
      bit_or(1 << t.place) AS steps
    FROM funnel f
    CROSS JOIN step t
    CROSS JOIN LATERAL footfall_store.deed(
      f.site, t.deed, t.words, t.products, t.at_least, told_until) d
    LEFT JOIN footfall_store.visit v ON v.visitor = d.visitor AND v.first_at = d.first_at
    WHERE t.deed IN ('form', 'contact', 'order')
      AND coalesce(v.first_at, d.at) >= since AND coalesce(v.first_at, d.at) < before
    GROUP BY 1, 2, 3, 4, 5, 6
  ), fact AS (
    SELECT v.visitor, v.first_at, o.person, e.at, e.generation, e.position,
      (e.kind = 1 AND e.is_strict)::int::bigint AS page, e.steps
    FROM seen e
    JOIN visit v ON v.visitor = e.visitor AND e.at BETWEEN v.first_at AND v.last_at
    LEFT JOIN footfall_store.visitor_owner o ON o.visitor = v.visitor AND o.session_at = v.first_at
      AND e.at >= o.from_at AND e.at < o.until_at
    UNION ALL
    SELECT v.visitor, v.first_at, coalesce(d.person, o.person), d.at, d.generation, d.position, 0,
      d.steps
    FROM told d
    LEFT JOIN visit v ON v.visitor = d.visitor AND v.first_at = d.first_at
    LEFT JOIN footfall_store.visitor_owner o ON o.visitor = v.visitor AND o.session_at = v.first_at
      AND d.at >= o.from_at AND d.at < o.until_at
    WHERE v.visitor IS NOT NULL OR d.person IS NOT NULL AND funnel.segment IS NULL
  ), unit AS (
    -- One visit, one person, or one visitor of whom none is known.
    SELECT a.visitor, a.person, (extract(epoch FROM a.at) * 1000000)::bigint AS at, a.generation,
      a.position, a.page, a.steps, f.within, f.is_strict, CASE WHEN f.within IS NULL THEN a.visitor ELSE coalesce(a.person, a.visitor) END
        AS whose,
      CASE WHEN f.within IS NULL THEN a.first_at WHEN a.person IS NULL THEN 'infinity'
        ELSE '-infinity' END AS first_at
    FROM fact a
    CROSS JOIN funnel f
    WHERE f.within IS NOT NULL OR a.visitor IS NOT NULL
  ), counted AS (
    SELECT u.visitor, u.person, u.at, u.generation, u.position, u.page, u.steps, u.within, u.whose,
      u.first_at, CASE WHEN u.is_strict THEN sum(u.page) OVER (PARTITION BY u.whose, u.first_at
        ORDER BY u.at, u.generation, u.position ROWS UNBOUNDED PRECEDING)::bigint ELSE 0 END AS pages
    FROM unit u
  ), way AS (
    SELECT 1 AS place, c.visitor, c.person, c.at, c.generation, c.position, c.page, c.steps, c.within,
      c.whose, c.first_at, c.pages, CASE WHEN c.steps & 2 > 0 THEN c.at END AS began,
      NULL::bigint AS left_at
    FROM counted c
    WHERE c.steps > 0
    UNION ALL
    SELECT n.place + 1, n.visitor, n.person, n.at, n.generation, n.position, n.page, n.steps, n.within,
      n.whose, n.first_at, n.pages, CASE
        WHEN n.steps & (2 << n.place) > 0 AND n.latest[1] = n.pages - n.page
          AND (n.within IS NULL OR n.at - n.latest[2] <= n.within) THEN n.latest[2] END, n.latest[3]
    FROM (
      -- Of the ways so far the one behind the most pages, of these the one that began last, and then the
      -- one that went on last.
      SELECT w.*, max(CASE WHEN w.began IS NOT NULL THEN ARRAY[w.pages, w.began, w.at] END) OVER (
        PARTITION BY w.whose, w.first_at ORDER BY w.at, w.generation, w.position
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS latest
      FROM way w
    ) n
    WHERE n.place < (SELECT max(t.place) FROM step t)
  ), reached AS (
    SELECT w.place, min(w.at) AS at, max(w.visitor) AS visitor, max(w.person) AS person,
      (array_agg(w.at - w.left_at ORDER BY w.at, w.generation, w.position))[1] / 1000000.0::float8
        AS seconds
    FROM way w
    WHERE w.began IS NOT NULL
    GROUP BY w.place, w.whose, w.first_at
  )
  SELECT t.place, t.title, CASE WHEN f.within IS NULL THEN count(r.at) END,
    count(DISTINCT (r.person IS NULL, coalesce(r.person, r.visitor))) FILTER (
      WHERE r.at IS NOT NULL),
    count(DISTINCT r.person), percentile_cont(0.5) WITHIN GROUP (ORDER BY r.seconds)
  FROM funnel f
  CROSS JOIN step t
  LEFT JOIN reached r ON r.place = t.place
  GROUP BY t.place, t.title, f.within
  ORDER BY t.place
$$;
COMMENT ON FUNCTION footfall.funnel(text, text, timestamptz, timestamptz, text, timestamptz) IS 'Steps of a funnel of a site: visits of [since, before) that reached them (null where several visits count as one way), people (known persons, and visitors of whom none is known), the known persons among these, and the median time since the step before on the way that they went; of the visits of a segment (null for all), orders and contacts by what was told before an instant (null for all).';

-- Page views of the visits of a segment; they are given to visits first, and then chosen.
CREATE FUNCTION footfall.page_view(
  of_site text, since timestamptz, before timestamptz, segment text)
RETURNS TABLE (
  visitor bigint, visit timestamptz, at timestamptz, generation bigint, "position" bigint, page text
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH mark AS (
    -- Each page view stands behind the start of its visit: sorting tells which it belongs to.
    SELECT s.visitor, s.started_at AS at, s.first_generation AS generation,
      s.first_position AS "position", NULL AS page, s.started_at AS visit,
      s.is_visit AND (page_view.segment IS NULL OR EXISTS (
        SELECT FROM footfall.visit_segment g
        WHERE g.visitor = s.visitor AND g.started_at = s.started_at AND g.site = of_site
          AND g.segment = page_view.segment)) AS is_visit
    FROM footfall.session s
    WHERE s.site = of_site AND (s.is_visit OR s.behaviour IS NOT NULL OR s.is_spam)
      AND s.started_at >= since AND s.started_at < before + interval '50 hours'
    UNION ALL
    SELECT e.visitor, e.at, e.generation, e.position, e.page, NULL, NULL
    FROM footfall.event e
    WHERE e.site = of_site AND e.kind = 'page' AND e.audience = 'person'
      AND e.at >= since AND e.at < before + interval '50 hours'
  ), counted AS (
    SELECT m.visitor, m.at, m.generation, m."position", m.page, m.is_visit, max(m.visit) OVER (
        PARTITION BY m.visitor ORDER BY m.at, m.generation, m."position", m.page NULLS FIRST
        ROWS UNBOUNDED PRECEDING) AS visit
    FROM mark m
  ), placed AS (
    SELECT c.visitor, c.at, c.generation, c."position", c.page, c.visit,
      bool_or(c.is_visit) OVER (PARTITION BY c.visitor, c.visit) AS is_visit
    FROM counted c
  )
  SELECT p.visitor, p.visit, p.at, p.generation, p."position", p.page
  FROM placed p
  WHERE p.page IS NOT NULL AND p.visit < before AND p.is_visit
$$;
COMMENT ON FUNCTION footfall.page_view(text, timestamptz, timestamptz, text) IS 'Page views of the visits of a site that began in [since, before) and belong to a segment (null for all), each with the start of its visit.';
CREATE OR REPLACE FUNCTION footfall.page_view(of_site text, since timestamptz, before timestamptz)
RETURNS TABLE (
  visitor bigint, visit timestamptz, at timestamptz, generation bigint, "position" bigint, page text
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT v.visitor, v.visit, v.at, v.generation, v.position, v.page
  FROM footfall.page_view(of_site, since, before, NULL) v
$$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['goal', 'funnel_step', 'segment', 'visit_segment', 'conversion']
  LOOP
    EXECUTE format('ALTER VIEW footfall.%I OWNER TO footfall_owner', name);
    EXECUTE format(
      'GRANT SELECT ON footfall.%I TO footfall_ingest, footfall_report, footfall_analyst', name);
  END LOOP;
END
$$;
ALTER FUNCTION footfall.page_view(text, timestamptz, timestamptz, text) OWNER TO footfall_owner;
ALTER FUNCTION footfall.funnel(text, text, timestamptz, timestamptz, text, timestamptz)
  OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.funnel(text, text, timestamptz, timestamptz, text, timestamptz)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.funnel(text, text, timestamptz, timestamptz, text, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;
ALTER TABLE footfall_store.funnel OWNER TO footfall_owner;
ALTER TABLE footfall_store.funnel_step OWNER TO footfall_owner;
GRANT SELECT, INSERT, DELETE ON footfall_store.funnel, footfall_store.funnel_step
  TO footfall_ingest;
