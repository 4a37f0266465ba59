-- Who a visitor is, told by agent and behaviour; where the visitor came from, and where he is.
ALTER TABLE footfall_store.site ADD COLUMN bot_signs smallint[] NOT NULL DEFAULT '{1,2,3,4}';
COMMENT ON COLUMN footfall_store.site.bot_signs IS 'Signs that a visitor with the agent of a person is none: see footfall.behaviour_name.';

ALTER TABLE footfall_store.agent
  ADD COLUMN class smallint NOT NULL DEFAULT 0 CHECK (class BETWEEN 0 AND 12),
  ADD COLUMN reason text NOT NULL DEFAULT '',
  ADD COLUMN operator text,
  ADD COLUMN browser text,
  ADD COLUMN browser_version text,
  ADD COLUMN system text,
  ADD COLUMN system_version text,
  ADD COLUMN device smallint NOT NULL DEFAULT 0 CHECK (device BETWEEN 0 AND 7),
  ADD COLUMN model text,
  ADD COLUMN rules bigint NOT NULL DEFAULT 0;
-- Until the rules look at them, stored agents are what they were; there are few rows.
UPDATE footfall_store.agent SET class = CASE WHEN bot IS NULL THEN 0 ELSE 12 END,
  reason = coalesce(bot, 'browser');
COMMENT ON COLUMN footfall_store.agent.class IS 'What it is: see footfall.agent_class_name.';
COMMENT ON COLUMN footfall_store.agent.reason IS 'The rule that said so.';
COMMENT ON COLUMN footfall_store.agent.operator IS 'Who runs it, of a bot.';
COMMENT ON COLUMN footfall_store.agent.browser IS 'The browser.';
COMMENT ON COLUMN footfall_store.agent.browser_version IS 'Its major version.';
COMMENT ON COLUMN footfall_store.agent.system IS 'The operating system.';
COMMENT ON COLUMN footfall_store.agent.system_version IS 'Its major version.';
COMMENT ON COLUMN footfall_store.agent.device IS 'Kind of device: see footfall.device_name.';
COMMENT ON COLUMN footfall_store.agent.model IS 'Brand and model of the device.';
COMMENT ON COLUMN footfall_store.agent.rules IS 'Fingerprint of the rules that looked at it; 0: older ones.';

CREATE FUNCTION footfall.agent_class_name(class smallint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (ARRAY['person', 'crawler', 'ai_training', 'ai_search', 'ai_assistant', 'monitor',
  'feed_reader', 'library', 'preview', 'scanner', 'program', 'silent', 'unclassified'])[class + 1];
COMMENT ON FUNCTION footfall.agent_class_name(smallint) IS 'Name of a class of user agents.';
CREATE FUNCTION footfall.device_name(device smallint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (ARRAY['desktop', 'phone', 'tablet', 'tv', 'console', 'wearable', 'other'])[device];
COMMENT ON FUNCTION footfall.device_name(smallint) IS 'Name of a kind of device; null where none is known.';
CREATE FUNCTION footfall.behaviour_name(behaviour smallint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (ARRAY['robots', 'probing', 'many_pages', 'no_assets'])[behaviour];
COMMENT ON FUNCTION footfall.behaviour_name(smallint) IS 'Name of a sign that a visitor is no person: it asked for robots.txt, it probed for weaknesses, it opened 200 pages in a session, it opened 10 pages without an asset.';
CREATE FUNCTION footfall.visitor_kind(audience smallint, class smallint, behaviour smallint)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN audience = 2 THEN 'Staff'
  WHEN behaviour IS NOT NULL THEN 'Bots in disguise'
  ELSE (ARRAY['People', 'Crawlers', 'AI training', 'AI search', 'AI assistants', 'Monitors',
    'Feed readers', 'HTTP libraries', 'Previews', 'Scanners', 'Other programs', 'No user agent',
    'Unclassified'])[class + 1]
END;
COMMENT ON FUNCTION footfall.visitor_kind(smallint, smallint, smallint) IS 'What visitors are called on pages, people and every class of programs: by audience, class of the agent and behaviour.';
CREATE FUNCTION footfall.channel_name(channel smallint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (ARRAY['Cross-network', 'Paid Shopping', 'Paid Search', 'Paid Social', 'Paid Video',
  'Display', 'Paid Other', 'Organic Shopping', 'Organic Social', 'Organic Video',
  'AI Assistants', 'Organic Search', 'Email', 'Affiliates', 'Audio', 'SMS', 'Mobile Push',
  'Referral', 'Direct'])[channel];
COMMENT ON FUNCTION footfall.channel_name(smallint) IS 'Name of a channel: the first of nineteen rules that fits.';

CREATE OR REPLACE FUNCTION footfall.kind_name(kind smallint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (ARRAY['page', 'download', 'asset', 'redirect', 'error', 'malformed', 'submission',
    'machine', 'other', 'robots', 'probe'])[kind]
$$;

ALTER TABLE footfall_store.query ADD COLUMN search text;
COMMENT ON COLUMN footfall_store.query.search IS 'What was searched for on the site, folded for counting.';

-- Where an address lies; the address itself is cut before it is written.
CREATE TABLE footfall_store.place (
  id bigint PRIMARY KEY,
  country text,
  region text,
  city text,
  network bigint,
  network_name text
);
COMMENT ON TABLE footfall_store.place IS 'Where addresses lie, by the databases that the operator gave.';
COMMENT ON COLUMN footfall_store.place.id IS 'Keyed hash of its columns.';
COMMENT ON COLUMN footfall_store.place.country IS 'ISO 3166 code.';
COMMENT ON COLUMN footfall_store.place.region IS 'Region, as the database names it.';
COMMENT ON COLUMN footfall_store.place.city IS 'City, as the database names it.';
COMMENT ON COLUMN footfall_store.place.network IS 'Number of the autonomous system.';
COMMENT ON COLUMN footfall_store.place.network_name IS 'Who runs that network.';

-- What referrer and query of a first page say; where neither says anything there is no row.
CREATE TABLE footfall_store.visit_source (
  site bigint NOT NULL,
  referrer bigint NOT NULL,
  query bigint NOT NULL,
  channel smallint NOT NULL CHECK (channel BETWEEN 1 AND 19),
  name text,
  campaign text,
  medium text,
  term text,
  content text,
  click text,
  is_spam boolean NOT NULL,
  rules bigint NOT NULL,
  PRIMARY KEY (site, referrer, query)
);
COMMENT ON TABLE footfall_store.visit_source IS 'Where visits come from, by the referrer and the query of their first page; without a row they are direct.';
COMMENT ON COLUMN footfall_store.visit_source.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.visit_source.referrer IS 'Id of the referrer; 0 for none.';
COMMENT ON COLUMN footfall_store.visit_source.query IS 'Id of the query; 0 for none.';
COMMENT ON COLUMN footfall_store.visit_source.channel IS 'The channel: see footfall.channel_name.';
COMMENT ON COLUMN footfall_store.visit_source.name IS 'Name of the source: a search engine, a registered domain, what a campaign says.';
COMMENT ON COLUMN footfall_store.visit_source.campaign IS 'Name of the campaign.';
COMMENT ON COLUMN footfall_store.visit_source.medium IS 'Medium, as the campaign says.';
COMMENT ON COLUMN footfall_store.visit_source.term IS 'Term that was searched for or paid for.';
COMMENT ON COLUMN footfall_store.visit_source.content IS 'Which of several links of the campaign.';
COMMENT ON COLUMN footfall_store.visit_source.click IS 'Name of the click id; its value is never kept.';
COMMENT ON COLUMN footfall_store.visit_source.is_spam IS 'Whether the referrer is known for spam.';
COMMENT ON COLUMN footfall_store.visit_source.rules IS 'Fingerprint of the rules that said so.';

ALTER TABLE footfall_store.event ADD COLUMN place bigint;
COMMENT ON COLUMN footfall_store.event.place IS 'Id of the place of the address; null where none was known when it was loaded.';
COMMENT ON COLUMN footfall_store.event.kind IS '1 page, 2 download, 3 asset, 4 redirect, 5 error, 6 malformed, 7 submission, 8 machine, 9 other, 10 robots, 11 probe.';

ALTER TABLE footfall_store.session
  ADD COLUMN place bigint,
  ADD COLUMN entry_query bigint,
  ADD COLUMN assets integer NOT NULL DEFAULT 0,
  ADD COLUMN robots integer NOT NULL DEFAULT 0,
  ADD COLUMN probes integer NOT NULL DEFAULT 0,
  ADD COLUMN behaviour smallint CHECK (behaviour BETWEEN 1 AND 4);
COMMENT ON COLUMN footfall_store.session.place IS 'Id of the place of its address.';
COMMENT ON COLUMN footfall_store.session.entry_query IS 'Query of the first page or download.';
COMMENT ON COLUMN footfall_store.session.assets IS 'Hits on style sheets, scripts, pictures and fonts.';
COMMENT ON COLUMN footfall_store.session.robots IS 'Requests for robots.txt.';
COMMENT ON COLUMN footfall_store.session.probes IS 'Requests for what only an attacker asks for; errors too.';
COMMENT ON COLUMN footfall_store.session.behaviour IS 'Why its visitor is a bot although the agent is a person''s: see footfall.behaviour_name.';

-- The same numbers as in the program; a test holds both together.
CREATE FUNCTION footfall_store.behaviour_sign(
  signs smallint[], pages integer, downloads integer, errors integer, assets integer,
  robots integer, probes integer
) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN 1 = ANY (signs) AND robots > 0 THEN 1
  WHEN 2 = ANY (signs) AND (probes >= 2 OR errors >= 30 AND errors > 4 * (pages + downloads)) THEN 2
  WHEN 3 = ANY (signs) AND pages >= 200 THEN 3
  WHEN 4 = ANY (signs) AND pages >= 10 AND assets = 0 THEN 4
END::smallint;
COMMENT ON FUNCTION footfall_store.behaviour_sign(smallint[], integer, integer, integer, integer, integer, integer) IS 'The first sign that a session is no person''s; null for people.';

-- What is stored is counted again by the new rules, once.
UPDATE footfall_store.event e SET kind = 10
FROM footfall_store.page p
WHERE e.kind IN (4, 8, 9) AND p.id = e.page AND p.path = '/robots.txt';
UPDATE footfall_store.event e SET kind = 10
FROM footfall_store.missing_page p
WHERE e.kind = 5 AND e.status BETWEEN 400 AND 499 AND p.id = e.page AND p.path = '/robots.txt';
-- Sessions of one visitor lie apart, so each looks up its own hits; joined by visitor alone, a
-- robot's thousand sessions would meet each of its hits.
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_mergejoin = off;
UPDATE footfall_store.session s
SET assets = n.assets, robots = n.robots, errors = n.errors, entry_query = n.query
FROM (
  SELECT t.visitor, t.first_at, count(*) FILTER (WHERE e.kind = 3) AS assets,
    count(*) FILTER (WHERE e.kind = 10) AS robots,
    count(*) FILTER (WHERE e.kind IN (5, 11)) AS errors,
    max(e.query) FILTER (WHERE (e.at, e.generation, e.position)
      = (t.entry_at, t.entry_generation, t.entry_position)) AS query
  FROM footfall_store.session t
  JOIN footfall_store.event e
    ON e.visitor = t.visitor AND e.at BETWEEN t.first_at AND t.last_at
  GROUP BY t.visitor, t.first_at
) n
WHERE s.visitor = n.visitor AND s.first_at = n.first_at;
RESET enable_hashjoin;
RESET enable_mergejoin;
UPDATE footfall_store.session s SET audience = 1, behaviour = b.sign
FROM footfall_store.session t
CROSS JOIN LATERAL (SELECT footfall_store.behaviour_sign('{1,2,3,4}', t.pages, t.downloads,
  t.errors, t.assets, t.robots, t.probes)) AS b (sign)
WHERE s.visitor = t.visitor AND s.first_at = t.first_at AND s.audience = 0 AND b.sign IS NOT NULL;

-- Until the rules look at them, sources are what they were: engines, and hosts that are not the site's.
INSERT INTO footfall_store.visit_source (site, referrer, query, channel, name, is_spam, rules)
SELECT DISTINCT s.site, s.entry_referrer, coalesce(s.entry_query, 0),
  CASE WHEN r.engine IS NULL THEN 18 ELSE 12 END, coalesce(r.engine, r.host), false, 0
FROM footfall_store.session s
JOIN footfall_store.site i ON i.id = s.site
JOIN footfall_store.referrer r ON r.id = s.entry_referrer
WHERE r.host IS NULL OR r.host <> ALL (i.hosts);

ALTER TABLE footfall_store.place OWNER TO footfall_owner;
ALTER TABLE footfall_store.visit_source OWNER TO footfall_owner;
ALTER FUNCTION footfall.agent_class_name(smallint) OWNER TO footfall_owner;
ALTER FUNCTION footfall.device_name(smallint) OWNER TO footfall_owner;
ALTER FUNCTION footfall.behaviour_name(smallint) OWNER TO footfall_owner;
ALTER FUNCTION footfall.visitor_kind(smallint, smallint, smallint) OWNER TO footfall_owner;
ALTER FUNCTION footfall.channel_name(smallint) OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.behaviour_sign(smallint[], integer, integer, integer, integer, integer, integer) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.behaviour_sign(smallint[], integer, integer, integer, integer, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.behaviour_sign(smallint[], integer, integer, integer, integer, integer, integer) TO footfall_ingest;
GRANT SELECT, INSERT ON footfall_store.place TO footfall_ingest;
GRANT SELECT, INSERT, UPDATE, DELETE ON footfall_store.visit_source TO footfall_ingest;
GRANT UPDATE ON footfall_store.agent TO footfall_ingest;
GRANT UPDATE (search) ON footfall_store.query TO footfall_ingest;
GRANT UPDATE (kind, audience) ON footfall_store.event TO footfall_ingest;
