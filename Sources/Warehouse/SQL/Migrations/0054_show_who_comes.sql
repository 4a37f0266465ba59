-- What analysts and pages see of who comes, from where, and where they are.
CREATE VIEW footfall_store.visit AS
SELECT s.visitor, s.first_at
FROM footfall_store.session s
LEFT JOIN footfall_store.visit_source v ON v.site = s.site
  AND v.referrer = coalesce(s.entry_referrer, 0) AND v.query = coalesce(s.entry_query, 0)
WHERE s.audience = 0 AND (s.pages > 0 OR s.downloads > 0) AND NOT coalesce(v.is_spam, false);
COMMENT ON VIEW footfall_store.visit IS 'Sessions of people with a page view or a download, but those that a forged referrer brought.';
COMMENT ON COLUMN footfall_store.visit.visitor IS 'The visitor.';
COMMENT ON COLUMN footfall_store.visit.first_at IS 'Time of the first hit.';

CREATE OR REPLACE VIEW footfall.person_visit AS
SELECT i.name AS site, o.person, o.visitor, s.first_at AS started_at, s.last_at AS ended_at,
  o.from_at, o.until_at, s.pages, s.downloads, v.visitor IS NOT NULL AS is_visit,
  e.path AS entry_page, x.path AS exit_page
FROM footfall_store.visitor_owner o
JOIN footfall_store.session s ON s.visitor = o.visitor AND s.first_at = o.session_at
JOIN footfall_store.site i ON i.id = o.site
LEFT JOIN footfall_store.visit v ON v.visitor = s.visitor AND v.first_at = s.first_at
LEFT JOIN footfall_store.page e ON e.id = s.entry_page
LEFT JOIN footfall_store.page x ON x.id = s.exit_page;

CREATE OR REPLACE VIEW footfall.visitor AS
SELECT
  s.visitor,
  i.name AS site,
  min(s.first_at) AS first_at,
  max(s.last_at) AS last_at,
  count(*) AS sessions,
  count(*) FILTER (WHERE s.is_visit) AS visits,
  sum(s.hits) AS hits,
  footfall.audience_name(max(s.audience)) AS audience
FROM (
  SELECT s.*, EXISTS (
    SELECT FROM footfall_store.visit v WHERE v.visitor = s.visitor AND v.first_at = s.first_at)
    AS is_visit
  FROM footfall_store.session s
) s
JOIN footfall_store.site i ON i.id = s.site
GROUP BY s.visitor, i.name;

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
  (ARRAY['silence', 'midnight'])[s.opening + 1] AS opened_by,
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
  END AS visitor_kind
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
ALTER TABLE footfall_store.referrer DROP COLUMN engine;
COMMENT ON COLUMN footfall.session.source IS 'direct (no source), search (organic or paid), or site (any other channel).';
COMMENT ON COLUMN footfall.session.search_engine IS 'The search engine, if it came from one.';
COMMENT ON COLUMN footfall.session.assets IS 'Hits on style sheets, scripts, pictures and fonts.';
COMMENT ON COLUMN footfall.session.probes IS 'Requests for what only an attacker asks for.';
COMMENT ON COLUMN footfall.session.agent_class IS 'What the user agent is: person, crawler, ai_training, ai_search, ai_assistant, monitor, feed_reader, library, preview, scanner, program, silent or unclassified.';
COMMENT ON COLUMN footfall.session.agent_reason IS 'The rule that said so.';
COMMENT ON COLUMN footfall.session.agent_operator IS 'Who runs it, of a bot.';
COMMENT ON COLUMN footfall.session.behaviour IS 'Why the visitor is a bot although the agent is a person''s: robots, probing, many_pages or no_assets.';
COMMENT ON COLUMN footfall.session.browser IS 'The browser.';
COMMENT ON COLUMN footfall.session.browser_version IS 'Its major version.';
COMMENT ON COLUMN footfall.session.system IS 'The operating system.';
COMMENT ON COLUMN footfall.session.device IS 'desktop, phone, tablet, tv, console, wearable or other.';
COMMENT ON COLUMN footfall.session.channel IS 'The channel: the first of nineteen rules that fits.';
COMMENT ON COLUMN footfall.session.source_name IS 'Name of the source: a search engine, a registered domain, what a campaign says.';
COMMENT ON COLUMN footfall.session.campaign IS 'Name of the campaign.';
COMMENT ON COLUMN footfall.session.medium IS 'Medium, as the campaign says.';
COMMENT ON COLUMN footfall.session.term IS 'Term that was searched for or paid for.';
COMMENT ON COLUMN footfall.session.content IS 'Which of several links of the campaign.';
COMMENT ON COLUMN footfall.session.click IS 'Name of the click id; its value is never kept.';
COMMENT ON COLUMN footfall.session.is_spam IS 'Whether the referrer is known for spam.';
COMMENT ON COLUMN footfall.session.country IS 'Country of the address, ISO 3166; null where none was known when it was loaded.';
COMMENT ON COLUMN footfall.session.region IS 'Region, as the database of places names it.';
COMMENT ON COLUMN footfall.session.city IS 'City, as the database of places names it.';
COMMENT ON COLUMN footfall.session.network IS 'Number of the autonomous system of the address.';
COMMENT ON COLUMN footfall.session.network_name IS 'Who runs that network.';
COMMENT ON COLUMN footfall.session.entry_query IS 'Query of the first page or download.';
COMMENT ON COLUMN footfall.session.visitor_kind IS 'What the visitor is called on pages: People, Staff, or a class of programs.';

CREATE OR REPLACE VIEW footfall.event AS
SELECT
  e.at,
  e.visitor,
  s.name AS site,
  footfall.kind_name(e.kind) AS kind,
  e.status,
  e.bytes,
  coalesce(p.path, m.path) AS page,
  q.text AS query,
  r.url AS referrer,
  r.host AS referrer_host,
  footfall.audience_name(e.audience) AS audience,
  a.text AS agent,
  a.bot,
  e.method,
  e.protocol,
  e.address,
  e.login,
  e.cookie,
  e.generation,
  e.position,
  e.duration / 1000000.0::double precision AS duration_seconds,
  e.token,
  footfall.agent_class_name(a.class) AS agent_class,
  a.reason AS agent_reason,
  a.operator AS agent_operator,
  l.country,
  l.region,
  l.city,
  l.network,
  l.network_name,
  q.search
FROM footfall_store.event e
JOIN footfall_store.site s ON s.id = e.site
LEFT JOIN footfall_store.page p ON p.id = e.page
LEFT JOIN footfall_store.missing_page m ON m.id = e.page
LEFT JOIN footfall_store.query q ON q.id = e.query
LEFT JOIN footfall_store.referrer r ON r.id = e.referrer
LEFT JOIN footfall_store.agent a ON a.id = e.agent
LEFT JOIN footfall_store.place l ON l.id = e.place;
COMMENT ON COLUMN footfall.event.kind IS 'page, download, asset, redirect, error, malformed, submission, machine, other, robots or probe.';
COMMENT ON COLUMN footfall.event.agent_class IS 'What the user agent is: see footfall.agent.';
COMMENT ON COLUMN footfall.event.agent_reason IS 'The rule that said so.';
COMMENT ON COLUMN footfall.event.agent_operator IS 'Who runs it, of a bot.';
COMMENT ON COLUMN footfall.event.country IS 'Country of the address, ISO 3166; null where none was known when it was loaded.';
COMMENT ON COLUMN footfall.event.region IS 'Region, as the database of places names it.';
COMMENT ON COLUMN footfall.event.city IS 'City, as the database of places names it.';
COMMENT ON COLUMN footfall.event.network IS 'Number of the autonomous system of the address.';
COMMENT ON COLUMN footfall.event.network_name IS 'Who runs that network.';
COMMENT ON COLUMN footfall.event.search IS 'What was searched for on the site, folded for counting.';

CREATE VIEW footfall.agent AS
SELECT a.text AS agent, footfall.agent_class_name(a.class) AS class, a.reason, a.operator,
  a.browser, a.browser_version, a.system, a.system_version, footfall.device_name(a.device) AS device,
  a.model
FROM footfall_store.agent a
WHERE a.id IN (SELECT s.agent FROM footfall_store.session s);
COMMENT ON VIEW footfall.agent IS 'User agents of the sessions that are stored, and what the rules say of them.';
COMMENT ON COLUMN footfall.agent.agent IS 'User agent.';
COMMENT ON COLUMN footfall.agent.class IS 'person, crawler, ai_training, ai_search, ai_assistant, monitor, feed_reader, library, preview, scanner, program, silent or unclassified.';
COMMENT ON COLUMN footfall.agent.reason IS 'The rule that said so.';
COMMENT ON COLUMN footfall.agent.operator IS 'Who runs it, of a bot.';
COMMENT ON COLUMN footfall.agent.browser IS 'The browser.';
COMMENT ON COLUMN footfall.agent.browser_version IS 'Its major version.';
COMMENT ON COLUMN footfall.agent.system IS 'The operating system.';
COMMENT ON COLUMN footfall.agent.system_version IS 'Its major version.';
COMMENT ON COLUMN footfall.agent.device IS 'desktop, phone, tablet, tv, console, wearable or other.';
COMMENT ON COLUMN footfall.agent.model IS 'Brand and model of the device.';

-- A page view belongs to the session before it, visit or not: what a bot with a browser's agent
-- opened is no page view of the visit that the same visitor made before.
CREATE OR REPLACE FUNCTION footfall.page_view(of_site text, since timestamptz, before timestamptz)
RETURNS TABLE (
  visitor bigint, visit timestamptz, at timestamptz, generation bigint, "position" bigint, page text
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH mark AS (
    -- Each page view stands behind the start of its visit: sorting tells which it belongs to.
    SELECT s.visitor, s.started_at AS at, s.first_generation AS generation,
      s.first_position AS "position", NULL AS page, s.started_at AS visit, s.is_visit
    FROM footfall.session s
    WHERE s.site = of_site AND (s.is_visit OR s.behaviour IS NOT NULL)
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

ALTER VIEW footfall_store.visit OWNER TO footfall_owner;
ALTER VIEW footfall.agent OWNER TO footfall_owner;
GRANT SELECT ON footfall_store.visit TO footfall_ingest;
GRANT SELECT ON footfall.agent TO footfall_ingest, footfall_report, footfall_analyst;
