-- A message is tied to a visit by a token, too, that the visit's pages gave it to carry: in the link
-- to the form, in the address of the business that mail goes to, or in a hidden field.
ALTER TABLE footfall_store.event ADD COLUMN token bigint;
COMMENT ON COLUMN footfall_store.event.token IS 'Keyed hash of the token of a visit that the query carries; that of the cookie whose value it is.';

ALTER TABLE footfall_store.contact ADD COLUMN token bigint;
ALTER TABLE footfall_store.contact ADD COLUMN token_rule smallint CHECK (token_rule IN (3, 4));
ALTER TABLE footfall_store.contact
  ADD CONSTRAINT contact_token_place CHECK ((token IS NULL) = (token_rule IS NULL));
COMMENT ON COLUMN footfall_store.contact.token IS 'Keyed hash of the token of a visit that it carries.';
COMMENT ON COLUMN footfall_store.contact.token_rule IS 'By which rule that ties it: 3 it stood in the link to the form, 4 in the address that mail went to or in a hidden field.';

ALTER TABLE footfall_store.contact_visit DROP CONSTRAINT contact_visit_rule_check;
ALTER TABLE footfall_store.contact_visit
  ADD CONSTRAINT contact_visit_rule_check CHECK (rule BETWEEN 1 AND 5);
COMMENT ON COLUMN footfall_store.contact_visit.rule IS 'The smaller the stronger: see footfall.visit_rule_name.';

CREATE FUNCTION footfall.visit_rule_name(rule smallint) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN (ARRAY['login', 'cookie', 'link', 'address', 'submission'])[rule];
COMMENT ON FUNCTION footfall.visit_rule_name(smallint) IS 'What ties a contact to a visit: a login, the cookie in a hidden field, the token of the visit in the link to the form, or in the address that mail went to or a hidden field, the only submission at the page of the form within ten seconds.';
ALTER FUNCTION footfall.visit_rule_name(smallint) OWNER TO footfall_owner;

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
  e.token
FROM footfall_store.event e
JOIN footfall_store.site s ON s.id = e.site
LEFT JOIN footfall_store.page p ON p.id = e.page
LEFT JOIN footfall_store.missing_page m ON m.id = e.page
LEFT JOIN footfall_store.query q ON q.id = e.query
LEFT JOIN footfall_store.referrer r ON r.id = e.referrer
LEFT JOIN footfall_store.agent a ON a.id = e.agent;
COMMENT ON COLUMN footfall.event.token IS 'Keyed hash of the token of a visit that the query carries.';

CREATE OR REPLACE VIEW footfall_store.contact_tie AS
WITH open AS (
  SELECT c.id, c.site, c.owner, c.at, c.cookie, c.channel, p.id AS page, c.token, c.token_rule
  FROM footfall_store.contact c
  JOIN footfall_store.site s ON s.id = c.site
  LEFT JOIN footfall_store.browsing_consent b ON b.site = c.site AND b.person = c.owner
  LEFT JOIN footfall_store.page p
    ON c.channel = 1 AND c.page_path <> '' AND p.site = c.site AND p.path = c.page_path
  WHERE c.direction = 1 AND s.link_browsing <> 'never'
    AND (c.owner IS NULL OR coalesce(b.is_given, s.link_browsing = 'always'))
), carried AS (
  -- Hits with the token: of the browser whose cookie it is, or that followed a link with it.
  SELECT c.id, e.visitor, e.at, e.cookie
  FROM open c
  JOIN footfall_store.event e ON e.token = c.token AND e.site = c.site
    AND e.at BETWEEN c.at - interval '1 day' AND c.at + interval '10 seconds'
  -- Programs look at links that people send each other.
  WHERE e.audience <> 1
  UNION ALL
  SELECT c.id, e.visitor, e.at, e.cookie
  FROM open c
  JOIN footfall_store.event e ON e.cookie = c.token AND e.site = c.site
    AND e.at BETWEEN c.at - interval '1 day' AND c.at + interval '10 seconds'
), told AS (
  SELECT DISTINCT c.id, c.channel, c.at, c.token_rule AS rule, s.visitor, s.first_at, s.last_at,
    coalesce(h.cookie, h.visitor) AS browser
  FROM carried h
  JOIN open c ON c.id = h.id
  JOIN footfall_store.session s ON s.visitor = h.visitor AND h.at BETWEEN s.first_at AND s.last_at
  -- Who passes a link or an address on gives nobody the visit of somebody who is known.
  WHERE c.owner IS NULL OR coalesce((
    SELECT bool_or(o.person = c.owner)
    FROM footfall_store.visitor_owner o
    WHERE o.visitor = s.visitor AND o.session_at = s.first_at), true)
), mailed AS (
  -- People write when they have left: what counts is the last visit before, of the one browser.
  SELECT id, rule, visitor, first_at,
    rank() OVER (PARTITION BY id ORDER BY first_at DESC) AS place,
    min(browser) OVER (PARTITION BY id) = max(browser) OVER (PARTITION BY id) AS is_one
  FROM told
  WHERE channel = 2 AND first_at <= at
), candidate AS (
  -- Half an hour after the last hit nobody can be taken for the same.
  SELECT c.id, 1::smallint AS rule, o.visitor, o.session_at
  FROM open c
  JOIN footfall_store.visitor_owner o ON o.person = c.owner AND o.site = c.site
  JOIN footfall_store.session s ON s.visitor = o.visitor AND s.first_at = o.session_at
  WHERE c.at >= o.from_at AND c.at < s.last_at + interval '30 minutes'
    AND (c.at < o.until_at OR o.until_at > s.last_at)
  UNION
  SELECT c.id, 2::smallint, s.visitor, s.first_at
  FROM open c
  JOIN footfall_store.event e ON e.cookie = c.cookie AND e.site = c.site
    AND e.at BETWEEN c.at - interval '1 day' AND c.at + interval '10 seconds'
  JOIN footfall_store.session s ON s.visitor = e.visitor AND e.at BETWEEN s.first_at AND s.last_at
  WHERE c.at >= s.first_at - interval '10 seconds' AND c.at < s.last_at + interval '30 minutes'
  UNION
  SELECT id, rule, visitor, first_at
  FROM told
  WHERE channel = 1 AND at >= first_at - interval '10 seconds'
    AND at < last_at + interval '30 minutes'
  UNION
  SELECT id, rule, visitor, first_at FROM mailed WHERE place = 1 AND is_one
  UNION
  SELECT c.id, 5::smallint, s.visitor, s.first_at
  FROM open c
  JOIN footfall_store.event e ON e.kind = 7 AND e.site = c.site AND e.page = c.page
    AND e.at BETWEEN c.at - interval '10 seconds' AND c.at + interval '10 seconds'
  JOIN footfall_store.session s ON s.visitor = e.visitor AND e.at BETWEEN s.first_at AND s.last_at
)
SELECT id AS contact, rule, min(visitor) AS visitor, min(session_at) AS session_at
FROM candidate
GROUP BY id, rule
HAVING count(*) = 1;
COMMENT ON COLUMN footfall_store.contact_tie.rule IS 'The smaller the stronger: see footfall.visit_rule_name.';

CREATE OR REPLACE VIEW footfall.contact_visit AS
SELECT DISTINCT ON (v.contact)
  i.name AS site, v.contact, v.visitor, v.session_at AS started_at,
  footfall.visit_rule_name(v.rule) AS rule
FROM footfall_store.contact_visit v
JOIN footfall_store.contact c ON c.id = v.contact
JOIN footfall_store.site i ON i.id = c.site
ORDER BY v.contact, v.rule;
COMMENT ON COLUMN footfall.contact_visit.rule IS 'The rule: see footfall.visit_rule_name.';

CREATE OR REPLACE VIEW footfall.contact_visit_quality AS
SELECT i.name AS site, footfall.visit_rule_name(v.rule) AS rule,
  count(*) AS contacts, count(l.contact) AS with_login,
  count(*) FILTER (WHERE l.visitor = v.visitor AND l.session_at = v.session_at) AS agreeing
FROM footfall_store.contact_visit v
JOIN footfall_store.contact c ON c.id = v.contact
JOIN footfall_store.site i ON i.id = c.site
LEFT JOIN footfall_store.contact_visit l ON l.contact = v.contact AND l.rule = 1
GROUP BY i.name, v.rule;

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
      'CREATE INDEX IF NOT EXISTS %I ON footfall_store.%I (token, at) WHERE token IS NOT NULL',
      name || '_token', name);
  END LOOP;
END
$$;
