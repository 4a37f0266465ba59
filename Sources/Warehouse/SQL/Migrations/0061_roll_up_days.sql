-- Numbers of days, and exact visitors and persons of any range of days, rolled up from what is stored.
CREATE TABLE footfall_store.visit_day (
  site bigint NOT NULL,
  day date NOT NULL,
  cell integer NOT NULL,
  kind text NOT NULL,
  is_visit boolean NOT NULL,
  channel smallint NOT NULL,
  source_name text,
  campaign text,
  device smallint NOT NULL,
  country text,
  segments text[] NOT NULL,
  sessions bigint NOT NULL,
  hits bigint NOT NULL,
  pages bigint NOT NULL,
  downloads bigint NOT NULL,
  submissions bigint NOT NULL,
  errors bigint NOT NULL,
  bytes bigint NOT NULL,
  bounces bigint NOT NULL,
  seconds double precision NOT NULL,
  PRIMARY KEY (site, day, cell)
);
COMMENT ON TABLE footfall_store.visit_day IS 'Sessions of a site and local day by what tells them apart; a function of the sessions.';
COMMENT ON COLUMN footfall_store.visit_day.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.visit_day.day IS 'Day in the site''s zone on which they began.';
COMMENT ON COLUMN footfall_store.visit_day.cell IS 'Number of the row within the day.';
COMMENT ON COLUMN footfall_store.visit_day.kind IS 'What the visitors are called: see footfall.visitor_kind.';
COMMENT ON COLUMN footfall_store.visit_day.is_visit IS 'Whether they are visits.';
COMMENT ON COLUMN footfall_store.visit_day.channel IS 'The channel: see footfall.channel_name.';
COMMENT ON COLUMN footfall_store.visit_day.source_name IS 'Name of the source.';
COMMENT ON COLUMN footfall_store.visit_day.campaign IS 'Name of the campaign.';
COMMENT ON COLUMN footfall_store.visit_day.device IS 'Kind of device: see footfall.device_name.';
COMMENT ON COLUMN footfall_store.visit_day.country IS 'Country, ISO 3166.';
COMMENT ON COLUMN footfall_store.visit_day.segments IS 'Names of the segments that the visits are in.';
COMMENT ON COLUMN footfall_store.visit_day.sessions IS 'Sessions.';
COMMENT ON COLUMN footfall_store.visit_day.hits IS 'Hits in them.';
COMMENT ON COLUMN footfall_store.visit_day.pages IS 'Page views in them.';
COMMENT ON COLUMN footfall_store.visit_day.downloads IS 'Hits on downloads in them.';
COMMENT ON COLUMN footfall_store.visit_day.submissions IS 'Submissions in them.';
COMMENT ON COLUMN footfall_store.visit_day.errors IS 'Hits answered 4xx or 5xx in them.';
COMMENT ON COLUMN footfall_store.visit_day.bytes IS 'Bytes sent.';
COMMENT ON COLUMN footfall_store.visit_day.bounces IS 'Bounces among the visits, by the profile of the site.';
COMMENT ON COLUMN footfall_store.visit_day.seconds IS 'Sum of their durations, by the profile.';

CREATE TABLE footfall_store.visit_hour (
  site bigint NOT NULL,
  day date NOT NULL,
  hour smallint NOT NULL,
  visits bigint NOT NULL,
  pages bigint NOT NULL,
  PRIMARY KEY (site, day, hour)
);
COMMENT ON TABLE footfall_store.visit_hour IS 'Visits of a site by local day and hour; a function of the sessions.';
COMMENT ON COLUMN footfall_store.visit_hour.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.visit_hour.day IS 'Day in the site''s zone on which they began.';
COMMENT ON COLUMN footfall_store.visit_hour.hour IS 'Hour in the site''s zone in which they began; an hour that comes twice is one.';
COMMENT ON COLUMN footfall_store.visit_hour.visits IS 'Visits.';
COMMENT ON COLUMN footfall_store.visit_hour.pages IS 'Page views in them.';

CREATE TABLE footfall_store.page_day (
  site bigint NOT NULL,
  day date NOT NULL,
  page bigint NOT NULL,
  views bigint NOT NULL,
  visits bigint NOT NULL,
  entries bigint NOT NULL,
  exits bigint NOT NULL,
  PRIMARY KEY (site, day, page)
);
COMMENT ON TABLE footfall_store.page_day IS 'Pages of a site by local day of the visits that saw them; a function of sessions and page views.';
COMMENT ON COLUMN footfall_store.page_day.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.page_day.day IS 'Day in the site''s zone on which the visits began.';
COMMENT ON COLUMN footfall_store.page_day.page IS 'Id of the page.';
COMMENT ON COLUMN footfall_store.page_day.views IS 'Page views.';
COMMENT ON COLUMN footfall_store.page_day.visits IS 'Visits that saw it.';
COMMENT ON COLUMN footfall_store.page_day.entries IS 'Visits that began on it.';
COMMENT ON COLUMN footfall_store.page_day.exits IS 'Visits that ended on it.';

CREATE TABLE footfall_store.referrer_day (
  site bigint NOT NULL,
  day date NOT NULL,
  referrer bigint NOT NULL,
  visits bigint NOT NULL,
  PRIMARY KEY (site, day, referrer)
);
COMMENT ON TABLE footfall_store.referrer_day IS 'Addresses that visits of a site came from by local day; a function of the sessions.';
COMMENT ON COLUMN footfall_store.referrer_day.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.referrer_day.day IS 'Day in the site''s zone on which the visits began.';
COMMENT ON COLUMN footfall_store.referrer_day.referrer IS 'Id of the referrer of their first page.';
COMMENT ON COLUMN footfall_store.referrer_day.visits IS 'Visits.';

-- Who came on which day, linked with the day before on which the same came: the one row of a visitor
-- in any range of days is the one whose link leads out of it.
CREATE TABLE footfall_store.visitor_day (
  site bigint NOT NULL,
  visitor bigint NOT NULL,
  day date NOT NULL,
  previous_day date NOT NULL DEFAULT '-infinity',
  PRIMARY KEY (visitor, day)
);
CREATE INDEX visitor_day_day ON footfall_store.visitor_day (site, day);
COMMENT ON TABLE footfall_store.visitor_day IS 'Days on which visitors made a visit; a function of the sessions.';
COMMENT ON COLUMN footfall_store.visitor_day.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.visitor_day.visitor IS 'The visitor.';
COMMENT ON COLUMN footfall_store.visitor_day.day IS 'Day in the site''s zone.';
COMMENT ON COLUMN footfall_store.visitor_day.previous_day IS 'The day before on which the visitor came; -infinity: none.';

CREATE TABLE footfall_store.visitor_return (
  site bigint NOT NULL,
  day date NOT NULL,
  previous_day date NOT NULL,
  visitors bigint NOT NULL,
  PRIMARY KEY (site, day, previous_day)
);
COMMENT ON TABLE footfall_store.visitor_return IS 'Visitors of a day by the day before on which they came.';
COMMENT ON COLUMN footfall_store.visitor_return.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.visitor_return.day IS 'Day in the site''s zone.';
COMMENT ON COLUMN footfall_store.visitor_return.previous_day IS 'The day before on which they came; -infinity: none.';
COMMENT ON COLUMN footfall_store.visitor_return.visitors IS 'Visitors.';

CREATE TABLE footfall_store.person_day (
  site bigint NOT NULL,
  person bigint NOT NULL,
  day date NOT NULL,
  previous_day date NOT NULL DEFAULT '-infinity',
  PRIMARY KEY (site, person, day)
);
CREATE INDEX person_day_day ON footfall_store.person_day (site, day);
COMMENT ON TABLE footfall_store.person_day IS 'Days on which persons made a visit that is tied to them; a function of visits and owners.';
COMMENT ON COLUMN footfall_store.person_day.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.person_day.person IS 'The person.';
COMMENT ON COLUMN footfall_store.person_day.day IS 'Day in the site''s zone.';
COMMENT ON COLUMN footfall_store.person_day.previous_day IS 'The day before on which the person came; -infinity: none.';

CREATE TABLE footfall_store.person_return (
  site bigint NOT NULL,
  day date NOT NULL,
  previous_day date NOT NULL,
  persons bigint NOT NULL,
  PRIMARY KEY (site, day, previous_day)
);
COMMENT ON TABLE footfall_store.person_return IS 'Persons of a day by the day before on which they came.';
COMMENT ON COLUMN footfall_store.person_return.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.person_return.day IS 'Day in the site''s zone.';
COMMENT ON COLUMN footfall_store.person_return.previous_day IS 'The day before on which they came; -infinity: none.';
COMMENT ON COLUMN footfall_store.person_return.persons IS 'Persons.';

CREATE OR REPLACE VIEW footfall_store.visit AS
SELECT s.visitor, s.first_at, s.site, s.pages, s.first_generation, s.first_position, s.last_at,
  s.last_generation, s.last_position, s.entry_page, s.exit_page, s.entry_referrer
FROM footfall_store.session s
LEFT JOIN footfall_store.visit_source v ON v.site = s.site
  AND v.referrer = coalesce(s.entry_referrer, 0) AND v.query = coalesce(s.entry_query, 0)
WHERE s.audience = 0 AND (s.pages > 0 OR s.downloads > 0) AND NOT coalesce(v.is_spam, false);
COMMENT ON COLUMN footfall_store.visit.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.visit.pages IS 'Page views.';
COMMENT ON COLUMN footfall_store.visit.first_generation IS 'Stream of its first hit.';
COMMENT ON COLUMN footfall_store.visit.first_position IS 'Position of its first hit.';
COMMENT ON COLUMN footfall_store.visit.last_at IS 'Time of its last hit.';
COMMENT ON COLUMN footfall_store.visit.last_generation IS 'Stream of its last hit.';
COMMENT ON COLUMN footfall_store.visit.last_position IS 'Position of its last hit.';
COMMENT ON COLUMN footfall_store.visit.entry_page IS 'The first page or download.';
COMMENT ON COLUMN footfall_store.visit.exit_page IS 'The last page.';
COMMENT ON COLUMN footfall_store.visit.entry_referrer IS 'Referrer of the first page or download.';

-- What the rolled up days ought to be: one definition for those who write them and who verify them.
CREATE FUNCTION footfall_store.visits_of_days(
  of_site bigint, of_zone text, since timestamptz, before timestamptz
)
RETURNS TABLE (
  day date, kind text, is_visit boolean, channel smallint, source_name text, campaign text,
  device smallint, country text, segments text[], sessions bigint, hits bigint, pages bigint,
  downloads bigint, submissions bigint, errors bigint, bytes bigint, bounces bigint,
  seconds double precision
)
LANGUAGE sql STABLE AS $$
  SELECT (s.first_at AT TIME ZONE of_zone)::date,
    CASE WHEN s.audience = 0 AND v.is_spam THEN 'Referrer spam'
      ELSE footfall.visitor_kind(s.audience, coalesce(a.class, 12::smallint), s.behaviour) END,
    s.audience = 0 AND (s.pages > 0 OR s.downloads > 0) AND NOT coalesce(v.is_spam, false),
    coalesce(v.channel, 19::smallint), v.name, v.campaign, coalesce(a.device, 0::smallint),
    l.country, ARRAY(
      SELECT g.segment FROM footfall_store.session_segment g
      WHERE g.visitor = s.visitor AND g.first_at = s.first_at
      ORDER BY g.segment),
    count(*), sum(s.hits)::bigint, sum(s.pages)::bigint, sum(s.downloads)::bigint,
    sum(s.submissions)::bigint, sum(s.errors)::bigint, sum(s.bytes)::bigint,
    count(*) FILTER (WHERE s.audience = 0 AND (s.pages > 0 OR s.downloads > 0)
      AND NOT coalesce(v.is_spam, false) AND footfall.is_bounce(
        i.profile, s.pages, s.downloads, s.submissions,
        extract(epoch FROM s.last_at - s.first_at)::double precision)),
    -- Whole microseconds are added, so that the sum is the same in any order.
    sum(round(footfall.visit_seconds(i.profile, s.pages, s.downloads, s.submissions,
      extract(epoch FROM s.last_at - s.first_at)::double precision) * 1000000)::bigint)::double precision
      / 1000000
  FROM footfall_store.session s
  JOIN footfall_store.site i ON i.id = s.site
  LEFT JOIN footfall_store.agent a ON a.id = s.agent
  LEFT JOIN footfall_store.visit_source v ON v.site = s.site
    AND v.referrer = coalesce(s.entry_referrer, 0) AND v.query = coalesce(s.entry_query, 0)
  LEFT JOIN footfall_store.place l ON l.id = s.place
  WHERE s.site = of_site AND s.first_at >= since AND s.first_at < before
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
$$;
COMMENT ON FUNCTION footfall_store.visits_of_days(bigint, text, timestamptz, timestamptz) IS 'What visit_day holds for the days of a site, made from the sessions.';

CREATE FUNCTION footfall_store.hours_of_days(
  of_site bigint, of_zone text, since timestamptz, before timestamptz
)
RETURNS TABLE (day date, hour smallint, visits bigint, pages bigint)
LANGUAGE sql STABLE AS $$
  SELECT (v.first_at AT TIME ZONE of_zone)::date,
    extract(hour FROM v.first_at AT TIME ZONE of_zone)::smallint, count(*), sum(v.pages)::bigint
  FROM footfall_store.visit v
  WHERE v.site = of_site AND v.first_at >= since AND v.first_at < before
  GROUP BY 1, 2
$$;
COMMENT ON FUNCTION footfall_store.hours_of_days(bigint, text, timestamptz, timestamptz) IS 'What visit_hour holds for the days of a site, made from the sessions.';

CREATE FUNCTION footfall_store.pages_of_days(
  of_site bigint, of_zone text, since timestamptz, before timestamptz
)
RETURNS TABLE (day date, page bigint, views bigint, visits bigint, entries bigint, exits bigint)
LANGUAGE sql STABLE AS $$
  WITH seen AS (
    SELECT v.visitor, v.first_at, v.entry_page, v.exit_page, e.page, count(*) AS views
    FROM footfall_store.visit v
    JOIN footfall_store.event e ON e.visitor = v.visitor
      AND (e.at, e.generation, e.position)
        >= (v.first_at, v.first_generation, v.first_position)
      AND (e.at, e.generation, e.position) <= (v.last_at, v.last_generation, v.last_position)
      -- This keeps the search to the months of the days.
      AND e.at >= since AND e.at <= (
        SELECT max(l.last_at) FROM footfall_store.visit l
        WHERE l.site = of_site AND l.first_at >= since AND l.first_at < before)
    WHERE v.site = of_site AND v.first_at >= since AND v.first_at < before
      AND e.kind = 1 AND e.audience = 0
    GROUP BY v.visitor, v.first_at, v.entry_page, v.exit_page, e.page
  )
  SELECT (n.first_at AT TIME ZONE of_zone)::date, n.page, sum(n.views)::bigint, count(*),
    count(*) FILTER (WHERE n.page = n.entry_page), count(*) FILTER (WHERE n.page = n.exit_page)
  FROM seen n
  GROUP BY 1, 2
$$;
COMMENT ON FUNCTION footfall_store.pages_of_days(bigint, text, timestamptz, timestamptz) IS 'What page_day holds for the days of a site, made from sessions and page views.';

CREATE FUNCTION footfall_store.referrers_of_days(
  of_site bigint, of_zone text, since timestamptz, before timestamptz
)
RETURNS TABLE (day date, referrer bigint, visits bigint)
LANGUAGE sql STABLE AS $$
  SELECT (v.first_at AT TIME ZONE of_zone)::date, v.entry_referrer, count(*)
  FROM footfall_store.visit v
  WHERE v.site = of_site AND v.first_at >= since AND v.first_at < before
    AND v.entry_referrer <> 0
  GROUP BY 1, 2
$$;
COMMENT ON FUNCTION footfall_store.referrers_of_days(bigint, text, timestamptz, timestamptz) IS 'What referrer_day holds for the days of a site, made from the sessions.';

CREATE FUNCTION footfall_store.visitors_of_days(
  of_site bigint, of_zone text, since timestamptz, before timestamptz
)
RETURNS TABLE (visitor bigint, day date)
LANGUAGE sql STABLE AS $$
  SELECT DISTINCT v.visitor, (v.first_at AT TIME ZONE of_zone)::date
  FROM footfall_store.visit v
  WHERE v.site = of_site AND v.first_at >= since AND v.first_at < before
$$;
COMMENT ON FUNCTION footfall_store.visitors_of_days(bigint, text, timestamptz, timestamptz) IS 'Who made a visit on which of the days of a site.';

CREATE FUNCTION footfall_store.persons_of_days(
  of_site bigint, of_zone text, since timestamptz, before timestamptz
)
RETURNS TABLE (person bigint, day date)
LANGUAGE sql STABLE AS $$
  SELECT DISTINCT o.person, (o.session_at AT TIME ZONE of_zone)::date
  FROM footfall_store.visitor_owner o
  JOIN footfall_store.visit v ON v.visitor = o.visitor AND v.first_at = o.session_at
  WHERE v.site = of_site AND v.first_at >= since AND v.first_at < before
$$;
COMMENT ON FUNCTION footfall_store.persons_of_days(bigint, text, timestamptz, timestamptz) IS 'Which persons made a visit that is tied to them on which of the days of a site.';

CREATE FUNCTION footfall_store.hold_days() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  LOCK TABLE footfall_store.visitor_return IN SHARE ROW EXCLUSIVE MODE;
END
$$;
COMMENT ON FUNCTION footfall_store.hold_days() IS 'Waits until nobody rolls days up or drops what they are made of, and keeps others from it until the transaction ends; taken before any other lock.';

-- The marks of the days go first: what commits later marks them again. Days whose sessions were
-- dropped stay as they are, and of sealed days the pages, for their hits are gone.
CREATE FUNCTION footfall_store.roll_up(of_site bigint, first_day date, last_day date)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  of_zone text;
  kept_from date;
  sealed_until date;
  since timestamptz;
  before timestamptz;
  touched bigint[];
  led date[];
  moved date[];
BEGIN
  PERFORM footfall_store.hold_days();
  DELETE FROM footfall_store.dirty_day d
  WHERE d.site = of_site AND d.day BETWEEN first_day AND last_day;
  -- Behind the lock, which retention takes, and behind the marks, which a change of the zone makes.
  of_zone := (SELECT s.zone FROM footfall_store.site s WHERE s.id = of_site);
  kept_from := footfall_store.sessions_from(of_site);
  sealed_until := footfall_store.sealed_until(of_site);
  before := (last_day + 1)::timestamp AT TIME ZONE of_zone;
  IF last_day < kept_from THEN
    RETURN;
  END IF;
  first_day := greatest(first_day, kept_from);
  since := first_day::timestamp AT TIME ZONE of_zone;
  -- Behind the marks of days, so that no session that comes now is left without its own.
  PERFORM footfall_store.mark_visits(of_site, since, before);

  DELETE FROM footfall_store.visit_day d
  WHERE d.site = of_site AND d.day BETWEEN first_day AND last_day;
  INSERT INTO footfall_store.visit_day (site, day, cell, kind, is_visit, channel, source_name,
    campaign, device, country, segments, sessions, hits, pages, downloads, submissions, errors,
    bytes, bounces, seconds)
  SELECT of_site, n.day, row_number() OVER (PARTITION BY n.day ORDER BY n.kind, n.is_visit,
      n.channel, n.source_name, n.campaign, n.device, n.country, n.segments),
    n.kind, n.is_visit, n.channel, n.source_name, n.campaign, n.device, n.country, n.segments,
    n.sessions, n.hits, n.pages, n.downloads, n.submissions, n.errors, n.bytes, n.bounces,
    n.seconds
  FROM footfall_store.visits_of_days(of_site, of_zone, since, before) AS n;

  DELETE FROM footfall_store.visit_hour d
  WHERE d.site = of_site AND d.day BETWEEN first_day AND last_day;
  INSERT INTO footfall_store.visit_hour (site, day, hour, visits, pages)
  SELECT of_site, n.day, n.hour, n.visits, n.pages
  FROM footfall_store.hours_of_days(of_site, of_zone, since, before) AS n;

  DELETE FROM footfall_store.page_day d
  WHERE d.site = of_site AND d.day BETWEEN greatest(first_day, sealed_until) AND last_day;
  INSERT INTO footfall_store.page_day (site, day, page, views, visits, entries, exits)
  SELECT of_site, n.day, n.page, n.views, n.visits, n.entries, n.exits
  FROM footfall_store.pages_of_days(of_site, of_zone, since, before) AS n
  WHERE n.day >= sealed_until;

  DELETE FROM footfall_store.referrer_day d
  WHERE d.site = of_site AND d.day BETWEEN first_day AND last_day;
  INSERT INTO footfall_store.referrer_day (site, day, referrer, visits)
  SELECT of_site, n.day, n.referrer, n.visits
  FROM footfall_store.referrers_of_days(of_site, of_zone, since, before) AS n;

  WITH present AS MATERIALIZED (
    SELECT n.visitor, n.day FROM footfall_store.visitors_of_days(of_site, of_zone, since, before) AS n
  ), gone AS (
    DELETE FROM footfall_store.visitor_day d
    WHERE d.site = of_site AND d.day BETWEEN first_day AND last_day
      AND NOT EXISTS (SELECT FROM present p WHERE p.visitor = d.visitor AND p.day = d.day)
    RETURNING d.visitor, d.previous_day
  ), come AS (
    INSERT INTO footfall_store.visitor_day (site, visitor, day)
    SELECT of_site, p.visitor, p.day FROM present p
    ON CONFLICT DO NOTHING
    RETURNING visitor, date '-infinity' AS previous_day
  )
  SELECT array_agg(c.visitor), array_agg(c.led) INTO touched, led
  FROM (
    SELECT x.visitor, max(x.previous_day) FILTER (WHERE x.previous_day < kept_from) AS led
    FROM (TABLE gone UNION ALL TABLE come) AS x
    GROUP BY x.visitor
  ) AS c;
  WITH linked AS (
    SELECT d.visitor, d.day, coalesce(lag(d.day) OVER w,
        -- What led to a day whose sessions were dropped leads there still.
        greatest(t.led, max(d.previous_day) FILTER (WHERE d.previous_day < kept_from)
          OVER (PARTITION BY d.visitor)), '-infinity') AS previous_day
    FROM unnest(touched, led) AS t (visitor, led)
    JOIN footfall_store.visitor_day d ON d.visitor = t.visitor
    WINDOW w AS (PARTITION BY d.visitor ORDER BY d.day)
  ), mended AS (
    UPDATE footfall_store.visitor_day d
    SET previous_day = l.previous_day
    FROM linked l
    WHERE d.visitor = l.visitor AND d.day = l.day AND d.previous_day <> l.previous_day
    RETURNING d.day
  )
  SELECT array_agg(DISTINCT day) INTO moved FROM mended WHERE day NOT BETWEEN first_day AND last_day;
  DELETE FROM footfall_store.visitor_return r
  WHERE r.site = of_site AND (r.day BETWEEN first_day AND last_day OR r.day = ANY (moved));
  INSERT INTO footfall_store.visitor_return (site, day, previous_day, visitors)
  SELECT of_site, d.day, d.previous_day, count(*)
  FROM footfall_store.visitor_day d
  WHERE d.site = of_site AND (d.day BETWEEN first_day AND last_day OR d.day = ANY (moved))
  GROUP BY d.day, d.previous_day;

  WITH present AS MATERIALIZED (
    SELECT n.person, n.day FROM footfall_store.persons_of_days(of_site, of_zone, since, before) AS n
  ), gone AS (
    DELETE FROM footfall_store.person_day d
    WHERE d.site = of_site AND d.day BETWEEN first_day AND last_day
      AND NOT EXISTS (SELECT FROM present p WHERE p.person = d.person AND p.day = d.day)
    RETURNING d.person, d.previous_day
  ), come AS (
    INSERT INTO footfall_store.person_day (site, person, day)
    SELECT of_site, p.person, p.day FROM present p
    ON CONFLICT DO NOTHING
    RETURNING person, date '-infinity' AS previous_day
  )
  SELECT array_agg(c.person), array_agg(c.led) INTO touched, led
  FROM (
    SELECT x.person, max(x.previous_day) FILTER (WHERE x.previous_day < kept_from) AS led
    FROM (TABLE gone UNION ALL TABLE come) AS x
    GROUP BY x.person
  ) AS c;
  WITH linked AS (
    SELECT d.person, d.day, coalesce(lag(d.day) OVER w,
        -- What led to a day whose sessions were dropped leads there still.
        greatest(t.led, max(d.previous_day) FILTER (WHERE d.previous_day < kept_from)
          OVER (PARTITION BY d.person)), '-infinity') AS previous_day
    FROM unnest(touched, led) AS t (person, led)
    JOIN footfall_store.person_day d ON d.site = of_site AND d.person = t.person
    WINDOW w AS (PARTITION BY d.person ORDER BY d.day)
  ), mended AS (
    UPDATE footfall_store.person_day d
    SET previous_day = l.previous_day
    FROM linked l
    WHERE d.site = of_site AND d.person = l.person AND d.day = l.day
      AND d.previous_day <> l.previous_day
    RETURNING d.day
  )
  SELECT array_agg(DISTINCT day) INTO moved FROM mended WHERE day NOT BETWEEN first_day AND last_day;
  DELETE FROM footfall_store.person_return r
  WHERE r.site = of_site AND (r.day BETWEEN first_day AND last_day OR r.day = ANY (moved));
  INSERT INTO footfall_store.person_return (site, day, previous_day, persons)
  SELECT of_site, d.day, d.previous_day, count(*)
  FROM footfall_store.person_day d
  WHERE d.site = of_site AND (d.day BETWEEN first_day AND last_day OR d.day = ANY (moved))
  GROUP BY d.day, d.previous_day;
END
$$;
COMMENT ON FUNCTION footfall_store.roll_up(bigint, date, date) IS 'Rolls days of a site up from what is stored now, and takes their marks away.';

CREATE FUNCTION footfall_store.mark_all_days(of_site bigint, of_zone text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO footfall_store.dirty_day (site, day, source, batch)
  SELECT of_site, d.day, 0, 0
  FROM (
    SELECT (s.first_at AT TIME ZONE of_zone)::date AS day
    FROM footfall_store.session s WHERE s.site = of_site
    UNION
    SELECT v.day FROM footfall_store.visit_day v WHERE v.site = of_site
    UNION
    SELECT p.day FROM footfall_store.person_day p WHERE p.site = of_site
  ) AS d
$$;
COMMENT ON FUNCTION footfall_store.mark_all_days(bigint, text) IS 'Marks all days of a site, by a zone, as changed.';

-- What analysts and panels read.
CREATE VIEW footfall.visit_day AS
SELECT i.name AS site, d.day, d.kind AS visitor_kind, d.is_visit,
  footfall.channel_name(d.channel) AS channel, d.source_name, d.campaign,
  footfall.device_name(d.device) AS device, d.country, d.segments, d.sessions, d.hits, d.pages,
  d.downloads, d.submissions, d.errors, d.bytes, d.bounces, d.seconds
FROM footfall_store.visit_day d
JOIN footfall_store.site i ON i.id = d.site;
COMMENT ON VIEW footfall.visit_day IS 'Sessions by site and local day, rolled up by footfall nightly and report: a year of days costs little.';
COMMENT ON COLUMN footfall.visit_day.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.visit_day.day IS 'Day in the site''s zone on which they began.';
COMMENT ON COLUMN footfall.visit_day.visitor_kind IS 'What the visitors are called on pages: People, Staff, or a class of programs.';
COMMENT ON COLUMN footfall.visit_day.is_visit IS 'Whether they are visits.';
COMMENT ON COLUMN footfall.visit_day.channel IS 'The channel.';
COMMENT ON COLUMN footfall.visit_day.source_name IS 'Name of the source.';
COMMENT ON COLUMN footfall.visit_day.campaign IS 'Name of the campaign.';
COMMENT ON COLUMN footfall.visit_day.device IS 'Kind of device.';
COMMENT ON COLUMN footfall.visit_day.country IS 'Country, ISO 3166.';
COMMENT ON COLUMN footfall.visit_day.segments IS 'Segments that the visits are in.';
COMMENT ON COLUMN footfall.visit_day.sessions IS 'Sessions; of them visits where is_visit.';
COMMENT ON COLUMN footfall.visit_day.hits IS 'Hits in them.';
COMMENT ON COLUMN footfall.visit_day.pages IS 'Page views in them.';
COMMENT ON COLUMN footfall.visit_day.downloads IS 'Hits on downloads in them.';
COMMENT ON COLUMN footfall.visit_day.submissions IS 'Submissions in them.';
COMMENT ON COLUMN footfall.visit_day.errors IS 'Hits answered 4xx or 5xx in them.';
COMMENT ON COLUMN footfall.visit_day.bytes IS 'Bytes sent.';
COMMENT ON COLUMN footfall.visit_day.bounces IS 'Bounces among the visits, by the profile of the site.';
COMMENT ON COLUMN footfall.visit_day.seconds IS 'Sum of their durations, by the profile.';

CREATE VIEW footfall.visit_hour AS
SELECT i.name AS site, d.day, d.hour, d.visits, d.pages
FROM footfall_store.visit_hour d
JOIN footfall_store.site i ON i.id = d.site;
COMMENT ON VIEW footfall.visit_hour IS 'Visits by site, local day and hour.';
COMMENT ON COLUMN footfall.visit_hour.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.visit_hour.day IS 'Day in the site''s zone.';
COMMENT ON COLUMN footfall.visit_hour.hour IS 'Hour in the site''s zone.';
COMMENT ON COLUMN footfall.visit_hour.visits IS 'Visits that began in it.';
COMMENT ON COLUMN footfall.visit_hour.pages IS 'Page views in them.';

CREATE VIEW footfall.page_day AS
SELECT i.name AS site, d.day, p.path AS page, d.views, d.visits, d.entries, d.exits
FROM footfall_store.page_day d
JOIN footfall_store.site i ON i.id = d.site
JOIN footfall_store.page p ON p.id = d.page;
COMMENT ON VIEW footfall.page_day IS 'Pages by site and local day of the visits that saw them.';
COMMENT ON COLUMN footfall.page_day.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.page_day.day IS 'Day in the site''s zone on which the visits began.';
COMMENT ON COLUMN footfall.page_day.page IS 'Path of the page.';
COMMENT ON COLUMN footfall.page_day.views IS 'Page views.';
COMMENT ON COLUMN footfall.page_day.visits IS 'Visits that saw it.';
COMMENT ON COLUMN footfall.page_day.entries IS 'Visits that began on it.';
COMMENT ON COLUMN footfall.page_day.exits IS 'Visits that ended on it.';

CREATE VIEW footfall.referrer_day AS
SELECT i.name AS site, d.day, r.url AS referrer, r.host AS referrer_host, d.visits
FROM footfall_store.referrer_day d
JOIN footfall_store.site i ON i.id = d.site
JOIN footfall_store.referrer r ON r.id = d.referrer;
COMMENT ON VIEW footfall.referrer_day IS 'Addresses that visits came from by site and local day.';
COMMENT ON COLUMN footfall.referrer_day.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.referrer_day.day IS 'Day in the site''s zone on which the visits began.';
COMMENT ON COLUMN footfall.referrer_day.referrer IS 'Referrer of their first page.';
COMMENT ON COLUMN footfall.referrer_day.referrer_host IS 'Its host.';
COMMENT ON COLUMN footfall.referrer_day.visits IS 'Visits.';

CREATE VIEW footfall.visitor_return AS
SELECT i.name AS site, r.day, nullif(r.previous_day, '-infinity') AS previous_day, r.visitors
FROM footfall_store.visitor_return r
JOIN footfall_store.site i ON i.id = r.site;
COMMENT ON VIEW footfall.visitor_return IS 'Visitors of a day by the day before on which they came. The distinct visitors of a range of days are the sum over its days where previous_day is null or before the range.';
COMMENT ON COLUMN footfall.visitor_return.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.visitor_return.day IS 'Day in the site''s zone.';
COMMENT ON COLUMN footfall.visitor_return.previous_day IS 'The day before on which they came; null: none.';
COMMENT ON COLUMN footfall.visitor_return.visitors IS 'Visitors.';

CREATE VIEW footfall.person_return AS
SELECT i.name AS site, r.day, nullif(r.previous_day, '-infinity') AS previous_day, r.persons
FROM footfall_store.person_return r
JOIN footfall_store.site i ON i.id = r.site;
COMMENT ON VIEW footfall.person_return IS 'Persons who made a visit on a day by the day before on which they did; added up as footfall.visitor_return.';
COMMENT ON COLUMN footfall.person_return.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.person_return.day IS 'Day in the site''s zone.';
COMMENT ON COLUMN footfall.person_return.previous_day IS 'The day before on which they came; null: none.';
COMMENT ON COLUMN footfall.person_return.persons IS 'Persons.';

CREATE FUNCTION footfall.visitors_of(of_site text, since date, before date) RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
  SELECT coalesce(sum(r.visitors), 0)::bigint
  FROM footfall.visitor_return r
  WHERE r.site = of_site AND r.day >= since AND r.day < before
    AND (r.previous_day IS NULL OR r.previous_day < since)
);
COMMENT ON FUNCTION footfall.visitors_of(text, date, date) IS 'Distinct visitors who made a visit on the local days from since on and before before.';
CREATE FUNCTION footfall.persons_of(of_site text, since date, before date) RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
  SELECT coalesce(sum(r.persons), 0)::bigint
  FROM footfall.person_return r
  WHERE r.site = of_site AND r.day >= since AND r.day < before
    AND (r.previous_day IS NULL OR r.previous_day < since)
);
COMMENT ON FUNCTION footfall.persons_of(text, date, date) IS 'Distinct persons who made a visit that is tied to them on the local days from since on and before before.';

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['visit_day', 'visit_hour', 'page_day', 'referrer_day', 'visitor_day',
    'visitor_return', 'person_day', 'person_return']
  LOOP
    EXECUTE format('ALTER TABLE footfall_store.%I OWNER TO footfall_owner', name);
    EXECUTE format('GRANT SELECT ON footfall_store.%I TO footfall_ingest', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['visit_day', 'visit_hour', 'page_day', 'referrer_day', 'visitor_return',
    'person_return']
  LOOP
    EXECUTE format('ALTER VIEW footfall.%I OWNER TO footfall_owner', name);
    EXECUTE format(
      'GRANT SELECT ON footfall.%I TO footfall_ingest, footfall_report, footfall_analyst', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['visits_of_days', 'hours_of_days', 'pages_of_days',
    'referrers_of_days', 'visitors_of_days', 'persons_of_days', 'hold_days', 'roll_up', 'mark_all_days']
  LOOP
    name := (
      SELECT p.oid::regprocedure FROM pg_proc p
      WHERE p.proname = name AND p.pronamespace = 'footfall_store'::regnamespace);
    EXECUTE format('ALTER FUNCTION %s OWNER TO footfall_owner', name);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', name);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO footfall_ingest', name);
  END LOOP;
END
$$;
ALTER FUNCTION footfall.visitors_of(text, date, date) OWNER TO footfall_owner;
ALTER FUNCTION footfall.persons_of(text, date, date) OWNER TO footfall_owner;
GRANT SELECT ON footfall_store.dirty_day TO footfall_ingest;
GRANT DELETE ON footfall_store.person_day TO footfall_ingest;
-- Marks were made since the first batch, and never taken.
DELETE FROM footfall_store.dirty_day;
SELECT footfall_store.mark_all_days(s.id, s.zone) FROM footfall_store.site s;
