-- Who works for the business, and when: names for what logs, mail and lists call them, and answers
-- measured in working hours.
CREATE TABLE footfall_store.staff (
  name text PRIMARY KEY,
  role text NOT NULL,
  aliases text[] NOT NULL
);
COMMENT ON TABLE footfall_store.staff IS 'Who works for the business, as staff.yaml last said.';
COMMENT ON COLUMN footfall_store.staff.name IS 'Name as it stands on pages.';
COMMENT ON COLUMN footfall_store.staff.role IS 'What the person does; empty where it is not told.';
COMMENT ON COLUMN footfall_store.staff.aliases IS 'Mail addresses and logins, lower case.';

CREATE TABLE footfall_store.staff_hours (
  name text NOT NULL REFERENCES footfall_store.staff ON DELETE CASCADE,
  weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  opens interval NOT NULL,
  closes interval NOT NULL CHECK (closes > opens),
  PRIMARY KEY (name, weekday, opens)
);
COMMENT ON TABLE footfall_store.staff_hours IS 'When staff is at work, in the zone of the site.';
COMMENT ON COLUMN footfall_store.staff_hours.name IS 'Who.';
COMMENT ON COLUMN footfall_store.staff_hours.weekday IS '1 Monday to 7 Sunday.';
COMMENT ON COLUMN footfall_store.staff_hours.opens IS 'Since midnight.';
COMMENT ON COLUMN footfall_store.staff_hours.closes IS 'Since midnight, later.';

CREATE VIEW footfall.staff AS
SELECT s.name, s.role, s.aliases, EXISTS (
    SELECT FROM footfall_store.staff_hours h WHERE h.name = s.name) AS has_hours
FROM footfall_store.staff s;
COMMENT ON VIEW footfall.staff IS 'Who works for the business, as staff.yaml last said.';
COMMENT ON COLUMN footfall.staff.name IS 'Name as it stands on pages.';
COMMENT ON COLUMN footfall.staff.role IS 'What the person does; empty where it is not told.';
COMMENT ON COLUMN footfall.staff.aliases IS 'Mail addresses and logins, lower case.';
COMMENT ON COLUMN footfall.staff.has_hours IS 'Whether working hours are told.';

CREATE FUNCTION footfall.staff_name(called text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((
    SELECT s.name FROM footfall_store.staff s
    WHERE lower(s.name) = lower(called) OR lower(called) = ANY (s.aliases)
    ORDER BY s.name LIMIT 1), called)
$$;
COMMENT ON FUNCTION footfall.staff_name(text) IS
  'Whoever of the staff is called so by name, mail address or login; the text itself where nobody is.';

CREATE FUNCTION footfall.working_seconds(of_site text, began timestamptz, ended timestamptz)
RETURNS double precision
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(sum(extract(epoch FROM upper(r.part) - lower(r.part))), 0)::double precision
  FROM footfall_store.site i
  CROSS JOIN LATERAL (
    SELECT range_agg(tstzrange(
      (d.day + h.opens) AT TIME ZONE i.zone, (d.day + h.closes) AT TIME ZONE i.zone)) AS times
    FROM generate_series(
      date_trunc('day', began AT TIME ZONE i.zone), ended AT TIME ZONE i.zone, '1 day') AS d (day)
    JOIN footfall_store.staff_hours h ON h.weekday = extract(isodow FROM d.day)
    -- Hours that the clock jumps over are none.
    WHERE (d.day + h.opens) AT TIME ZONE i.zone < (d.day + h.closes) AT TIME ZONE i.zone
  ) w
  CROSS JOIN LATERAL unnest(w.times * tstzmultirange(tstzrange(began, ended))) AS r (part)
  WHERE i.name = of_site AND began < ended
  HAVING EXISTS (SELECT FROM footfall_store.staff_hours)
$$;
COMMENT ON FUNCTION footfall.working_seconds(text, timestamptz, timestamptz) IS
  'Seconds between two instants in which anybody of the staff is at work, in the zone of the site; null where no hours are told.';

ALTER TABLE footfall_store.staff OWNER TO footfall_owner;
ALTER TABLE footfall_store.staff_hours OWNER TO footfall_owner;
ALTER VIEW footfall.staff OWNER TO footfall_owner;
ALTER FUNCTION footfall.staff_name(text) OWNER TO footfall_owner;
ALTER FUNCTION footfall.working_seconds(text, timestamptz, timestamptz) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.staff_name(text) FROM PUBLIC;
REVOKE ALL ON FUNCTION footfall.working_seconds(text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.staff_name(text),
  footfall.working_seconds(text, timestamptz, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;
GRANT SELECT ON footfall.staff TO footfall_ingest, footfall_report, footfall_analyst;
GRANT SELECT, INSERT, DELETE ON footfall_store.staff, footfall_store.staff_hours
  TO footfall_ingest;
