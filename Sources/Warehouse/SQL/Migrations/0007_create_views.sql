-- The analysts' face of the database. Column names here are stable.
CREATE FUNCTION footfall.kind_name(kind smallint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (ARRAY['page', 'download', 'asset', 'redirect', 'error', 'malformed', 'submission',
    'machine', 'other'])[kind]
$$;
COMMENT ON FUNCTION footfall.kind_name(smallint) IS 'Name of an event''s kind.';

CREATE FUNCTION footfall.audience_name(audience smallint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (ARRAY['person', 'bot', 'staff'])[audience + 1]
$$;
COMMENT ON FUNCTION footfall.audience_name(smallint) IS 'Name of an audience.';

CREATE VIEW footfall.page AS
SELECT s.name AS site, p.path, p.id
FROM footfall_store.page p
JOIN footfall_store.site s ON s.id = p.site;
COMMENT ON VIEW footfall.page IS 'Paths that were answered.';
COMMENT ON COLUMN footfall.page.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.page.path IS 'Path without query.';
COMMENT ON COLUMN footfall.page.id IS 'Id of the page.';

CREATE VIEW footfall.event AS
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
  e.position
FROM footfall_store.event e
JOIN footfall_store.site s ON s.id = e.site
LEFT JOIN footfall_store.page p ON p.id = e.page
LEFT JOIN footfall_store.missing_page m ON m.id = e.page
LEFT JOIN footfall_store.query q ON q.id = e.query
LEFT JOIN footfall_store.referrer r ON r.id = e.referrer
LEFT JOIN footfall_store.agent a ON a.id = e.agent;
COMMENT ON VIEW footfall.event IS 'Every hit; (visitor, at, generation, position) identifies it.';
COMMENT ON COLUMN footfall.event.at IS 'Time in the log.';
COMMENT ON COLUMN footfall.event.visitor IS 'The visitor (keyed hash; new in each salt period).';
COMMENT ON COLUMN footfall.event.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.event.kind IS 'page, download, asset, redirect, error, malformed, submission, machine or other.';
COMMENT ON COLUMN footfall.event.status IS 'Status of the answer.';
COMMENT ON COLUMN footfall.event.bytes IS 'Bytes sent; null where the log says "-".';
COMMENT ON COLUMN footfall.event.page IS 'Path asked for.';
COMMENT ON COLUMN footfall.event.query IS 'Query string, reduced to the allowed parameters.';
COMMENT ON COLUMN footfall.event.referrer IS 'Address that it came from, cleaned.';
COMMENT ON COLUMN footfall.event.referrer_host IS 'Host of the referrer.';
COMMENT ON COLUMN footfall.event.audience IS 'person, bot or staff.';
COMMENT ON COLUMN footfall.event.agent IS 'User agent.';
COMMENT ON COLUMN footfall.event.bot IS 'Rule by which the agent is a bot.';
COMMENT ON COLUMN footfall.event.method IS 'Request method.';
COMMENT ON COLUMN footfall.event.protocol IS '10, 11, 20, 30 for HTTP/1.0 to HTTP/3.';
COMMENT ON COLUMN footfall.event.address IS 'Address of the client, cut to its network.';
COMMENT ON COLUMN footfall.event.login IS 'Keyed hash of the authenticated user.';
COMMENT ON COLUMN footfall.event.cookie IS 'Keyed hash of the visitor cookie.';
COMMENT ON COLUMN footfall.event.generation IS 'Stream that it was read from.';
COMMENT ON COLUMN footfall.event.position IS 'Byte offset in the uncompressed stream.';

CREATE VIEW footfall.session AS
SELECT
  s.visitor,
  i.name AS site,
  s.first_at AS started_at,
  s.last_at AS ended_at,
  extract(epoch FROM s.last_at - s.first_at)::double precision AS seconds,
  footfall.audience_name(s.audience) AS audience,
  s.audience = 0 AND (s.pages > 0 OR s.downloads > 0) AS is_visit,
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
    WHEN r.id IS NULL OR r.host = ANY (i.hosts) THEN 'direct'
    WHEN r.engine IS NOT NULL THEN 'search'
    ELSE 'site'
  END AS source,
  r.engine AS search_engine,
  a.text AS agent,
  a.bot,
  (ARRAY['silence', 'midnight'])[s.opening + 1] AS opened_by,
  s.first_generation,
  s.first_position,
  s.last_generation,
  s.last_position
FROM footfall_store.session s
JOIN footfall_store.site i ON i.id = s.site
LEFT JOIN footfall_store.page e ON e.id = s.entry_page
LEFT JOIN footfall_store.page x ON x.id = s.exit_page
LEFT JOIN footfall_store.referrer r ON r.id = s.entry_referrer
LEFT JOIN footfall_store.agent a ON a.id = s.agent;
COMMENT ON VIEW footfall.session IS 'Sessions; a visit is one with is_visit.';
COMMENT ON COLUMN footfall.session.visitor IS 'The visitor.';
COMMENT ON COLUMN footfall.session.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.session.started_at IS 'Time of the first hit.';
COMMENT ON COLUMN footfall.session.ended_at IS 'Time of the last hit.';
COMMENT ON COLUMN footfall.session.seconds IS 'Last hit less first hit, in seconds.';
COMMENT ON COLUMN footfall.session.audience IS 'person, bot or staff.';
COMMENT ON COLUMN footfall.session.is_visit IS 'A person saw a page or took a download.';
COMMENT ON COLUMN footfall.session.hits IS 'Hits of every kind.';
COMMENT ON COLUMN footfall.session.pages IS 'Page views.';
COMMENT ON COLUMN footfall.session.downloads IS 'Hits on downloads.';
COMMENT ON COLUMN footfall.session.submissions IS 'Submissions.';
COMMENT ON COLUMN footfall.session.errors IS 'Hits answered 4xx or 5xx.';
COMMENT ON COLUMN footfall.session.bytes IS 'Bytes sent.';
COMMENT ON COLUMN footfall.session.entry_page IS 'The first page or download.';
COMMENT ON COLUMN footfall.session.exit_page IS 'The last page.';
COMMENT ON COLUMN footfall.session.referrer IS 'Referrer of the first page or download.';
COMMENT ON COLUMN footfall.session.referrer_host IS 'Host of that referrer.';
COMMENT ON COLUMN footfall.session.source IS 'direct (no referrer, or the site''s own host), search, or site (another one).';
COMMENT ON COLUMN footfall.session.search_engine IS 'The search engine, if it came from one.';
COMMENT ON COLUMN footfall.session.agent IS 'User agent.';
COMMENT ON COLUMN footfall.session.bot IS 'Rule by which the agent is a bot.';
COMMENT ON COLUMN footfall.session.opened_by IS 'silence, or midnight after 24 hours without a gap.';
COMMENT ON COLUMN footfall.session.first_generation IS 'Stream of the first hit.';
COMMENT ON COLUMN footfall.session.first_position IS 'Position of the first hit.';
COMMENT ON COLUMN footfall.session.last_generation IS 'Stream of the last hit.';
COMMENT ON COLUMN footfall.session.last_position IS 'Position of the last hit.';

-- Page views with the visit that they belong to. A session lasts less than 50 hours (the midnight
-- after 24 hours cuts it), so no later event can belong to a visit of the span.
CREATE FUNCTION footfall.page_view(of_site text, since timestamptz, before timestamptz)
RETURNS TABLE (
  visitor bigint, visit timestamptz, at timestamptz, generation bigint, "position" bigint, page text
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH mark AS (
    -- Each page view stands behind the start of its visit: sorting tells which it belongs to.
    SELECT s.visitor, s.started_at AS at, s.first_generation AS generation,
      s.first_position AS "position", NULL AS page, s.started_at AS visit
    FROM footfall.session s
    WHERE s.site = of_site AND s.is_visit
      AND s.started_at >= since AND s.started_at < before + interval '50 hours'
    UNION ALL
    SELECT e.visitor, e.at, e.generation, e.position, e.page, NULL
    FROM footfall.event e
    WHERE e.site = of_site AND e.kind = 'page' AND e.audience = 'person'
      AND e.at >= since AND e.at < before + interval '50 hours'
  ), placed AS (
    SELECT m.visitor, m.at, m.generation, m."position", m.page, max(m.visit) OVER (
        PARTITION BY m.visitor ORDER BY m.at, m.generation, m."position", m.page NULLS FIRST
        ROWS UNBOUNDED PRECEDING) AS visit
    FROM mark m
  )
  SELECT p.visitor, p.visit, p.at, p.generation, p."position", p.page
  FROM placed p
  WHERE p.page IS NOT NULL AND p.visit < before
$$;
COMMENT ON FUNCTION footfall.page_view(text, timestamptz, timestamptz) IS 'Page views of the visits of a site that began in [since, before), each with the start of its visit.';

CREATE VIEW footfall.visitor AS
SELECT
  s.visitor,
  i.name AS site,
  min(s.first_at) AS first_at,
  max(s.last_at) AS last_at,
  count(*) AS sessions,
  count(*) FILTER (WHERE s.audience = 0 AND (s.pages > 0 OR s.downloads > 0)) AS visits,
  sum(s.hits) AS hits,
  footfall.audience_name(max(s.audience)) AS audience
FROM footfall_store.session s
JOIN footfall_store.site i ON i.id = s.site
GROUP BY s.visitor, i.name;
COMMENT ON VIEW footfall.visitor IS 'Visitors: address and agent within one salt period.';
COMMENT ON COLUMN footfall.visitor.visitor IS 'The visitor.';
COMMENT ON COLUMN footfall.visitor.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.visitor.first_at IS 'Time of the first hit.';
COMMENT ON COLUMN footfall.visitor.last_at IS 'Time of the last hit.';
COMMENT ON COLUMN footfall.visitor.sessions IS 'Sessions.';
COMMENT ON COLUMN footfall.visitor.visits IS 'Sessions that are visits.';
COMMENT ON COLUMN footfall.visitor.hits IS 'Hits of every kind.';
COMMENT ON COLUMN footfall.visitor.audience IS 'person, bot or staff.';

CREATE VIEW footfall.contact AS
SELECT
  c.id,
  i.name AS site,
  c.at,
  c.person,
  p.address,
  c.person_name,
  (ARRAY['inbound', 'outbound'])[c.direction] AS direction,
  (ARRAY['form', 'email'])[c.channel] AS channel,
  c.topic,
  c.topic_rule,
  c.subject,
  c.excerpt,
  c.form,
  c.page_path AS page,
  c.generation,
  c.position
FROM footfall_store.contact c
JOIN footfall_store.site i ON i.id = c.site
LEFT JOIN footfall_store.person p ON p.id = c.person;
COMMENT ON VIEW footfall.contact IS 'Every touch with a person.';
COMMENT ON COLUMN footfall.contact.id IS 'Id of the contact.';
COMMENT ON COLUMN footfall.contact.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.contact.at IS 'Time of the submission or message.';
COMMENT ON COLUMN footfall.contact.person IS 'The person; null where no address was given.';
COMMENT ON COLUMN footfall.contact.address IS 'Normalised mail address of the person.';
COMMENT ON COLUMN footfall.contact.person_name IS 'Name as the person wrote it.';
COMMENT ON COLUMN footfall.contact.direction IS 'inbound or outbound.';
COMMENT ON COLUMN footfall.contact.channel IS 'form or email.';
COMMENT ON COLUMN footfall.contact.topic IS 'What it is about.';
COMMENT ON COLUMN footfall.contact.topic_rule IS 'Rule that decided the topic.';
COMMENT ON COLUMN footfall.contact.subject IS 'Subject.';
COMMENT ON COLUMN footfall.contact.excerpt IS 'The first 500 characters of what was written.';
COMMENT ON COLUMN footfall.contact.form IS 'Name of the form.';
COMMENT ON COLUMN footfall.contact.page IS 'Path of the page that the form stood on.';
COMMENT ON COLUMN footfall.contact.generation IS 'Stream that it was read from.';
COMMENT ON COLUMN footfall.contact.position IS 'Byte offset in the stream.';

CREATE VIEW footfall.person AS
SELECT DISTINCT ON (c.person, i.name)
  c.person,
  i.name AS site,
  p.address,
  coalesce((
    SELECT n.person_name FROM footfall_store.contact n
    WHERE n.person = c.person AND n.site = c.site AND n.person_name <> ''
    ORDER BY n.at DESC, n.id LIMIT 1), '') AS name,
  min(c.at) OVER w AS first_contact_at,
  count(*) OVER w AS contacts,
  c.at AS last_contact_at,
  (ARRAY['inbound', 'outbound'])[c.direction] AS last_direction,
  (ARRAY['form', 'email'])[c.channel] AS last_channel,
  c.topic AS last_topic,
  c.subject AS last_subject
FROM footfall_store.contact c
JOIN footfall_store.person p ON p.id = c.person
JOIN footfall_store.site i ON i.id = c.site
WINDOW w AS (PARTITION BY c.person, i.name)
ORDER BY c.person, i.name, c.at DESC, c.id;
COMMENT ON VIEW footfall.person IS 'Persons with their last contact and what it was about.';
COMMENT ON COLUMN footfall.person.person IS 'Id of the person.';
COMMENT ON COLUMN footfall.person.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.person.address IS 'Normalised mail address.';
COMMENT ON COLUMN footfall.person.name IS 'Name as last written.';
COMMENT ON COLUMN footfall.person.first_contact_at IS 'Time of the first contact.';
COMMENT ON COLUMN footfall.person.contacts IS 'Contacts, both ways.';
COMMENT ON COLUMN footfall.person.last_contact_at IS 'Time of the last contact.';
COMMENT ON COLUMN footfall.person.last_direction IS 'inbound or outbound.';
COMMENT ON COLUMN footfall.person.last_channel IS 'form or email.';
COMMENT ON COLUMN footfall.person.last_topic IS 'What the last contact was about.';
COMMENT ON COLUMN footfall.person.last_subject IS 'Subject of the last contact.';

CREATE VIEW footfall.rejected_record AS
SELECT r.generation, r.position, t.name AS stream, t.kind AS stream_kind, i.name AS site,
  r.reason, r.detail, r.length
FROM footfall_store.rejected_record r
LEFT JOIN footfall_store.stream t USING (generation)
LEFT JOIN footfall_store.site i ON i.id = t.site;
COMMENT ON VIEW footfall.rejected_record IS 'Records that could not be used; their raw bytes are for operators only.';
COMMENT ON COLUMN footfall.rejected_record.generation IS 'Stream that it was read from.';
COMMENT ON COLUMN footfall.rejected_record.position IS 'Byte offset in the stream.';
COMMENT ON COLUMN footfall.rejected_record.stream IS 'File name when last seen.';
COMMENT ON COLUMN footfall.rejected_record.stream_kind IS 'access_log, form or mail.';
COMMENT ON COLUMN footfall.rejected_record.site IS 'Site of the stream, where the stream has one.';
COMMENT ON COLUMN footfall.rejected_record.reason IS 'Short reason.';
COMMENT ON COLUMN footfall.rejected_record.detail IS 'Where, and what was expected.';
COMMENT ON COLUMN footfall.rejected_record.length IS 'Length of the record in bytes.';

CREATE VIEW footfall.source_status AS
SELECT
  t.generation,
  t.kind,
  t.name AS stream,
  i.name AS site,
  t.format,
  t.state,
  t.position,
  coalesce(sum(y.lines), 0)::bigint AS read,
  coalesce(sum(y.lines) FILTER (WHERE y.outcome = 'kept'), 0)::bigint AS kept,
  coalesce(sum(y.lines) FILTER (WHERE y.outcome = 'counted'), 0)::bigint AS counted,
  coalesce(sum(y.lines) FILTER (WHERE y.outcome = 'ignored'), 0)::bigint AS ignored,
  coalesce(sum(y.lines) FILTER (WHERE y.outcome = 'rejected'), 0)::bigint AS rejected,
  coalesce(sum(y.lines) FILTER (WHERE y.outcome = 'erased'), 0)::bigint AS erased,
  coalesce(sum(y.lines) FILTER (WHERE y.outcome = 'undone'), 0)::bigint AS undone,
  coalesce(sum(y.lines) FILTER (WHERE y.outcome = 'expired'), 0)::bigint AS expired,
  t.first_loaded_at,
  t.last_loaded_at
FROM footfall_store.stream t
LEFT JOIN footfall_store.site i ON i.id = t.site
LEFT JOIN footfall_store.stream_tally y USING (generation)
GROUP BY t.generation, i.name;
COMMENT ON VIEW footfall.source_status IS 'What was read, stream by stream: read = kept + counted + ignored + rejected + erased + undone + expired.';
COMMENT ON COLUMN footfall.source_status.generation IS 'Content id of the stream.';
COMMENT ON COLUMN footfall.source_status.kind IS 'access_log, form or mail.';
COMMENT ON COLUMN footfall.source_status.stream IS 'File name when last seen.';
COMMENT ON COLUMN footfall.source_status.site IS 'Site given for lines without a host.';
COMMENT ON COLUMN footfall.source_status.format IS 'Format of its lines.';
COMMENT ON COLUMN footfall.source_status.state IS 'active, done, gone or undone.';
COMMENT ON COLUMN footfall.source_status.position IS 'Uncompressed bytes read and committed.';
COMMENT ON COLUMN footfall.source_status.read IS 'Lines read (messages, for mail).';
COMMENT ON COLUMN footfall.source_status.kept IS 'Lines kept as events or contacts.';
COMMENT ON COLUMN footfall.source_status.counted IS 'Assets that were only counted.';
COMMENT ON COLUMN footfall.source_status.ignored IS 'Lines ignored, each with its reason.';
COMMENT ON COLUMN footfall.source_status.rejected IS 'Lines that could not be used.';
COMMENT ON COLUMN footfall.source_status.erased IS 'Lines erased for a person.';
COMMENT ON COLUMN footfall.source_status.undone IS 'Lines taken back.';
COMMENT ON COLUMN footfall.source_status.expired IS 'Lines dropped by retention.';
COMMENT ON COLUMN footfall.source_status.first_loaded_at IS 'When its first line was loaded.';
COMMENT ON COLUMN footfall.source_status.last_loaded_at IS 'When its newest line was loaded.';

CREATE VIEW footfall.source_tally AS
SELECT y.generation, i.name AS site, y.outcome, y.reason, y.lines
FROM footfall_store.stream_tally y
JOIN footfall_store.stream t USING (generation)
LEFT JOIN footfall_store.site i ON i.id = t.site;
COMMENT ON VIEW footfall.source_tally IS 'What became of the lines of each stream, with reasons.';
COMMENT ON COLUMN footfall.source_tally.generation IS 'Content id of the stream.';
COMMENT ON COLUMN footfall.source_tally.site IS 'Site given for lines without a host.';
COMMENT ON COLUMN footfall.source_tally.outcome IS 'kept, counted, ignored, rejected, erased, undone or expired.';
COMMENT ON COLUMN footfall.source_tally.reason IS 'Why, for ignored and rejected; empty for the others.';
COMMENT ON COLUMN footfall.source_tally.lines IS 'Lines (messages, for mail) with this outcome.';
