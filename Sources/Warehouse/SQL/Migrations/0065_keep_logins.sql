-- Who logged in when, and which visits are known to be whose, is kept by day as it is rolled up: whose visits
-- are, and how far persons came, is told from what changed, and not from all hits that were ever made.
CREATE TABLE footfall_store.session_login (
  site bigint NOT NULL,
  visitor bigint NOT NULL,
  first_at timestamptz NOT NULL,
  number integer NOT NULL,
  last_at timestamptz NOT NULL,
  at timestamptz NOT NULL,
  login bigint NOT NULL,
  cookie bigint,
  PRIMARY KEY (visitor, first_at, number)
);
CREATE INDEX session_login_first_at ON footfall_store.session_login (site, first_at);
CREATE INDEX session_login_login ON footfall_store.session_login (login);
COMMENT ON TABLE footfall_store.session_login IS 'Logins in sessions: the first hit of each that says so, and each that says another login or cookie than the one before; a function of hits and sessions.';
COMMENT ON COLUMN footfall_store.session_login.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.session_login.visitor IS 'The visitor.';
COMMENT ON COLUMN footfall_store.session_login.first_at IS 'Time of the first hit of the session.';
COMMENT ON COLUMN footfall_store.session_login.number IS 'Which of the session, from 1.';
COMMENT ON COLUMN footfall_store.session_login.last_at IS 'Time of the last hit of the session.';
COMMENT ON COLUMN footfall_store.session_login.at IS 'Time of the hit.';
COMMENT ON COLUMN footfall_store.session_login.login IS 'Keyed hash of the login.';
COMMENT ON COLUMN footfall_store.session_login.cookie IS 'Keyed hash of the cookie.';

CREATE TABLE footfall_store.known_visit (
  site bigint NOT NULL,
  person bigint NOT NULL,
  visitor bigint NOT NULL,
  from_at timestamptz NOT NULL,
  first_at timestamptz NOT NULL,
  PRIMARY KEY (visitor, from_at)
);
CREATE INDEX known_visit_first_at ON footfall_store.known_visit (site, first_at);
CREATE INDEX known_visit_person ON footfall_store.known_visit (person, site);
COMMENT ON TABLE footfall_store.known_visit IS 'Visits that are tied to persons; a function of visits and owners.';
COMMENT ON COLUMN footfall_store.known_visit.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.known_visit.person IS 'The person.';
COMMENT ON COLUMN footfall_store.known_visit.visitor IS 'The visitor.';
COMMENT ON COLUMN footfall_store.known_visit.from_at IS 'From when on the visit is the person''s.';
COMMENT ON COLUMN footfall_store.known_visit.first_at IS 'Time of the first hit of the visit.';

CREATE FUNCTION footfall_store.logins_of_days(
  of_site bigint, since timestamptz, before timestamptz)
RETURNS TABLE (
  visitor bigint, first_at timestamptz, number integer, last_at timestamptz, at timestamptz,
  login bigint, cookie bigint
)
LANGUAGE sql STABLE AS $$
  SELECT h.visitor, h.first_at, (row_number() OVER (
      PARTITION BY h.visitor, h.first_at ORDER BY h.at, h.generation, h.position))::integer,
    h.last_at, h.at, h.login, h.cookie
  FROM (
    SELECT s.visitor, s.first_at, s.last_at, e.at, e.login, e.cookie, e.generation, e.position,
      lag(e.login) OVER w AS login_before, lag(e.cookie) OVER w AS cookie_before
    FROM footfall_store.event e
    JOIN footfall_store.session s
      ON s.visitor = e.visitor AND e.at BETWEEN s.first_at AND s.last_at
    WHERE e.login IS NOT NULL AND e.site = of_site AND e.at >= since
      -- A session lasts less than 50 hours; time without end bears no sum.
      AND e.at < CASE WHEN isfinite(before) THEN before + interval '50 hours' ELSE before END
      AND s.first_at >= since AND s.first_at < before
    WINDOW w AS (PARTITION BY s.visitor, s.first_at ORDER BY e.at, e.generation, e.position)
  ) h
  WHERE (h.login, h.cookie) IS DISTINCT FROM (h.login_before, h.cookie_before)
$$;
COMMENT ON FUNCTION footfall_store.logins_of_days(bigint, timestamptz, timestamptz) IS 'What session_login holds for sessions of a site that began in [since, before), made from hits and sessions.';

CREATE FUNCTION footfall_store.known_of_days(
  of_site bigint, since timestamptz, before timestamptz)
RETURNS TABLE (person bigint, visitor bigint, from_at timestamptz, first_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT o.person, o.visitor, o.from_at, o.session_at
  FROM footfall_store.visit v
  JOIN footfall_store.visitor_owner o ON o.visitor = v.visitor AND o.session_at = v.first_at
  WHERE v.site = of_site AND v.first_at >= since AND v.first_at < before AND o.site = of_site
$$;
COMMENT ON FUNCTION footfall_store.known_of_days(bigint, timestamptz, timestamptz) IS 'What known_visit holds for visits of a site that began in [since, before), made from visits and owners.';

CREATE FUNCTION footfall_store.keep_logins(of_site bigint, since timestamptz, before timestamptz)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  DELETE FROM footfall_store.session_login l
  WHERE l.site = of_site AND l.first_at >= since AND l.first_at < before;
  INSERT INTO footfall_store.session_login (
    site, visitor, first_at, number, last_at, at, login, cookie)
  SELECT of_site, n.visitor, n.first_at, n.number, n.last_at, n.at, n.login, n.cookie
  FROM footfall_store.logins_of_days(of_site, since, before) n;
  DELETE FROM footfall_store.known_visit k
  WHERE k.site = of_site AND k.first_at >= since AND k.first_at < before;
  INSERT INTO footfall_store.known_visit (site, person, visitor, from_at, first_at)
  SELECT of_site, n.person, n.visitor, n.from_at, n.first_at
  FROM footfall_store.known_of_days(of_site, since, before) n
  -- A visit that begins earlier now is of a day that is rolled up by itself.
  ON CONFLICT (visitor, from_at) DO UPDATE SET person = excluded.person, first_at = excluded.first_at;
END
$$;
COMMENT ON FUNCTION footfall_store.keep_logins(bigint, timestamptz, timestamptz) IS 'Keeps the logins and the known visits of sessions of a site that began in [since, before), as they are told now.';

-- Whoever rolls days up marks their visits, and keeps what they tell of persons.
CREATE OR REPLACE FUNCTION footfall_store.mark_visits(
  of_site bigint, since timestamptz, before timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE changes bigint := footfall_store.mark_conversions(of_site, since, before);
BEGIN
  -- After the goals, for which segments may ask.
  changes := changes + footfall_store.mark_segments(of_site, since, before, false);
  -- Pages are written next, before anybody else would count what is new.
  IF changes > 10000 THEN ANALYZE footfall_store.conversion, footfall_store.session_segment; END IF;
  PERFORM footfall_store.keep_logins(of_site, since, before);
  RETURN changes;
END
$$;

-- Days of a site that changed since they were rolled up, in stretches; with the instants between which a
-- session may have lost a part of its hits.
CREATE FUNCTION footfall_store.changed_spans(of_site bigint)
RETURNS TABLE (since timestamptz, before timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT min(d.day)::timestamp AT TIME ZONE i.zone, (max(d.day) + 1)::timestamp AT TIME ZONE i.zone
  FROM footfall_store.site i
  CROSS JOIN LATERAL (
    SELECT n.day, n.day - (row_number() OVER (ORDER BY n.day))::integer AS stretch
    FROM (
      SELECT x.day FROM footfall_store.dirty_day x WHERE x.site = i.id
      UNION
      SELECT (s.events_until AT TIME ZONE i.zone)::date - place
      FROM footfall_store.seal s
      CROSS JOIN generate_series(0, 3) AS place
      WHERE isfinite(s.events_until)
    ) n
  ) d
  WHERE i.id = changed_spans.of_site
  GROUP BY i.zone, d.stretch
$$;
COMMENT ON FUNCTION footfall_store.changed_spans(bigint) IS 'Stretches of local days of a site of which what is kept of their sessions is told anew.';

-- Whose visits are known, as they are told now.
CREATE FUNCTION footfall.known_visit(of_site text, since timestamptz, before timestamptz)
RETURNS TABLE (person bigint, visitor bigint, at timestamptz, started_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH span AS MATERIALIZED (
    SELECT i.id, c.since, c.before
    FROM footfall_store.site i
    CROSS JOIN LATERAL footfall_store.changed_spans(i.id) c
    WHERE i.name = known_visit.of_site
  )
  SELECT k.person, k.visitor, k.from_at, k.first_at
  FROM footfall_store.site i
  JOIN footfall_store.known_visit k ON k.site = i.id
  WHERE i.name = known_visit.of_site AND k.from_at >= known_visit.since
    AND k.from_at < known_visit.before
    AND NOT EXISTS (SELECT FROM span s WHERE k.first_at >= s.since AND k.first_at < s.before)
  UNION ALL
  SELECT n.person, n.visitor, n.from_at, n.first_at
  FROM span s
  CROSS JOIN LATERAL footfall_store.known_of_days(s.id, s.since, s.before) n
  WHERE n.from_at >= known_visit.since AND n.from_at < known_visit.before
$$;
COMMENT ON FUNCTION footfall.known_visit(text, timestamptz, timestamptz) IS 'Visits of a site that are tied to persons, of those that were theirs from an instant in [since, before) on; the visits of footfall.person_visit, from what is kept by day.';

-- The same with what is kept of each day.
CREATE OR REPLACE FUNCTION footfall.journey(of_site text, as_of timestamptz, told_until timestamptz)
RETURNS TABLE (
  person bigint, number bigint, planned_at timestamptz, enquired_at timestamptz,
  ordered_at timestamptz, delivered_at timestamptz, answered_at timestamptz, stage text,
  since timestamptz, is_waiting boolean, is_current boolean, is_over boolean
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH shipped AS (
    SELECT h.order_number, bool_and(coalesce(h.delivered_at < journey.as_of, false)) AS is_there,
      max(h.delivered_at) AS delivered_at, max(h.sent_at) AS sent_at
    FROM footfall.shipment h
    WHERE h.site = journey.of_site
      AND coalesce(least(h.sent_at, h.delivered_at, h.due_at) < journey.as_of, true)
    GROUP BY h.order_number
  ), shop AS (
    -- Where nobody notes what arrived, what was sent has; where most orders are sent, all are to be.
    SELECT EXISTS (SELECT FROM shipped h WHERE h.delivered_at IS NOT NULL) AS tells_arrival,
      (SELECT 2 * count(h.order_number) > count(*)
        FROM footfall.sale_as_of(journey.of_site, journey.told_until) o
        LEFT JOIN shipped h ON h.order_number = o.number
        WHERE o.at < journey.as_of AND o.at >= journey.as_of - interval '365 days') AS sends_all
  ), bought AS (
    SELECT o.person, o.id, o.at,
      CASE WHEN h.is_there THEN h.delivered_at
        WHEN NOT c.tells_arrival AND h.sent_at < journey.as_of THEN h.sent_at END AS delivered_at,
      h.order_number IS NOT NULL OR c.sends_all AS is_sent,
      row_number() OVER w AS number, lead(o.at) OVER w AS next_at
    FROM footfall.sale_as_of(journey.of_site, journey.told_until) o
    CROSS JOIN shop c
    LEFT JOIN shipped h ON h.order_number = o.number
    WHERE o.person IS NOT NULL AND o.at < journey.as_of
    WINDOW w AS (PARTITION BY o.person ORDER BY o.at, o.id)
  ), word AS (
    SELECT v.person, v.at, 1 AS kind
    FROM footfall.known_visit(journey.of_site, '-infinity', journey.as_of) v
    UNION ALL
    SELECT c.person, c.at,
      CASE WHEN c.topic = 'complaint' OR c.topic LIKE 'feedback%' THEN 3 ELSE 2 END
    FROM footfall.contact c
    WHERE c.site = journey.of_site AND c.direction = 'inbound' AND c.person IS NOT NULL
      AND c.at < journey.as_of
      AND (footfall.expects_answer(c.topic) OR c.topic LIKE 'feedback%')
      AND c.topic NOT IN ('delivery_status', 'return_refund', 'payment_invoice', 'job')
    UNION ALL
    SELECT a.person, a.at, 3
    FROM footfall.survey_answer a
    WHERE a.site = journey.of_site AND a.person IS NOT NULL AND a.at < journey.as_of
  ), settled AS (
    -- Until when what the person says belongs to the order: feedback, arrival, else thirty days.
    SELECT b.*, f.at AS answered_at,
      CASE WHEN b.delivered_at IS NULL AND b.is_sent AND f.at IS NULL
          AND b.at > journey.as_of - interval '365 days' THEN 'infinity'
        ELSE coalesce(greatest(b.delivered_at, f.at), b.at + interval '720 hours') END AS settled_at
    FROM bought b
    LEFT JOIN LATERAL (
      SELECT min(w.at) AS at FROM word w
      WHERE w.person = b.person AND w.kind = 3 AND w.at > b.at
        AND w.at < coalesce(b.next_at, 'infinity')
        AND w.at <= coalesce(b.delivered_at, b.at) + interval '2160 hours'
    ) f ON true
  ), way AS (
    SELECT s.person, s.number, s.at AS ordered_at, s.delivered_at, s.answered_at,
      s.settled_at = 'infinity' AS is_waiting,
      coalesce(lag(s.settled_at) OVER w, '-infinity') AS after, s.at AS until
    FROM settled s
    WINDOW w AS (PARTITION BY s.person ORDER BY s.number)
    UNION ALL
    SELECT w.person, coalesce(max(s.number), 0) + 1, NULL, NULL, NULL, false,
      coalesce(max(s.settled_at), '-infinity'), max(w.at)
    FROM (SELECT w.person, max(w.at) AS at FROM word w WHERE w.kind < 3 GROUP BY w.person) w
    LEFT JOIN settled s ON s.person = w.person
    GROUP BY w.person
    HAVING max(w.at) > coalesce(max(s.settled_at), '-infinity')
  ), told AS (
    SELECT y.person, y.number, y.ordered_at, y.delivered_at, y.answered_at, y.is_waiting,
      min(w.at) FILTER (WHERE w.kind = 1) AS seen_at,
      min(w.at) FILTER (WHERE w.kind = 2) AS enquired_at, max(w.at) AS last_at
    FROM way y
    LEFT JOIN word w ON w.person = y.person AND w.kind < 3 AND w.at > y.after AND w.at <= y.until
      AND w.at > y.until - interval '2160 hours'
    GROUP BY y.person, y.number, y.ordered_at, y.delivered_at, y.answered_at, y.is_waiting
  )
  SELECT t.person, t.number, p.planned_at, t.enquired_at, t.ordered_at, t.delivered_at,
    t.answered_at, g.stage, g.since, t.is_waiting,
    t.number = max(t.number) OVER (PARTITION BY t.person),
    NOT t.is_waiting AND greatest(
      t.ordered_at, t.delivered_at, t.answered_at, CASE WHEN t.ordered_at IS NULL THEN t.last_at END)
      < journey.as_of - interval '2160 hours'
  FROM told t
  CROSS JOIN LATERAL (
    SELECT CASE WHEN coalesce(t.seen_at < t.enquired_at, true) THEN t.seen_at END AS planned_at
  ) p
  CROSS JOIN LATERAL (
    SELECT CASE WHEN t.answered_at IS NOT NULL THEN 'feedback'
        WHEN t.delivered_at IS NOT NULL THEN 'delivery' WHEN t.ordered_at IS NOT NULL THEN 'order'
        WHEN t.enquired_at IS NOT NULL THEN 'enquiry' ELSE 'planning' END AS stage,
      coalesce(t.answered_at, t.delivered_at, t.ordered_at, t.enquired_at, p.planned_at) AS since
  ) g
  WHERE t.person NOT IN (
    SELECT v.person FROM footfall.vendor_person_as_of(journey.of_site, journey.told_until) v)
$$;

-- What is kept of sessions and hits goes with them.
CREATE OR REPLACE FUNCTION footfall_store.drop_sessions(
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
  DELETE FROM footfall_store.known_visit k
  WHERE k.first_at < until AND NOT EXISTS (
    SELECT FROM footfall_store.session s
    WHERE s.visitor = k.visitor AND s.first_at = k.first_at);
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
CREATE OR REPLACE FUNCTION footfall_store.seal_events(before timestamptz) RETURNS void
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
  DELETE FROM footfall_store.session_login WHERE first_at < before;
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

-- Whom a segment of visits has: people who made such a visit, and what they wrote.
CREATE FUNCTION footfall.segment_person(
  of_site text, segment text, since timestamptz, before timestamptz)
RETURNS TABLE (person bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT k.person
  FROM footfall.known_visit(segment_person.of_site, '-infinity', 'infinity') k
  JOIN footfall_store.site i ON i.name = segment_person.of_site
  JOIN footfall_store.session_segment g ON g.visitor = k.visitor AND g.first_at = k.started_at
  WHERE g.site = i.id AND g.segment = segment_person.segment
    AND g.first_at >= segment_person.since AND g.first_at < segment_person.before
$$;
COMMENT ON FUNCTION footfall.segment_person(text, text, timestamptz, timestamptz) IS 'Persons of a segment: to whom a visit of the segment is tied that began in [since, before).';
CREATE FUNCTION footfall.segment_contact(
  of_site text, segment text, since timestamptz, before timestamptz)
RETURNS TABLE (contact bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT v.contact
  FROM footfall_store.contact_visit v
  JOIN footfall_store.session_segment g ON g.visitor = v.visitor AND g.first_at = v.session_at
  JOIN footfall_store.site i ON i.id = g.site
  WHERE i.name = segment_contact.of_site AND g.segment = segment_contact.segment
    AND g.first_at >= segment_contact.since AND g.first_at < segment_contact.before
  UNION
  SELECT c.id
  FROM footfall.contact c
  WHERE c.site = segment_contact.of_site AND c.person IN (
    SELECT p.person FROM footfall.segment_person(segment_contact.of_site, segment_contact.segment,
      segment_contact.since, segment_contact.before) p)
$$;
COMMENT ON FUNCTION footfall.segment_contact(text, text, timestamptz, timestamptz) IS 'Contacts of a segment: those made in a visit of the segment that began in [since, before), and all of the persons of the segment (footfall.segment_person).';

-- A browser has another key in each salt period: within one, visitors are browsers.
CREATE FUNCTION footfall.salt_starts(of_site text) RETURNS timestamptz[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(s.period_start ORDER BY s.period_start), '{}')
  FROM footfall_store.salt s
  JOIN footfall_store.site i ON i.id = s.site
  WHERE i.name = salt_starts.of_site
$$;
COMMENT ON FUNCTION footfall.salt_starts(text) IS 'When the salt periods of a site began, for width_bucket(at, …): visitors of one period are told apart by browser.';

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['session_login', 'known_visit'] LOOP
    EXECUTE format('ALTER TABLE footfall_store.%I OWNER TO footfall_owner', name);
    EXECUTE format('GRANT SELECT, DELETE ON footfall_store.%I TO footfall_ingest', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY[
    'footfall_store.logins_of_days(bigint, timestamptz, timestamptz)',
    'footfall_store.known_of_days(bigint, timestamptz, timestamptz)',
    'footfall_store.keep_logins(bigint, timestamptz, timestamptz)',
    'footfall_store.changed_spans(bigint)',
    'footfall.known_visit(text, timestamptz, timestamptz)',
    'footfall.segment_person(text, text, timestamptz, timestamptz)',
    'footfall.segment_contact(text, text, timestamptz, timestamptz)',
    'footfall.salt_starts(text)']
  LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO footfall_owner', name);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', name);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION footfall_store.logins_of_days(bigint, timestamptz, timestamptz),
  footfall_store.known_of_days(bigint, timestamptz, timestamptz),
  footfall_store.changed_spans(bigint) TO footfall_ingest;
GRANT EXECUTE ON FUNCTION footfall.known_visit(text, timestamptz, timestamptz),
  footfall.segment_person(text, text, timestamptz, timestamptz),
  footfall.segment_contact(text, text, timestamptz, timestamptz), footfall.salt_starts(text)
  TO footfall_ingest, footfall_report, footfall_analyst;
SELECT footfall_store.keep_logins(s.id, '-infinity', 'infinity') FROM footfall_store.site s;
DELETE FROM footfall_store.session_login l USING footfall_store.seal s WHERE l.first_at < s.events_until;
