-- The definitions that a site's numbers follow: where sessions are cut, and how visits are measured.
ALTER TABLE footfall_store.site
  ADD COLUMN session_zone text,
  ADD CONSTRAINT site_profile_known CHECK (profile IN ('footfall', 'matomo', 'ga4', 'plausible'));
COMMENT ON COLUMN footfall_store.site.profile IS 'The profile by which its stored sessions are cut: footfall, matomo, ga4 or plausible.';
COMMENT ON COLUMN footfall_store.site.session_zone IS 'The time zone by whose midnights its stored sessions are cut; null for that of its days.';

ALTER TABLE footfall_store.query ADD COLUMN campaign bigint;
COMMENT ON COLUMN footfall_store.query.campaign IS 'Keyed hash of the campaign that it names; null where it names none.';
GRANT UPDATE (search, campaign) ON footfall_store.query TO footfall_ingest;

ALTER TABLE footfall_store.session ADD COLUMN campaign bigint;
COMMENT ON COLUMN footfall_store.session.campaign IS 'Keyed hash of the campaign that led to it, where the profile of its site cuts on campaigns.';
COMMENT ON COLUMN footfall_store.session.opening IS '0 opened by silence, 1 by a midnight, 2 by a campaign, 3 by the number of actions before it.';

CREATE OR REPLACE VIEW footfall.site AS
SELECT s.name, s.title, s.zone, s.currency, s.language, s.profile,
  coalesce(s.session_zone, s.zone) AS session_zone
FROM footfall_store.site s;
COMMENT ON COLUMN footfall.site.profile IS 'The profile whose definitions its sessions and numbers follow: footfall, matomo, ga4 or plausible.';
COMMENT ON COLUMN footfall.site.session_zone IS 'The time zone by whose midnights its sessions are cut; another than that of its days until footfall reclassify was run.';

-- The same rules as in the program; a test holds both together.
CREATE FUNCTION footfall.action_count(
  profile text, pages integer, downloads integer, submissions integer
) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN profile = 'matomo' THEN pages + downloads ELSE pages + downloads + submissions END;
COMMENT ON FUNCTION footfall.action_count(text, integer, integer, integer) IS 'What a profile counts as actions of a visit.';
CREATE FUNCTION footfall.is_bounce(
  profile text, pages integer, downloads integer, submissions integer, span double precision
) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE profile
  WHEN 'matomo' THEN pages + downloads < 2
  WHEN 'ga4' THEN span <= 10 AND pages < 2 AND submissions = 0
  ELSE pages < 2 AND downloads + submissions = 0
END;
COMMENT ON FUNCTION footfall.is_bounce(text, integer, integer, integer, double precision) IS 'Whether a visit is a bounce by a profile; the last argument is the time from its first hit to its last, in seconds.';
CREATE FUNCTION footfall.visit_seconds(
  profile text, pages integer, downloads integer, submissions integer, span double precision
) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN profile = 'matomo' THEN CASE WHEN pages + downloads < 2 THEN 0 ELSE span + 1 END
  WHEN profile = 'plausible' AND pages < 2 AND downloads + submissions = 0 THEN 0
  ELSE span
END;
COMMENT ON FUNCTION footfall.visit_seconds(text, integer, integer, integer, double precision) IS 'How long a visit lasted by a profile, in seconds; the last argument is the time from its first hit to its last.';
CREATE FUNCTION footfall.opening_name(opening smallint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (ARRAY['silence', 'midnight', 'campaign', 'actions'])[opening + 1];
COMMENT ON FUNCTION footfall.opening_name(smallint) IS 'What opened a session.';

ALTER FUNCTION footfall.action_count(text, integer, integer, integer) OWNER TO footfall_owner;
ALTER FUNCTION footfall.is_bounce(text, integer, integer, integer, double precision) OWNER TO footfall_owner;
ALTER FUNCTION footfall.visit_seconds(text, integer, integer, integer, double precision) OWNER TO footfall_owner;
ALTER FUNCTION footfall.opening_name(smallint) OWNER TO footfall_owner;
