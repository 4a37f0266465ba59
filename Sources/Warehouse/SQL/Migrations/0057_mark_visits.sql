-- Goals, funnels and segments of visits, as the configuration declares them; which visits reached a goal by
-- their own hits, and which belong to a segment, is marked. What lists and messages tell (orders, contacts)
-- changes without a hit, so that conversions by them are told as they are asked for.
ALTER TABLE footfall_store.site ADD COLUMN definitions bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN footfall_store.site.definitions IS 'Fingerprint of the goals, funnels and segments that are declared; 0: none.';

CREATE TABLE footfall_store.goal (
  site bigint NOT NULL,
  name text NOT NULL,
  place smallint NOT NULL,
  title text NOT NULL,
  says text NOT NULL,
  deed text NOT NULL
    CHECK (deed IN ('page', 'download', 'form', 'contact', 'order', 'duration', 'pages')),
  words text[] NOT NULL,
  products text[] NOT NULL,
  at_least numeric,
  every boolean NOT NULL,
  value numeric,
  PRIMARY KEY (site, name)
);
COMMENT ON TABLE footfall_store.goal IS 'What visitors are wanted to do, as the configuration declares it.';
COMMENT ON COLUMN footfall_store.goal.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.goal.name IS 'Name of the goal.';
COMMENT ON COLUMN footfall_store.goal.place IS 'Its place among the goals.';
COMMENT ON COLUMN footfall_store.goal.title IS 'What people call it.';
COMMENT ON COLUMN footfall_store.goal.says IS 'What has to be done, in words.';
COMMENT ON COLUMN footfall_store.goal.deed IS 'page, download, form, contact, order, duration or pages.';
COMMENT ON COLUMN footfall_store.goal.words IS 'Patterns for LIKE: paths, names of forms, topics; of several any will do, none means all.';
COMMENT ON COLUMN footfall_store.goal.products IS 'Patterns for LIKE, in lower case: number or name of a product in the order; none means all.';
COMMENT ON COLUMN footfall_store.goal.at_least IS 'How many pages, seconds or money at least.';
COMMENT ON COLUMN footfall_store.goal.every IS 'Whether each time counts; else the first in a visit.';
COMMENT ON COLUMN footfall_store.goal.value IS 'What a conversion is worth, in the currency of the site; null: of orders what was paid.';

CREATE TABLE footfall_store.segment (
  site bigint NOT NULL,
  name text NOT NULL,
  place smallint NOT NULL,
  title text NOT NULL,
  says text NOT NULL,
  looks_beyond boolean NOT NULL,
  PRIMARY KEY (site, name)
);
COMMENT ON TABLE footfall_store.segment IS 'Kinds of visits, as the configuration declares them.';
COMMENT ON COLUMN footfall_store.segment.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.segment.name IS 'Name of the segment.';
COMMENT ON COLUMN footfall_store.segment.place IS 'Its place among the segments.';
COMMENT ON COLUMN footfall_store.segment.title IS 'What people call it.';
COMMENT ON COLUMN footfall_store.segment.says IS 'Its conditions in words.';
COMMENT ON COLUMN footfall_store.segment.looks_beyond IS 'Whether a condition depends on more than the visit''s own hits: other visits, persons, lists, messages.';

CREATE TABLE footfall_store.segment_condition (
  site bigint NOT NULL,
  segment text NOT NULL,
  place smallint NOT NULL,
  field text NOT NULL CHECK (field IN ('channel', 'source', 'campaign', 'country', 'device', 'browser',
    'system', 'entry', 'page', 'pages', 'duration', 'returning', 'known', 'goal', 'weekday', 'hour')),
  words text[] NOT NULL,
  at_least numeric,
  PRIMARY KEY (site, segment, place)
);
COMMENT ON TABLE footfall_store.segment_condition IS 'Conditions of segments; all of a segment''s must hold.';
COMMENT ON COLUMN footfall_store.segment_condition.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.segment_condition.segment IS 'Name of the segment.';
COMMENT ON COLUMN footfall_store.segment_condition.place IS 'Which condition, from 1.';
COMMENT ON COLUMN footfall_store.segment_condition.field IS 'What of the visit is looked at.';
COMMENT ON COLUMN footfall_store.segment_condition.words IS 'Patterns for LIKE (but for paths in lower case), of which any will do.';
COMMENT ON COLUMN footfall_store.segment_condition.at_least IS 'How many pages or seconds at least; 1 or 0 for true or false.';

CREATE TABLE footfall_store.conversion (
  visitor bigint NOT NULL,
  first_at timestamptz NOT NULL,
  goal text NOT NULL,
  number integer NOT NULL,
  site bigint NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (visitor, first_at, goal, number)
);
CREATE INDEX conversion_first_at ON footfall_store.conversion (site, first_at);
COMMENT ON TABLE footfall_store.conversion IS 'Goals that visits reached by their own hits.';
COMMENT ON COLUMN footfall_store.conversion.visitor IS 'The visitor.';
COMMENT ON COLUMN footfall_store.conversion.first_at IS 'Time of the first hit of the session.';
COMMENT ON COLUMN footfall_store.conversion.goal IS 'Name of the goal.';
COMMENT ON COLUMN footfall_store.conversion.number IS 'Which time in the visit, from 1.';
COMMENT ON COLUMN footfall_store.conversion.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.conversion.at IS 'When it was reached.';

CREATE TABLE footfall_store.session_segment (
  visitor bigint NOT NULL,
  first_at timestamptz NOT NULL,
  segment text NOT NULL,
  site bigint NOT NULL,
  PRIMARY KEY (visitor, first_at, segment)
);
CREATE INDEX session_segment_first_at ON footfall_store.session_segment (site, segment, first_at, visitor);
COMMENT ON TABLE footfall_store.session_segment IS 'The segments to which visits belong.';
COMMENT ON COLUMN footfall_store.session_segment.visitor IS 'The visitor.';
COMMENT ON COLUMN footfall_store.session_segment.first_at IS 'Time of the first hit of the session.';
COMMENT ON COLUMN footfall_store.session_segment.segment IS 'Name of the segment.';
COMMENT ON COLUMN footfall_store.session_segment.site IS 'Id of the site.';

-- Patterns of the configuration, in which * is any run of characters, for LIKE.
CREATE FUNCTION footfall_store.like_patterns(words text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(
    replace(replace(replace(replace(w.word, '\', '\\'), '%', '\%'), '_', '\_'), '*', '%')
    ORDER BY w.place), '{}')
  FROM unnest(words) WITH ORDINALITY AS w (word, place)
$$;
COMMENT ON FUNCTION footfall_store.like_patterns(text[]) IS 'Patterns of the configuration as LIKE writes them.';

-- The contacts and the orders that reach a goal or a step of a funnel, each with whose it is and the visit in
-- which it was done, where that is known.
CREATE FUNCTION footfall_store.deed(
  of_site bigint, deed text, words text[], products text[], at_least numeric, told_until timestamptz)
RETURNS TABLE (
  at timestamptz, generation bigint, "position" bigint, person bigint, visitor bigint,
  first_at timestamptz, amount numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
  SELECT m.at, m.generation, m.position, m.person, v.visitor, v.started_at, NULL::numeric
  FROM footfall_store.site i
  JOIN footfall.message m ON m.site = i.name
  LEFT JOIN footfall.contact_visit v ON v.contact = m.id
  WHERE i.id = of_site AND deed IN ('form', 'contact') AND m.direction = 'inbound'
    AND m.class = 'human' AND (told_until IS NULL OR m.at < told_until)
    AND CASE deed WHEN 'form' THEN m.channel = 'form' AND m.form LIKE ANY (words)
      ELSE words = '{}' OR m.topic LIKE ANY (words) END
  UNION ALL
  SELECT o.at, NULL, o.id, o.person, v.visitor, v.session_at,
    CASE WHEN coalesce(o.currency, i.currency) = i.currency THEN o.amount END
  FROM footfall_store.site i
  CROSS JOIN LATERAL footfall.sale_as_of(i.name, told_until) o
  LEFT JOIN LATERAL (
    -- As contacts are tied by a login: half an hour after the last hit it is no longer of the visit.
    SELECT w.visitor, w.session_at
    FROM footfall_store.visitor_owner w
    JOIN footfall_store.session s ON s.visitor = w.visitor AND s.first_at = w.session_at
    WHERE w.person = o.person AND w.site = i.id AND o.at >= w.from_at
      AND o.at < s.last_at + interval '30 minutes' AND (o.at < w.until_at OR w.until_at > s.last_at)
    ORDER BY w.session_at DESC, w.visitor
    LIMIT 1
  ) v ON true
  WHERE i.id = of_site AND deed = 'order' AND (told_until IS NULL OR o.at < told_until)
    AND (at_least IS NULL OR o.amount >= at_least AND coalesce(o.currency, i.currency) = i.currency)
    AND (products = '{}' OR EXISTS (
      SELECT FROM footfall.order_line l
      WHERE l.site = i.name AND l.order_number = o.number
        AND (lower(l.product) LIKE ANY (products) OR lower(l.name) LIKE ANY (products))))
$$;
COMMENT ON FUNCTION footfall_store.deed(bigint, text, text[], text[], numeric, timestamptz) IS 'Contacts or orders that reach a goal or a step, by what was told before an instant (null for all), with person and visit as far as they are known.';

-- Conversions of the goals of a site: those of visits that began in [since, before), and those in the same
-- time that belong to no visit. A visit reaches a goal once, unless each time counts.
CREATE FUNCTION footfall.conversion_as_of(
  of_site text, since timestamptz, before timestamptz, told_until timestamptz)
RETURNS TABLE (
  site text, goal text, at timestamptz, visitor bigint, started_at timestamptz, person bigint,
  value numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
  WITH site AS MATERIALIZED (
    SELECT i.id, i.name FROM footfall_store.site i WHERE i.name = of_site
  ), reached AS (
    SELECT c.goal, c.at, c.visitor, c.first_at, NULL::bigint AS person, NULL::numeric AS amount
    FROM site i
    JOIN footfall_store.conversion c ON c.site = i.id
    WHERE c.first_at >= since AND c.first_at < before
    UNION ALL
    SELECT d.goal, d.at, d.visitor, d.first_at, d.person, d.amount
    FROM (
      SELECT g.name AS goal, d.at, v.visitor, v.first_at, d.person, d.amount,
        row_number() OVER (PARTITION BY g.name, v.visitor, v.first_at
          ORDER BY d.at, d.generation, d.position) AS number,
        g.every
      FROM site i
      JOIN footfall_store.goal g ON g.site = i.id
      CROSS JOIN LATERAL footfall_store.deed(
        i.id, g.deed, g.words, g.products, g.at_least, told_until) d
      -- Staff and bots write, too.
      LEFT JOIN footfall_store.visit v ON v.visitor = d.visitor AND v.first_at = d.first_at
      WHERE g.deed IN ('form', 'contact', 'order')
        AND coalesce(v.first_at, d.at) >= since AND coalesce(v.first_at, d.at) < before
    ) d
    WHERE d.every OR d.number = 1 OR d.visitor IS NULL
  )
  SELECT of_site, r.goal, r.at, r.visitor, r.first_at, coalesce(r.person, o.person),
    coalesce(g.value, r.amount)
  FROM reached r
  JOIN site i ON true
  JOIN footfall_store.goal g ON g.site = i.id AND g.name = r.goal
  LEFT JOIN footfall_store.visitor_owner o ON o.visitor = r.visitor AND o.session_at = r.first_at
    AND r.at >= o.from_at AND r.at < o.until_at
$$;
COMMENT ON FUNCTION footfall.conversion_as_of(text, timestamptz, timestamptz, timestamptz) IS 'Conversions of a site: of visits that began in [since, before), and in that time without a visit; orders and contacts by what was told before an instant (null for all that was told).';

-- Marks the goals that visits reached by their own hits; writes what is different alone.
CREATE FUNCTION footfall_store.mark_conversions(
  of_site bigint, since timestamptz, before timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan SET enable_nestloop = off AS $$
DECLARE changes bigint;
BEGIN
  -- Of sealed days not all hits are there: their marks stay.
  since := greatest(since, (SELECT x.lines_from FROM footfall_store.site_seal x WHERE x.site = of_site));
  -- How many fit a pattern no planner knows: joined row by row it could take for ever.
  WITH visit AS MATERIALIZED (
    SELECT s.visitor, s.first_at, s.last_at, s.pages
    FROM footfall_store.session s
    JOIN footfall_store.visit v ON v.visitor = s.visitor AND v.first_at = s.first_at
    WHERE s.site = of_site AND s.first_at >= since AND s.first_at < before
      AND v.first_at >= since AND v.first_at < before
  ), goal AS (
    SELECT g.name, g.deed, g.words, g.at_least, g.every FROM footfall_store.goal g WHERE g.site = of_site
  ), path AS (
    SELECT p.id, p.path, g.name, CASE g.deed WHEN 'page' THEN 1 ELSE 2 END AS kind, g.every
    FROM goal g
    JOIN footfall_store.page p ON p.site = of_site AND p.path LIKE ANY (g.words)
    WHERE g.deed IN ('page', 'download')
  ), hit AS (
    -- All requests for one file in a visit are one download.
    SELECT v.visitor, v.first_at, p.name, e.at, p.every, e.generation, e.position,
      p.kind = 1 OR row_number() OVER (PARTITION BY v.visitor, v.first_at, p.name, p.kind, p.path
        ORDER BY e.at, e.generation, e.position) = 1 AS counts
    FROM path p
    JOIN footfall_store.event e ON e.page = p.id AND e.kind = p.kind
    JOIN visit v ON v.visitor = e.visitor AND e.at BETWEEN v.first_at AND v.last_at
    WHERE e.site = of_site AND e.at >= since
      -- A session lasts less than 50 hours; time without end bears no sum.
      AND e.at < CASE WHEN isfinite(before) THEN before + interval '50 hours' ELSE before END
  ), reached AS (
    SELECT h.visitor, h.first_at, h.name, h.at, h.every,
      row_number() OVER (PARTITION BY h.visitor, h.first_at, h.name
        ORDER BY h.at, h.generation, h.position) AS number
    FROM hit h WHERE h.counts
  ), view AS (
    SELECT v.visitor, v.first_at, e.at,
      row_number() OVER (PARTITION BY v.visitor, v.first_at
        ORDER BY e.at, e.generation, e.position) AS number
    FROM visit v
    JOIN footfall_store.event e ON e.visitor = v.visitor AND e.at BETWEEN v.first_at AND v.last_at
    WHERE e.kind = 1 AND v.pages >= (SELECT min(g.at_least) FROM goal g WHERE g.deed = 'pages')
  ), wanted AS MATERIALIZED (
    SELECT r.visitor, r.first_at, r.name, r.number::integer AS number, r.at
    FROM reached r WHERE r.every OR r.number = 1
    UNION ALL
    SELECT v.visitor, v.first_at, g.name, 1, v.first_at + make_interval(secs => g.at_least::float8)
    FROM goal g JOIN visit v ON v.last_at >= v.first_at + make_interval(secs => g.at_least::float8)
    WHERE g.deed = 'duration'
    UNION ALL
    SELECT w.visitor, w.first_at, g.name, 1, w.at
    FROM goal g JOIN view w ON w.number = g.at_least WHERE g.deed = 'pages'
  ), gone AS (
    DELETE FROM footfall_store.conversion c
    WHERE c.site = of_site AND c.first_at >= since AND c.first_at < before
      AND NOT EXISTS (
        SELECT FROM wanted w WHERE w.visitor = c.visitor AND w.first_at = c.first_at
          AND w.name = c.goal AND w.number = c.number)
    RETURNING 1
  ), new AS (
    INSERT INTO footfall_store.conversion (visitor, first_at, goal, number, site, at)
    SELECT w.visitor, w.first_at, w.name, w.number, of_site, w.at FROM wanted w
    ON CONFLICT (visitor, first_at, goal, number) DO UPDATE SET at = excluded.at
      WHERE conversion.at <> excluded.at
    RETURNING 1
  )
  SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM new) INTO changes;
  RETURN changes;
END
$$;
COMMENT ON FUNCTION footfall_store.mark_conversions(bigint, timestamptz, timestamptz) IS 'Marks the goals that visits of a site reached by their own hits, of those that began in [since, before); gives how many marks changed.';

-- Marks the segments of visits; writes what is different alone.
CREATE FUNCTION footfall_store.mark_segments(
  of_site bigint, since timestamptz, before timestamptz, only_beyond boolean) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan SET enable_nestloop = off AS $$
DECLARE changes bigint;
BEGIN
  -- One after the other, and not beside a roll-up.
  IF only_beyond THEN
    PERFORM footfall_store.hold_days();
  END IF;
  -- Of sealed days not all hits are there: their marks stay.
  since := greatest(since, (SELECT x.lines_from FROM footfall_store.site_seal x WHERE x.site = of_site));
  WITH segment AS (
    SELECT g.name FROM footfall_store.segment g
    WHERE g.site = of_site AND (g.looks_beyond OR NOT only_beyond)
  ), condition AS (
    SELECT c.segment, c.place, c.field, c.words, c.at_least
    FROM footfall_store.segment_condition c
    JOIN segment g ON g.name = c.segment
    WHERE c.site = of_site
  ), visit AS MATERIALIZED (
    SELECT s.visitor, s.started_at, s.ended_at, s.pages, s.seconds, s.entry_page, s.device,
      lower(translate(s.channel, ' -', '__')) AS channel, lower(s.source_name) AS source,
      lower(s.campaign) AS campaign, lower(s.country) AS country, lower(s.browser) AS browser,
      lower(s.system) AS system, s.started_at AT TIME ZONE i.zone AS local_time
    FROM footfall_store.site i
    JOIN footfall.session s ON s.site = i.name
    WHERE i.id = of_site AND s.is_visit AND s.started_at >= since AND s.started_at < before
      AND EXISTS (SELECT FROM segment)
  ), path AS (
    SELECT p.id, c.segment, c.place
    FROM condition c
    JOIN footfall_store.page p ON p.site = of_site AND p.path LIKE ANY (c.words)
    WHERE c.field = 'page'
  ), saw AS MATERIALIZED (
    SELECT DISTINCT v.visitor, v.started_at, p.segment, p.place
    FROM path p
    JOIN footfall_store.event e ON e.page = p.id AND e.kind = 1
    JOIN visit v ON v.visitor = e.visitor AND e.at BETWEEN v.started_at AND v.ended_at
    WHERE e.site = of_site AND e.at >= since
      AND e.at < CASE WHEN isfinite(before) THEN before + interval '50 hours' ELSE before END
  ), reached AS MATERIALIZED (
    SELECT DISTINCT n.visitor, n.started_at, c.segment, c.place
    FROM footfall_store.site i
    CROSS JOIN LATERAL footfall.conversion_as_of(i.name, since, before, NULL) n
    JOIN condition c ON c.field = 'goal' AND n.goal LIKE ANY (c.words)
    WHERE i.id = of_site AND n.visitor IS NOT NULL AND EXISTS (
      SELECT FROM condition o WHERE o.field = 'goal')
  ), wanted AS MATERIALIZED (
    SELECT v.visitor, v.started_at, g.name
    FROM visit v
    CROSS JOIN segment g
    WHERE NOT EXISTS (
      SELECT FROM condition c
      WHERE c.segment = g.name AND CASE c.field
        WHEN 'channel' THEN v.channel LIKE ANY (c.words) WHEN 'source' THEN v.source LIKE ANY (c.words)
        WHEN 'campaign' THEN v.campaign LIKE ANY (c.words)
        WHEN 'country' THEN v.country LIKE ANY (c.words) WHEN 'device' THEN v.device LIKE ANY (c.words)
        WHEN 'browser' THEN v.browser LIKE ANY (c.words) WHEN 'system' THEN v.system LIKE ANY (c.words)
        WHEN 'entry' THEN v.entry_page LIKE ANY (c.words)
        WHEN 'page' THEN (v.visitor, v.started_at, c.segment, c.place) IN (
          SELECT w.visitor, w.started_at, w.segment, w.place FROM saw w)
        WHEN 'pages' THEN v.pages >= c.at_least WHEN 'duration' THEN v.seconds >= c.at_least
        WHEN 'returning' THEN (c.at_least = 1) = EXISTS (
          SELECT FROM footfall_store.visit b
          WHERE b.visitor = v.visitor AND b.first_at < v.started_at
          UNION ALL
          -- Visits whose sessions were dropped.
          SELECT FROM footfall_store.visitor_day y
          WHERE y.visitor = v.visitor AND y.previous_day > '-infinity'
            AND y.day <= v.local_time::date)
        WHEN 'known' THEN (c.at_least = 1) = EXISTS (
          SELECT FROM footfall_store.visitor_owner o
          WHERE o.visitor = v.visitor AND o.session_at = v.started_at)
        WHEN 'goal' THEN (v.visitor, v.started_at, c.segment, c.place) IN (
          SELECT r.visitor, r.started_at, r.segment, r.place FROM reached r)
        WHEN 'weekday' THEN extract(isodow FROM v.local_time)::text = ANY (c.words)
        WHEN 'hour' THEN extract(hour FROM v.local_time)::text = ANY (c.words)
      END IS NOT TRUE)
  ), gone AS (
    DELETE FROM footfall_store.session_segment c
    WHERE c.site = of_site AND c.first_at >= since AND c.first_at < before
      AND (NOT only_beyond OR c.segment IN (SELECT g.name FROM segment g))
      AND NOT EXISTS (
        SELECT FROM wanted w WHERE w.visitor = c.visitor AND w.started_at = c.first_at
          AND w.name = c.segment)
    RETURNING first_at
  ), new AS (
    INSERT INTO footfall_store.session_segment (visitor, first_at, segment, site)
    SELECT w.visitor, w.started_at, w.name, of_site FROM wanted w
    ORDER BY 1, 2, 3
    ON CONFLICT (visitor, first_at, segment) DO NOTHING
    RETURNING first_at
  ), dirty AS (
    -- Whoever marks days rolls them up; what looks beyond has others do so.
    INSERT INTO footfall_store.dirty_day (site, day, source, batch)
    SELECT DISTINCT of_site, (m.first_at AT TIME ZONE i.zone)::date, 0, 0
    FROM (SELECT first_at FROM gone UNION ALL SELECT first_at FROM new) m
    JOIN footfall_store.site i ON i.id = of_site
    WHERE only_beyond
  )
  SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM new) INTO changes;
  RETURN changes;
END
$$;
COMMENT ON FUNCTION footfall_store.mark_segments(bigint, timestamptz, timestamptz, boolean) IS 'Marks the segments of the visits of a site that began in [since, before): all, or those that look beyond the visit; gives how many marks changed.';

CREATE FUNCTION footfall_store.mark_visits(
  of_site bigint, since timestamptz, before timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE changes bigint := footfall_store.mark_conversions(of_site, since, before);
BEGIN
  -- After the goals, for which segments may ask.
  changes := changes + footfall_store.mark_segments(of_site, since, before, false);
  -- Pages are written next, before anybody else would count what is new.
  IF changes > 10000 THEN ANALYZE footfall_store.conversion, footfall_store.session_segment; END IF;
  RETURN changes;
END
$$;
COMMENT ON FUNCTION footfall_store.mark_visits(bigint, timestamptz, timestamptz) IS 'Marks goals and segments of the visits of a site that began in [since, before); gives how many marks changed.';

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['footfall_store.like_patterns', 'footfall_store.deed',
    'footfall.conversion_as_of', 'footfall_store.mark_conversions', 'footfall_store.mark_segments',
    'footfall_store.mark_visits']
  LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO footfall_owner', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['goal', 'segment', 'segment_condition', 'conversion',
    'session_segment']
  LOOP
    EXECUTE format('ALTER TABLE footfall_store.%I OWNER TO footfall_owner', name);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON footfall_store.%I TO footfall_ingest', name);
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION footfall_store.like_patterns, footfall_store.deed,
  footfall.conversion_as_of, footfall_store.mark_conversions, footfall_store.mark_segments,
  footfall_store.mark_visits FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.like_patterns, footfall_store.mark_segments TO footfall_ingest;
GRANT EXECUTE ON FUNCTION footfall.conversion_as_of
  TO footfall_ingest, footfall_report, footfall_analyst;
