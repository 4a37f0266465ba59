-- What a page of some days costs is told by those days, however many lie before them: sessions are found by
-- when they began, and what is compared with them is read from the days that are rolled up.
-- A session grows, and what grows moves within the table: blocks tell nothing of the time.
DROP INDEX footfall_store.session_first_at;
CREATE INDEX session_first_at ON footfall_store.session (site, first_at);
CREATE INDEX visit_source_spam ON footfall_store.visit_source (site, referrer, query) WHERE is_spam;

-- The few sources that are spam are looked up, not all that any visit ever had.
CREATE OR REPLACE VIEW footfall_store.visit AS
SELECT s.visitor, s.first_at, s.site, s.pages, s.first_generation, s.first_position, s.last_at,
  s.last_generation, s.last_position, s.entry_page, s.exit_page, s.entry_referrer
FROM footfall_store.session s
WHERE s.audience = 0 AND (s.pages > 0 OR s.downloads > 0)
  AND (s.site, coalesce(s.entry_referrer, 0), coalesce(s.entry_query, 0)) NOT IN (
    SELECT v.site, v.referrer, v.query FROM footfall_store.visit_source v WHERE v.is_spam);
CREATE OR REPLACE VIEW footfall.person_visit AS
SELECT i.name AS site, o.person, o.visitor, s.first_at AS started_at, s.last_at AS ended_at,
  o.from_at, o.until_at, s.pages, s.downloads,
  s.audience = 0 AND (s.pages > 0 OR s.downloads > 0)
    AND (s.site, coalesce(s.entry_referrer, 0), coalesce(s.entry_query, 0)) NOT IN (
      SELECT v.site, v.referrer, v.query FROM footfall_store.visit_source v WHERE v.is_spam)
    AS is_visit,
  e.path AS entry_page, x.path AS exit_page
FROM footfall_store.visitor_owner o
JOIN footfall_store.session s ON s.visitor = o.visitor AND s.first_at = o.session_at
JOIN footfall_store.site i ON i.id = o.site
LEFT JOIN footfall_store.page e ON e.id = s.entry_page
LEFT JOIN footfall_store.page x ON x.id = s.exit_page;

-- Files and searches are few among the hits of a month.
CREATE OR REPLACE FUNCTION footfall_store.index_event_partition(name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET lock_timeout = '10s' AS $$
BEGIN
  IF name !~ '^event_[0-9]{4}_[0-9]{2}$' THEN
    RAISE EXCEPTION 'not an event partition' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- One at a time: a second loader waits here and then finds them built.
  EXECUTE format('LOCK TABLE footfall_store.%I IN SHARE UPDATE EXCLUSIVE MODE', name);
  EXECUTE format(
    'CREATE INDEX IF NOT EXISTS %I ON footfall_store.%I (login, at) WHERE login IS NOT NULL',
    name || '_login', name);
  EXECUTE format(
    'CREATE INDEX IF NOT EXISTS %I ON footfall_store.%I (cookie, at) WHERE cookie IS NOT NULL',
    name || '_cookie', name);
  EXECUTE format(
    'CREATE INDEX IF NOT EXISTS %I ON footfall_store.%I (token, at) WHERE token IS NOT NULL',
    name || '_token', name);
  EXECUTE format(
    'CREATE INDEX IF NOT EXISTS %I ON footfall_store.%I (page, at) WHERE kind = 7',
    name || '_submission', name);
  EXECUTE format(
    'CREATE INDEX IF NOT EXISTS %I ON footfall_store.%I (at) WHERE kind = 2', name || '_download', name);
  EXECUTE format(
    'CREATE INDEX IF NOT EXISTS %I ON footfall_store.%I (query, at) WHERE kind IN (1, 5) AND query IS NOT NULL',
    name || '_query', name);
  EXECUTE format(
    'CREATE INDEX IF NOT EXISTS %I ON footfall_store.%I USING brin (at)', name || '_at', name);
  -- Last, for whoever finds it takes the partition for indexed.
  EXECUTE format(
    'CREATE INDEX IF NOT EXISTS %I ON footfall_store.%I (visitor, at)', name || '_visitor', name);
END
$$;
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN
    SELECT c.relname
    FROM pg_inherits i
    JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'footfall_store.event'::regclass
  LOOP
    EXECUTE format(
      'CREATE INDEX IF NOT EXISTS %I ON footfall_store.%I (at) WHERE kind = 2', name || '_download', name);
    EXECUTE format(
      'CREATE INDEX IF NOT EXISTS %I ON footfall_store.%I (query, at) WHERE kind IN (1, 5) AND query IS NOT NULL',
      name || '_query', name);
  END LOOP;
END
$$;

-- Sessions of one visitor share no instant: a page view is of the visit that began before it, where that has
-- not ended.
CREATE OR REPLACE FUNCTION footfall.page_view(
  of_site text, since timestamptz, before timestamptz, segment text)
RETURNS TABLE (
  visitor bigint, visit timestamptz, at timestamptz, generation bigint, "position" bigint, page text
)
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  of_id bigint := (SELECT i.id FROM footfall_store.site i WHERE i.name = page_view.of_site);
BEGIN
  RETURN QUERY
  WITH mark AS (
    -- Sorting tells which visit each belongs to: no planner knows how many a visitor made.
    SELECT v.visitor, v.first_at AS at, v.first_at, v.last_at, NULL::bigint AS generation,
      NULL::bigint AS "position", NULL::bigint AS page
    FROM footfall_store.visit v
    WHERE v.site = of_id AND v.first_at >= page_view.since AND v.first_at < page_view.before
      AND (page_view.segment IS NULL OR EXISTS (
        SELECT FROM footfall_store.session_segment g
        WHERE g.visitor = v.visitor AND g.first_at = v.first_at AND g.site = of_id
          AND g.segment = page_view.segment))
    UNION ALL
    SELECT e.visitor, e.at, NULL, NULL, e.generation, e.position, e.page
    FROM footfall_store.event e
    WHERE e.site = of_id AND e.kind = 1 AND e.audience = 0
      AND e.at >= page_view.since AND e.at < page_view.before + interval '50 hours'
  ), placed AS (
    SELECT m.at, m.visitor, m.generation, m.position, m.page, max(m.first_at) OVER w AS visit,
      max(m.last_at) OVER w AS last_at
    FROM mark m
    WINDOW w AS (PARTITION BY m.visitor ORDER BY m.at, m.last_at ROWS UNBOUNDED PRECEDING)
  )
  SELECT p.visitor, p.visit, p.at, p.generation, p.position, g.path
  FROM placed p
  JOIN footfall_store.page g ON g.id = p.page
  WHERE p.at <= p.last_at;
END
$$;
ALTER FUNCTION footfall.page_view(text, timestamptz, timestamptz) PARALLEL UNSAFE;
REVOKE ALL ON FUNCTION footfall.page_view(text, timestamptz, timestamptz, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.page_view(text, timestamptz, timestamptz, text)
  TO footfall_ingest, footfall_report, footfall_analyst;

-- Where from one day on and before another is read what was rolled up, and what it is to be found in else.
CREATE FUNCTION footfall_store.told_days(of_site bigint, since timestamptz, before timestamptz)
RETURNS TABLE (day date, since timestamptz, before timestamptz, is_rolled boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.day, greatest(d.first_at, told_days.since), least(d.next_at, told_days.before),
    d.first_at >= told_days.since AND d.next_at <= told_days.before AND NOT EXISTS (
      SELECT FROM footfall_store.dirty_day x WHERE x.site = told_days.of_site AND x.day = d.day)
  FROM footfall_store.site i
  CROSS JOIN LATERAL (
    SELECT (told_days.since AT TIME ZONE i.zone)::date AS first_day,
      (told_days.before AT TIME ZONE i.zone)::date AS last_day
  ) b
  CROSS JOIN LATERAL generate_series(0, b.last_day - b.first_day) AS place
  CROSS JOIN LATERAL (
    SELECT b.first_day + place AS day,
      (b.first_day + place)::timestamp AT TIME ZONE i.zone AS first_at,
      (b.first_day + place + 1)::timestamp AT TIME ZONE i.zone AS next_at
  ) d
  WHERE i.id = told_days.of_site AND d.first_at < told_days.before
$$;
COMMENT ON FUNCTION footfall_store.told_days(bigint, timestamptz, timestamptz) IS 'The local days of a site that reach into [since, before), what of each lies in it, and whether it lies in it whole and is rolled up as it stands.';

CREATE FUNCTION footfall.visit_count(
  of_site text, since timestamptz, before timestamptz, segment text)
RETURNS TABLE (
  day date, visitor_kind text, is_visit boolean, channel text, source_name text, campaign text,
  device text, country text, sessions bigint, hits bigint, pages bigint, downloads bigint,
  submissions bigint, errors bigint, bytes bigint, bounces bigint, seconds double precision
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  of_id bigint;
  of_zone text;
BEGIN
  SELECT i.id, i.zone INTO of_id, of_zone
  FROM footfall_store.site i WHERE i.name = visit_count.of_site;
  RETURN QUERY
  WITH told AS MATERIALIZED (
    SELECT d.day, d.since, d.before, d.is_rolled
    FROM footfall_store.told_days(of_id, visit_count.since, visit_count.before) d
  ), counted AS (
    SELECT n.day, n.kind, n.is_visit, n.channel, n.source_name, n.campaign, n.device, n.country,
      n.segments, n.sessions, n.hits, n.pages, n.downloads, n.submissions, n.errors, n.bytes,
      n.bounces, n.seconds
    FROM footfall_store.visit_day n
    JOIN told d ON d.day = n.day AND d.is_rolled
    WHERE n.site = of_id AND n.day >= (visit_count.since AT TIME ZONE of_zone)::date
      AND n.day <= (visit_count.before AT TIME ZONE of_zone)::date
    UNION ALL
    SELECT n.day, n.kind, n.is_visit, n.channel, n.source_name, n.campaign, n.device, n.country,
      n.segments, n.sessions, n.hits, n.pages, n.downloads, n.submissions, n.errors, n.bytes,
      n.bounces, n.seconds
    FROM told d
    CROSS JOIN LATERAL footfall_store.visits_of_days(of_id, of_zone, d.since, d.before) n
    WHERE NOT d.is_rolled
  )
  SELECT c.day, c.kind, c.is_visit, footfall.channel_name(c.channel), c.source_name, c.campaign,
    footfall.device_name(c.device), c.country, c.sessions, c.hits, c.pages, c.downloads,
    c.submissions, c.errors, c.bytes, c.bounces, c.seconds
  FROM counted c
  WHERE visit_count.segment IS NULL OR visit_count.segment = ANY (c.segments);
END
$$;
COMMENT ON FUNCTION footfall.visit_count(text, timestamptz, timestamptz, text) IS 'Sessions of a site that began in [since, before), of those of a segment (null for all), by local day and by what tells them apart, as in footfall.visit_day: from the days that are rolled up, and from the sessions where a day lies in it in part or has changed since.';

-- A visit that saw one path under two addresses saw it once: days are rolled up by path, each under the
-- smallest id that was asked for on that day.
CREATE OR REPLACE FUNCTION footfall_store.pages_of_days(
  of_site bigint, of_zone text, since timestamptz, before timestamptz
)
RETURNS TABLE (day date, page bigint, views bigint, visits bigint, entries bigint, exits bigint)
LANGUAGE sql STABLE AS $$
  WITH seen AS (
    SELECT v.visitor, v.first_at, v.entry_page, v.exit_page, p.path, min(p.id) AS page,
      count(*) AS views
    FROM footfall_store.visit v
    JOIN footfall_store.event e ON e.visitor = v.visitor
      AND (e.at, e.generation, e.position)
        >= (v.first_at, v.first_generation, v.first_position)
      AND (e.at, e.generation, e.position) <= (v.last_at, v.last_generation, v.last_position)
      -- This keeps the search to the months of the days.
      AND e.at >= since AND e.at <= (
        SELECT max(l.last_at) FROM footfall_store.visit l
        WHERE l.site = of_site AND l.first_at >= since AND l.first_at < before)
    JOIN footfall_store.page p ON p.id = e.page
    WHERE v.site = of_site AND v.first_at >= since AND v.first_at < before
      AND e.kind = 1 AND e.audience = 0
    GROUP BY v.visitor, v.first_at, v.entry_page, v.exit_page, p.path
  )
  SELECT (n.first_at AT TIME ZONE of_zone)::date, min(n.page), sum(n.views)::bigint, count(*),
    count(*) FILTER (WHERE n.path = b.path), count(*) FILTER (WHERE n.path = x.path)
  FROM seen n
  LEFT JOIN footfall_store.page b ON b.id = n.entry_page
  LEFT JOIN footfall_store.page x ON x.id = n.exit_page
  GROUP BY 1, n.path
$$;
-- What was rolled up by id is rolled up anew, where one path had two.
INSERT INTO footfall_store.dirty_day (site, day, source, batch)
SELECT DISTINCT d.site, d.day, 0, 0
FROM footfall_store.page_day d
JOIN footfall_store.page p ON p.id = d.page
WHERE (p.site, p.path) IN (
  SELECT t.site, t.path FROM footfall_store.page t GROUP BY t.site, t.path HAVING count(*) > 1);

CREATE FUNCTION footfall.page_count(
  of_site text, since timestamptz, before timestamptz, segment text)
RETURNS TABLE (day date, page text, views bigint, visits bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  of_id bigint;
  of_zone text;
BEGIN
  SELECT i.id, i.zone INTO of_id, of_zone
  FROM footfall_store.site i WHERE i.name = page_count.of_site;
  IF page_count.segment IS NOT NULL THEN
    RETURN QUERY
    SELECT (n.visit AT TIME ZONE of_zone)::date, n.page, sum(n.views)::bigint, count(*)
    FROM (
      SELECT v.visitor, v.visit, v.page, count(*) AS views
      FROM footfall.page_view(
        page_count.of_site, page_count.since, page_count.before, page_count.segment) v
      GROUP BY v.visitor, v.visit, v.page
    ) n
    GROUP BY 1, 2;
    RETURN;
  END IF;
  RETURN QUERY
  WITH told AS MATERIALIZED (
    SELECT d.day, d.since, d.before, d.is_rolled
    FROM footfall_store.told_days(of_id, page_count.since, page_count.before) d
  ), counted AS (
    SELECT n.day, n.page, n.views, n.visits
    FROM footfall_store.page_day n
    JOIN told d ON d.day = n.day AND d.is_rolled
    WHERE n.site = of_id AND n.day >= (page_count.since AT TIME ZONE of_zone)::date
      AND n.day <= (page_count.before AT TIME ZONE of_zone)::date
    UNION ALL
    SELECT n.day, n.page, n.views, n.visits
    FROM told d
    CROSS JOIN LATERAL footfall_store.pages_of_days(of_id, of_zone, d.since, d.before) n
    WHERE NOT d.is_rolled
  )
  SELECT c.day, p.path, c.views, c.visits
  FROM counted c
  JOIN footfall_store.page p ON p.id = c.page;
END
$$;
COMMENT ON FUNCTION footfall.page_count(text, timestamptz, timestamptz, text) IS 'Pages of a site by local day of the visits that began in [since, before), of those of a segment (null for all): page views, and visits that saw the page; from the days that are rolled up, and from sessions and page views where a day lies in it in part or has changed since.';

CREATE FUNCTION footfall.visitor_count(
  of_site text, since timestamptz, before timestamptz, segment text, each_day boolean)
RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  of_id bigint;
  of_zone text;
  counted bigint;
BEGIN
  SELECT i.id, i.zone INTO of_id, of_zone
  FROM footfall_store.site i WHERE i.name = visitor_count.of_site;
  IF visitor_count.segment IS NULL AND NOT EXISTS (
    SELECT FROM footfall_store.told_days(of_id, visitor_count.since, visitor_count.before) d
    WHERE NOT d.is_rolled)
  THEN
    SELECT coalesce(sum(r.visitors), 0) INTO counted
    FROM footfall_store.visitor_return r
    WHERE r.site = of_id AND r.day >= (visitor_count.since AT TIME ZONE of_zone)::date
      AND r.day < (visitor_count.before AT TIME ZONE of_zone)::date
      AND (visitor_count.each_day
        OR r.previous_day < (visitor_count.since AT TIME ZONE of_zone)::date);
  ELSE
    SELECT count(DISTINCT (v.visitor,
        CASE WHEN visitor_count.each_day THEN (v.first_at AT TIME ZONE of_zone)::date END))
      INTO counted
    FROM footfall_store.visit v
    WHERE v.site = of_id AND v.first_at >= visitor_count.since AND v.first_at < visitor_count.before
      AND (visitor_count.segment IS NULL OR EXISTS (
        SELECT FROM footfall_store.session_segment g
        WHERE g.visitor = v.visitor AND g.first_at = v.first_at AND g.site = of_id
          AND g.segment = visitor_count.segment));
  END IF;
  RETURN counted;
END
$$;
COMMENT ON FUNCTION footfall.visitor_count(text, timestamptz, timestamptz, text, boolean) IS 'Distinct visitors who made a visit that began in [since, before), of those of a segment (null for all); each on each local day anew, or once: from the days that are rolled up where they tell it.';

-- Read straight from what is kept: of a year of a million visitors in a few milliseconds.
CREATE OR REPLACE FUNCTION footfall.visitors_of(of_site text, since date, before date) RETURNS bigint
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan SET max_parallel_workers_per_gather = 0 AS $$
DECLARE
  of_id bigint := (SELECT i.id FROM footfall_store.site i WHERE i.name = visitors_of.of_site);
BEGIN
  RETURN (
    SELECT coalesce(sum(r.visitors), 0)::bigint
    FROM footfall_store.visitor_return r
    WHERE r.site = of_id AND r.day >= visitors_of.since AND r.day < visitors_of.before
      AND r.previous_day < visitors_of.since);
END
$$;
CREATE OR REPLACE FUNCTION footfall.persons_of(of_site text, since date, before date) RETURNS bigint
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan SET max_parallel_workers_per_gather = 0 AS $$
DECLARE
  of_id bigint := (SELECT i.id FROM footfall_store.site i WHERE i.name = persons_of.of_site);
BEGIN
  RETURN (
    SELECT coalesce(sum(r.persons), 0)::bigint
    FROM footfall_store.person_return r
    WHERE r.site = of_id AND r.day >= persons_of.since AND r.day < persons_of.before
      AND r.previous_day < persons_of.since);
END
$$;

-- How far the hits of a site reach.
CREATE FUNCTION footfall.extent_of(of_site text, before timestamptz)
RETURNS TABLE (first_at timestamptz, last_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  of_id bigint := (SELECT i.id FROM footfall_store.site i WHERE i.name = extent_of.of_site);
  bound timestamptz := coalesce(extent_of.before, 'infinity');
  newest timestamptz := (
    SELECT max(s.first_at) FROM footfall_store.session s WHERE s.site = of_id AND s.first_at < bound);
BEGIN
  RETURN QUERY
  -- A session lasts less than 50 hours.
  SELECT (SELECT min(s.first_at) FROM footfall_store.session s
      WHERE s.site = of_id AND s.first_at < bound),
    (SELECT least(max(s.last_at), extent_of.before) FROM footfall_store.session s
      WHERE s.site = of_id AND s.first_at < bound AND s.first_at > newest - interval '50 hours');
END
$$;
COMMENT ON FUNCTION footfall.extent_of(text, timestamptz) IS 'When the first and the last hit of a site came, of the sessions that began before an instant (null for all).';

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['footfall.visitors_of(text, date, date)',
    'footfall.persons_of(text, date, date)',
    'footfall.visit_count(text, timestamptz, timestamptz, text)',
    'footfall.page_count(text, timestamptz, timestamptz, text)',
    'footfall.visitor_count(text, timestamptz, timestamptz, text, boolean)',
    'footfall.extent_of(text, timestamptz)']
  LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO footfall_owner', name);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', name);
    EXECUTE format(
      'GRANT EXECUTE ON FUNCTION %s TO footfall_ingest, footfall_report, footfall_analyst', name);
  END LOOP;
END
$$;
ALTER FUNCTION footfall_store.told_days(bigint, timestamptz, timestamptz) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.told_days(bigint, timestamptz, timestamptz) FROM PUBLIC;
