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
    extract(epoch FROM s.last_at - s.first_at)::double precision) AS duration_seconds
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

ALTER FUNCTION footfall.action_count(text, integer, integer, integer) OWNER TO footfall_owner;
ALTER FUNCTION footfall.is_bounce(text, integer, integer, integer, double precision) OWNER TO footfall_owner;
ALTER FUNCTION footfall.visit_seconds(text, integer, integer, integer, double precision) OWNER TO footfall_owner;
ALTER FUNCTION footfall.opening_name(smallint) OWNER TO footfall_owner;
