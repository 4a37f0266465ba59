-- What is kept for a time only. Dropping the events of a month seals its days: nothing comes to them
-- any more, and what their sessions say stays as it is.
CREATE TABLE footfall_store.seal (
  lane smallint PRIMARY KEY CHECK (lane = 0),
  events_until timestamptz NOT NULL,
  sessions_until timestamptz NOT NULL CHECK (sessions_until <= events_until)
);
INSERT INTO footfall_store.seal VALUES (0, '-infinity', '-infinity');
COMMENT ON TABLE footfall_store.seal IS 'Until when what is stored was given up, by retention; one row.';
COMMENT ON COLUMN footfall_store.seal.lane IS 'Always 0.';
COMMENT ON COLUMN footfall_store.seal.events_until IS 'Hits before are dropped, and none comes again; sessions that began before stay as they are. The first of a month, in UTC; -infinity: all are kept.';
COMMENT ON COLUMN footfall_store.seal.sessions_until IS 'Sessions that ended before are dropped; -infinity: all are kept.';

ALTER TABLE footfall_store.visitor_owner ADD COLUMN value bigint;
COMMENT ON COLUMN footfall_store.visitor_owner.value IS 'Value whose person it is, of a session whose hits are dropped: they tell it no more. Null of others.';

CREATE FUNCTION footfall_store.first_whole_day(since timestamptz, zone text) RETURNS date
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.day + CASE WHEN d.day::timestamp AT TIME ZONE zone < since THEN 1 ELSE 0 END
  FROM (SELECT (since AT TIME ZONE zone)::date AS day) d
$$;
COMMENT ON FUNCTION footfall_store.first_whole_day(timestamptz, text) IS 'The first day of a zone of which nothing lies before an instant.';

CREATE VIEW footfall_store.site_seal AS
SELECT i.id AS site, x.events_until, d.sealed_until, d.sessions_from,
  d.sealed_until::timestamp AT TIME ZONE i.zone AS lines_from
FROM footfall_store.site i
CROSS JOIN footfall_store.seal x
CROSS JOIN LATERAL (
  SELECT footfall_store.first_whole_day(x.events_until, i.zone) AS sealed_until,
    footfall_store.first_whole_day(x.sessions_until, i.zone) AS sessions_from
) d;
COMMENT ON VIEW footfall_store.site_seal IS 'Which days of each site are sealed.';
COMMENT ON COLUMN footfall_store.site_seal.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.site_seal.events_until IS 'Hits before are dropped; -infinity: all are kept.';
COMMENT ON COLUMN footfall_store.site_seal.sealed_until IS 'The first day that is not sealed; -infinity: none is.';
COMMENT ON COLUMN footfall_store.site_seal.sessions_from IS 'The first day of which all sessions are kept; -infinity: of all days.';
COMMENT ON COLUMN footfall_store.site_seal.lines_from IS 'When that day begins that is not sealed: lines before are too late.';

CREATE FUNCTION footfall_store.sealed_until(of_site bigint) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.sealed_until FROM footfall_store.site_seal s WHERE s.site = of_site
$$;
COMMENT ON FUNCTION footfall_store.sealed_until(bigint) IS 'The first day of a site that is not sealed; -infinity: none is. Of days before no hits are kept, or not all.';
CREATE FUNCTION footfall_store.sessions_from(of_site bigint) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.sessions_from FROM footfall_store.site_seal s WHERE s.site = of_site
$$;
COMMENT ON FUNCTION footfall_store.sessions_from(bigint) IS 'The first day of a site of which all sessions are kept; -infinity: of all days.';

CREATE VIEW footfall.seal AS
SELECT i.name AS site,
  CASE WHEN isfinite(s.sealed_until) THEN s.sealed_until END AS sealed_until,
  CASE WHEN isfinite(s.sessions_from) THEN s.sessions_from END AS sessions_from
FROM footfall_store.site_seal s
JOIN footfall_store.site i ON i.id = s.site;
COMMENT ON VIEW footfall.seal IS 'Which days of each site are sealed: their hits are dropped, their sessions and numbers stay.';
COMMENT ON COLUMN footfall.seal.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.seal.sealed_until IS 'The first day that is not sealed; null: none is.';
COMMENT ON COLUMN footfall.seal.sessions_from IS 'The first day of which all sessions are kept; null: of all days.';

-- Whoever writes hits calls this first in his transaction: until its end no other day is sealed.
CREATE FUNCTION footfall_store.hold_seal()
RETURNS TABLE (site bigint, events_until timestamptz, lines_from timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET lock_timeout = '10s' AS $$
BEGIN
  LOCK TABLE ONLY footfall_store.event IN ROW EXCLUSIVE MODE;
  RETURN QUERY
  SELECT s.site, s.events_until, s.lines_from
  FROM footfall_store.site_seal s
  WHERE isfinite(s.events_until);
END
$$;
COMMENT ON FUNCTION footfall_store.hold_seal() IS 'Which days are sealed, by site; none more becomes so before the transaction ends.';

-- The same, but a sealed month is not made again.
CREATE OR REPLACE FUNCTION footfall_store.ensure_event_partition(month date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET lock_timeout = '10s' AS $$
DECLARE
  first_day date := date_trunc('month', month::timestamp)::date;
  name text := 'event_' || to_char(first_day, 'YYYY_MM');
BEGIN
  IF to_regclass('footfall_store.' || name) IS NOT NULL THEN
    RETURN false;
  END IF;
  -- One at a time: a second loader waits here and then finds it made.
  LOCK TABLE footfall_store.stream_block IN SHARE UPDATE EXCLUSIVE MODE;
  IF to_regclass('footfall_store.' || name) IS NOT NULL OR EXISTS (
    SELECT FROM footfall_store.seal s
    WHERE first_day::timestamp AT TIME ZONE 'UTC' < s.events_until)
  THEN
    RETURN false;
  END IF;
  EXECUTE format(
    'CREATE TABLE footfall_store.%I PARTITION OF footfall_store.event FOR VALUES FROM (%L) TO (%L)',
    name, to_char(first_day, 'YYYY-MM-DD') || ' 00:00:00+00',
    to_char(first_day + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
  EXECUTE format('ALTER TABLE footfall_store.%I REPLICA IDENTITY FULL', name);
  RETURN true;
END
$$;
COMMENT ON FUNCTION footfall_store.ensure_event_partition(date) IS 'Makes the event partition of a month, unless that is sealed.';

-- Seals all days before the first of a month. Loaders hold what this waits for from before they look
-- at the seal until they commit; it waits half a second, for they wait behind it.
CREATE FUNCTION footfall_store.seal_events(before timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET lock_timeout = '500ms' AS $$
BEGIN
  IF NOT isfinite(before) OR before > now()
    OR date_trunc('month', before AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' <> before
  THEN
    RAISE EXCEPTION 'not the first of a month that has begun'
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM footfall_store.hold_days();
  LOCK TABLE ONLY footfall_store.event IN SHARE ROW EXCLUSIVE MODE;
  -- What is sealed is never counted anew from its hits.
  IF EXISTS (
    SELECT FROM footfall_store.dirty_day d
    JOIN footfall_store.site i ON i.id = d.site
    WHERE d.day < footfall_store.first_whole_day(before, i.zone))
  THEN
    RAISE EXCEPTION 'days to be sealed are not rolled up' USING ERRCODE = 'lock_not_available';
  END IF;
  UPDATE footfall_store.seal SET events_until = before WHERE events_until < before;
  -- By whose value a visit is whose: the hits that told it go.
  UPDATE footfall_store.visitor_owner SET value = person
  WHERE session_at < before AND value IS NULL;
  -- No line of a period that is sealed whole is ever kept again.
  UPDATE footfall_store.salt s SET value = NULL
  WHERE s.value IS NOT NULL AND EXISTS (
    SELECT FROM footfall_store.salt n
    JOIN footfall_store.site_seal l ON l.site = n.site
    WHERE n.site = s.site AND n.period_start > s.period_start AND n.period_start <= l.lines_from);
END
$$;
COMMENT ON FUNCTION footfall_store.seal_events(timestamptz) IS 'Seals all days before the first of a month.';

-- Drops a month that is sealed, and counts its lines as expired. What is read stays readable while the
-- lines are counted; then it waits half a second at a time, for all others wait behind it.
CREATE FUNCTION footfall_store.drop_event_partition(name text)
RETURNS TABLE (events bigint, bytes bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET lock_timeout = '5s' AS $$
DECLARE
  first_day timestamp;
  month timestamptz;
  next_month timestamptz;
  generations bigint[];
  counts bigint[];
  attempt integer := 0;
BEGIN
  IF name !~ '^event_[0-9]{4}_[0-9]{2}$' THEN
    RAISE EXCEPTION 'not an event partition' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  first_day := make_timestamp(substr(name, 7, 4)::integer, substr(name, 12)::integer, 1, 0, 0, 0);
  month := first_day AT TIME ZONE 'UTC';
  next_month := (first_day + interval '1 month') AT TIME ZONE 'UTC';
  IF NOT EXISTS (SELECT FROM footfall_store.seal s WHERE month < s.events_until) THEN
    RAISE EXCEPTION 'its days are not sealed' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  -- No loader wants it any more; whoever erases from it waits. The whole first, as others do.
  LOCK TABLE ONLY footfall_store.event IN SHARE UPDATE EXCLUSIVE MODE;
  EXECUTE format('LOCK TABLE ONLY footfall_store.%I IN SHARE MODE', name);
  EXECUTE format(
    'SELECT array_agg(generation ORDER BY generation), array_agg(lines ORDER BY generation)
     FROM (SELECT generation, count(*) AS lines FROM footfall_store.%I GROUP BY generation) l',
    name) INTO generations, counts;
  events := coalesce((SELECT sum(c) FROM unnest(counts) AS c), 0);
  bytes := pg_total_relation_size(format('footfall_store.%I', name)::regclass);
  PERFORM set_config('lock_timeout', '500ms', true);
  LOOP
    BEGIN
      LOCK TABLE ONLY footfall_store.event IN ACCESS EXCLUSIVE MODE;
      EXECUTE format('LOCK TABLE ONLY footfall_store.%I IN ACCESS EXCLUSIVE MODE', name);
      EXIT;
    EXCEPTION WHEN lock_not_available THEN
      attempt := attempt + 1;
      IF attempt = 10 THEN
        RAISE;
      END IF;
    END;
    PERFORM pg_sleep(0.1);
  END LOOP;
  INSERT INTO footfall_store.stream_tally AS t (generation, outcome, reason, lines)
  SELECT n.generation, o.outcome, '', n.lines * o.sign
  FROM unnest(generations, counts) AS n (generation, lines)
  CROSS JOIN (VALUES ('expired', 1), ('kept', -1)) AS o (outcome, sign)
  ORDER BY n.generation, o.outcome
  ON CONFLICT (generation, outcome, reason) DO UPDATE SET lines = t.lines + excluded.lines;
  -- An open last line that grows is taken off what it counts as now.
  UPDATE footfall_store.stream
  SET open_outcome = 'expired', open_reason = '', open_visitor = NULL, open_at = NULL
  WHERE open_visitor IS NOT NULL AND open_at >= month AND open_at < next_month;
  EXECUTE format('DROP TABLE footfall_store.%I', name);
  RETURN NEXT;
END
$$;
COMMENT ON FUNCTION footfall_store.drop_event_partition(text) IS 'Drops the events of a month that is sealed; gives how many there were.';

-- Drops sessions that ended before an instant and whose hits are dropped, with whose they were,
-- which contacts were made in them, and the marks of goals and segments. One that a kept hit may follow within 31 minutes stays, by any profile.
CREATE FUNCTION footfall_store.drop_sessions(
  before timestamptz, sealed timestamptz, applies boolean
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  until timestamptz := (
    SELECT greatest(s.events_until, CASE WHEN NOT applies THEN sealed END)
    FROM footfall_store.seal s);
  gone bigint;
BEGIN
  IF NOT applies THEN
    RETURN (
      SELECT count(*) FROM footfall_store.session s
      WHERE s.last_at < least(before, until - interval '1860 seconds')
        AND s.first_at < least(before, until - interval '1860 seconds'));
  END IF;
  UPDATE footfall_store.seal SET sessions_until = least(before, until)
  WHERE sessions_until < least(before, until);
  DELETE FROM footfall_store.session s
  WHERE s.last_at < least(before, until - interval '1860 seconds')
    -- It is searched for by this one.
    AND s.first_at < least(before, until - interval '1860 seconds');
  GET DIAGNOSTICS gone = ROW_COUNT;
  DELETE FROM footfall_store.visitor_owner o
  WHERE o.session_at < until AND NOT EXISTS (
    SELECT FROM footfall_store.session s
    WHERE s.visitor = o.visitor AND s.first_at = o.session_at);
  DELETE FROM footfall_store.contact_visit v
  WHERE v.session_at < until AND NOT EXISTS (
    SELECT FROM footfall_store.session s
    WHERE s.visitor = v.visitor AND s.first_at = v.session_at);
  DELETE FROM footfall_store.conversion c
  WHERE c.first_at < until AND NOT EXISTS (
    SELECT FROM footfall_store.session s
    WHERE s.visitor = c.visitor AND s.first_at = c.first_at);
  DELETE FROM footfall_store.session_segment g
  WHERE g.first_at < until AND NOT EXISTS (
    SELECT FROM footfall_store.session s
    WHERE s.visitor = g.visitor AND s.first_at = g.first_at);
  RETURN gone;
END
$$;
COMMENT ON FUNCTION footfall_store.drop_sessions(timestamptz, timestamptz, boolean) IS 'Drops sessions that ended before an instant and are sealed, or counts those that would go if all days before another were.';

-- Drops sums of days; what is of single visitors and persons goes with their sessions. Gives how many
-- rows of which table.
CREATE FUNCTION footfall_store.drop_sums(
  before date, sessions_before timestamptz, sealed timestamptz, applies boolean
) RETURNS TABLE (name text, lines bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  until timestamptz := (
    SELECT CASE
      WHEN applies OR sessions_before IS NULL THEN s.sessions_until
      ELSE greatest(s.sessions_until, least(sessions_before, greatest(s.events_until, sealed)))
    END
    FROM footfall_store.seal s);
  old text;
BEGIN
  IF applies THEN
    PERFORM footfall_store.hold_days();
  END IF;
  FOREACH name IN ARRAY ARRAY[
    'visit_day', 'visit_hour', 'page_day', 'referrer_day', 'visitor_return', 'person_return',
    'visitor_day', 'person_day'
  ] LOOP
    CONTINUE WHEN to_regclass('footfall_store.' || name) IS NULL;
    -- Sums live at least as long as the sessions of their days.
    old := CASE
      WHEN name IN ('visitor_day', 'person_day') THEN
        'd.day < (SELECT footfall_store.first_whole_day($2, i.zone)
          FROM footfall_store.site i WHERE i.id = d.site) AND ($1 IS NULL OR true)'
      ELSE 'd.day < least($1, (SELECT footfall_store.first_whole_day($2, i.zone)
          FROM footfall_store.site i WHERE i.id = d.site)) AND $1 IS NOT NULL'
    END;
    IF applies THEN
      EXECUTE format('DELETE FROM footfall_store.%I d WHERE ', name) || old USING before, until;
      GET DIAGNOSTICS lines = ROW_COUNT;
    ELSE
      EXECUTE format('SELECT count(*) FROM footfall_store.%I d WHERE ', name) || old
        INTO lines USING before, until;
    END IF;
    RETURN NEXT;
  END LOOP;
END
$$;
COMMENT ON FUNCTION footfall_store.drop_sums(date, timestamptz, timestamptz, boolean) IS 'Drops, or counts, sums of days before a day; of single visitors and persons also those whose sessions are gone.';

ALTER TABLE footfall_store.seal OWNER TO footfall_owner;
ALTER VIEW footfall_store.site_seal OWNER TO footfall_owner;
ALTER VIEW footfall.seal OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.first_whole_day(timestamptz, text) OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.sealed_until(bigint) OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.sessions_from(bigint) OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.hold_seal() OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.seal_events(timestamptz) OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.drop_event_partition(text) OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.drop_sessions(timestamptz, timestamptz, boolean) OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.drop_sums(date, timestamptz, timestamptz, boolean) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.first_whole_day(timestamptz, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION footfall_store.sealed_until(bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION footfall_store.sessions_from(bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION footfall_store.hold_seal() FROM PUBLIC;
REVOKE ALL ON FUNCTION footfall_store.seal_events(timestamptz) FROM PUBLIC;
REVOKE ALL ON FUNCTION footfall_store.drop_event_partition(text) FROM PUBLIC;
REVOKE ALL ON FUNCTION footfall_store.drop_sessions(timestamptz, timestamptz, boolean) FROM PUBLIC;
REVOKE ALL ON FUNCTION footfall_store.drop_sums(date, timestamptz, timestamptz, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.first_whole_day(timestamptz, text),
  footfall_store.sealed_until(bigint), footfall_store.sessions_from(bigint)
  TO footfall_ingest, footfall_report, footfall_analyst;
GRANT EXECUTE ON FUNCTION footfall_store.hold_seal(), footfall_store.seal_events(timestamptz),
  footfall_store.drop_event_partition(text),
  footfall_store.drop_sessions(timestamptz, timestamptz, boolean),
  footfall_store.drop_sums(date, timestamptz, timestamptz, boolean) TO footfall_ingest;
GRANT SELECT ON footfall_store.seal, footfall_store.site_seal TO footfall_ingest;
GRANT SELECT ON footfall.seal TO footfall_ingest, footfall_report, footfall_analyst;
