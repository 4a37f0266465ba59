-- Whose visits are whose, and which visit led to a contact: as far as the persons allow it.
CREATE TABLE footfall_store.visitor_owner (
  visitor bigint NOT NULL,
  from_at timestamptz NOT NULL,
  until_at timestamptz NOT NULL,
  site bigint NOT NULL,
  person bigint NOT NULL,
  session_at timestamptz NOT NULL,
  PRIMARY KEY (visitor, from_at)
);
CREATE INDEX visitor_owner_person ON footfall_store.visitor_owner (person, site);
COMMENT ON TABLE footfall_store.visitor_owner IS 'Stretches of sessions whose person is known by a login or the cookie of one who logged in.';
COMMENT ON COLUMN footfall_store.visitor_owner.visitor IS 'The visitor.';
COMMENT ON COLUMN footfall_store.visitor_owner.from_at IS 'First instant.';
COMMENT ON COLUMN footfall_store.visitor_owner.until_at IS 'First instant that no longer belongs to it.';
COMMENT ON COLUMN footfall_store.visitor_owner.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.visitor_owner.person IS 'The person.';
COMMENT ON COLUMN footfall_store.visitor_owner.session_at IS 'Time of the first hit of the session.';

ALTER TABLE footfall_store.contact ADD COLUMN cookie bigint;
COMMENT ON COLUMN footfall_store.contact.cookie IS 'Keyed hash of the visitor cookie that a hidden field of the form gives.';

CREATE TABLE footfall_store.contact_visit (
  contact bigint NOT NULL,
  rule smallint NOT NULL CHECK (rule IN (1, 2, 5)),
  visitor bigint NOT NULL,
  session_at timestamptz NOT NULL,
  PRIMARY KEY (contact, rule)
);
COMMENT ON TABLE footfall_store.contact_visit IS 'The visit in which a contact was made, by each rule that tells it.';
COMMENT ON COLUMN footfall_store.contact_visit.contact IS 'The contact.';
COMMENT ON COLUMN footfall_store.contact_visit.rule IS '1 login, 2 cookie, 5 the only submission at the page of the form within ten seconds.';
COMMENT ON COLUMN footfall_store.contact_visit.visitor IS 'The visitor.';
COMMENT ON COLUMN footfall_store.contact_visit.session_at IS 'Time of the first hit of the session.';

-- Whether visits may be tied to each person: by the setting of the site, and the word of the person.
CREATE VIEW footfall_store.browsing_consent AS
SELECT s.id AS site, k.person,
  s.link_browsing = 'always' OR s.link_browsing = 'consent' AND coalesce(c.is_given, false)
    AS is_given
FROM footfall_store.site s
JOIN (
  SELECT DISTINCT n.site, n.person FROM footfall_store.identity_node n WHERE n.person IS NOT NULL
) k ON k.site = s.id
LEFT JOIN footfall.consent_state c
  ON c.person = k.person AND c.site = s.name AND c.purpose = 'browsing';
COMMENT ON VIEW footfall_store.browsing_consent IS 'Whether visits may be tied to each person.';
COMMENT ON COLUMN footfall_store.browsing_consent.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.browsing_consent.person IS 'The person.';
COMMENT ON COLUMN footfall_store.browsing_consent.is_given IS 'Whether they may.';

CREATE VIEW footfall_store.contact_tie AS
WITH open AS (
  SELECT c.id, c.site, c.owner, c.at, c.cookie, c.channel, p.id AS page
  FROM footfall_store.contact c
  JOIN footfall_store.site s ON s.id = c.site
  LEFT JOIN footfall_store.browsing_consent b ON b.site = c.site AND b.person = c.owner
  LEFT JOIN footfall_store.page p
    ON c.channel = 1 AND c.page_path <> '' AND p.site = c.site AND p.path = c.page_path
  WHERE c.direction = 1 AND s.link_browsing <> 'never'
    AND (c.owner IS NULL OR coalesce(b.is_given, s.link_browsing = 'always'))
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
COMMENT ON VIEW footfall_store.contact_tie IS 'The visit in which a contact was made, by each rule that tells one and no other.';
COMMENT ON COLUMN footfall_store.contact_tie.contact IS 'The contact.';
COMMENT ON COLUMN footfall_store.contact_tie.rule IS '1 login, 2 cookie, 5 submission.';
COMMENT ON COLUMN footfall_store.contact_tie.visitor IS 'The visitor.';
COMMENT ON COLUMN footfall_store.contact_tie.session_at IS 'Time of the first hit of the session.';

CREATE VIEW footfall.person_visit AS
SELECT i.name AS site, o.person, o.visitor, s.first_at AS started_at, s.last_at AS ended_at,
  o.from_at, o.until_at, s.pages, s.downloads, s.audience = 0 AND (s.pages > 0 OR s.downloads > 0)
    AS is_visit, e.path AS entry_page, x.path AS exit_page
FROM footfall_store.visitor_owner o
JOIN footfall_store.session s ON s.visitor = o.visitor AND s.first_at = o.session_at
JOIN footfall_store.site i ON i.id = o.site
LEFT JOIN footfall_store.page e ON e.id = s.entry_page
LEFT JOIN footfall_store.page x ON x.id = s.exit_page;
COMMENT ON VIEW footfall.person_visit IS 'Visits of known persons, as far as they allow it.';
COMMENT ON COLUMN footfall.person_visit.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.person_visit.person IS 'The person.';
COMMENT ON COLUMN footfall.person_visit.visitor IS 'The visitor.';
COMMENT ON COLUMN footfall.person_visit.started_at IS 'Time of the first hit of the session.';
COMMENT ON COLUMN footfall.person_visit.ended_at IS 'Time of the last hit of the session.';
COMMENT ON COLUMN footfall.person_visit.from_at IS 'From when on it is this person''s: a device may be shared.';
COMMENT ON COLUMN footfall.person_visit.until_at IS 'Until when.';
COMMENT ON COLUMN footfall.person_visit.pages IS 'Page views of the session.';
COMMENT ON COLUMN footfall.person_visit.downloads IS 'Downloads of the session.';
COMMENT ON COLUMN footfall.person_visit.is_visit IS 'Whether a page was seen or a download taken.';
COMMENT ON COLUMN footfall.person_visit.entry_page IS 'The first page or download.';
COMMENT ON COLUMN footfall.person_visit.exit_page IS 'The last page.';

CREATE VIEW footfall.contact_visit AS
SELECT DISTINCT ON (v.contact)
  i.name AS site, v.contact, v.visitor, v.session_at AS started_at,
  CASE v.rule WHEN 1 THEN 'login' WHEN 2 THEN 'cookie' ELSE 'submission' END AS rule
FROM footfall_store.contact_visit v
JOIN footfall_store.contact c ON c.id = v.contact
JOIN footfall_store.site i ON i.id = c.site
ORDER BY v.contact, v.rule;
COMMENT ON VIEW footfall.contact_visit IS 'The visit in which a contact was made, by the strongest rule that tells it.';
COMMENT ON COLUMN footfall.contact_visit.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.contact_visit.contact IS 'The contact.';
COMMENT ON COLUMN footfall.contact_visit.visitor IS 'The visitor.';
COMMENT ON COLUMN footfall.contact_visit.started_at IS 'Time of the first hit of the session.';
COMMENT ON COLUMN footfall.contact_visit.rule IS 'login, cookie, or submission: the only one at the page of the form within ten seconds.';

CREATE VIEW footfall.contact_visit_quality AS
SELECT i.name AS site,
  CASE v.rule WHEN 1 THEN 'login' WHEN 2 THEN 'cookie' ELSE 'submission' END AS rule,
  count(*) AS contacts, count(l.contact) AS with_login,
  count(*) FILTER (WHERE l.visitor = v.visitor AND l.session_at = v.session_at) AS agreeing
FROM footfall_store.contact_visit v
JOIN footfall_store.contact c ON c.id = v.contact
JOIN footfall_store.site i ON i.id = c.site
LEFT JOIN footfall_store.contact_visit l ON l.contact = v.contact AND l.rule = 1
GROUP BY i.name, v.rule;
COMMENT ON VIEW footfall.contact_visit_quality IS 'How well each rule tells the visit of a contact, measured where a login tells it too.';
COMMENT ON COLUMN footfall.contact_visit_quality.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.contact_visit_quality.rule IS 'The rule.';
COMMENT ON COLUMN footfall.contact_visit_quality.contacts IS 'Contacts that it ties to a visit.';
COMMENT ON COLUMN footfall.contact_visit_quality.with_login IS 'Those of them that a login ties too.';
COMMENT ON COLUMN footfall.contact_visit_quality.agreeing IS 'Those of them that it ties to the visit of the login.';

-- What was visited belongs to the story of a person.
CREATE OR REPLACE FUNCTION footfall.person_timeline(of_site text, of_person bigint)
RETURNS TABLE (
  at timestamptz, kind text, direction text, topic text, subject text, detail text,
  amount numeric, currency text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.at, c.channel, c.direction, c.topic, coalesce(nullif(c.subject, ''), c.form), c.excerpt,
    NULL::numeric, NULL::text
  FROM footfall.contact c WHERE c.site = of_site AND c.person = of_person
  UNION ALL
  SELECT a.at, a.kind, NULL, NULL, a.subject, a.note, NULL, NULL
  FROM footfall.activity a WHERE a.site = of_site AND a.person = of_person AND a.kind = 'note'
  UNION ALL
  SELECT a.next_at::timestamp AT TIME ZONE s.zone, 'next action', 'outbound', NULL, a.next_action,
    a.staff, NULL, NULL
  FROM footfall.activity a JOIN footfall_store.site s ON s.name = a.site
  WHERE a.site = of_site AND a.person = of_person AND a.next_at IS NOT NULL
  UNION ALL
  SELECT o.at, 'order', 'inbound', NULL, o.number, o.status, o.amount,
    coalesce(o.currency, s.currency)
  FROM footfall.customer_order o JOIN footfall_store.site s ON s.name = o.site
  WHERE o.site = of_site AND o.person = of_person
  UNION ALL
  SELECT t.at, 'order status', NULL, NULL, t.order_number, t.status, NULL, NULL
  FROM footfall.customer_order o
  JOIN footfall.order_status t ON t.site = o.site AND t.order_number = o.number
  WHERE o.site = of_site AND o.person = of_person
  UNION ALL
  SELECT h.sent_at, 'shipment', 'outbound', NULL, h.order_number,
    concat_ws(' ', h.carrier, h.tracking), NULL, NULL
  FROM footfall.customer_order o
  JOIN footfall.shipment h ON h.site = o.site AND h.order_number = o.number
  WHERE o.site = of_site AND o.person = of_person AND h.sent_at IS NOT NULL
  UNION ALL
  SELECT d.day::timestamp AT TIME ZONE s.zone, d.what, d.direction, NULL, b.product, b.number,
    b.price, coalesce(b.currency, s.currency)
  FROM footfall.subscription b JOIN footfall_store.site s ON s.name = b.site
  CROSS JOIN LATERAL (VALUES
    (b.started, 'subscription', 'inbound'), (b.ended, 'subscription ended', 'inbound'),
    (CASE WHEN b.ended IS NULL THEN b.renews_on END, 'renewal', NULL)) AS d (day, what, direction)
  WHERE b.site = of_site AND b.person = of_person AND d.day IS NOT NULL
  UNION ALL
  SELECT coalesce(w.at, w.as_of), 'wish', 'inbound', NULL, w.product, NULL, NULL, NULL
  FROM footfall.wish w WHERE w.site = of_site AND w.person = of_person
  UNION ALL
  SELECT a.at, 'survey', 'inbound', a.topic, a.survey, concat_ws(': ', a.question, a.answer),
    NULL, NULL
  FROM footfall.survey_answer a WHERE a.site = of_site AND a.person = of_person
  UNION ALL
  SELECT v.from_at, 'browsing', 'inbound', NULL, v.entry_page,
    concat_ws(', ', v.pages || ' pages', nullif(v.downloads, 0) || ' downloads',
      'last ' || v.exit_page), NULL, NULL
  FROM footfall.person_visit v WHERE v.site = of_site AND v.person = of_person AND v.is_visit
$$;

-- Of persons, the last word on news, and their visits.
CREATE OR REPLACE VIEW footfall.person AS
SELECT
  k.person,
  i.name AS site,
  coalesce(m.value, t.address) AS address,
  coalesce(u.name, o.name, w.person_name, '') AS name,
  t.first_contact_at,
  coalesce(t.contacts, 0) AS contacts,
  t.last_contact_at,
  t.last_direction,
  t.last_channel,
  t.last_topic,
  t.last_subject,
  u.number AS customer_number,
  u.phone,
  u.language,
  g.is_given AS opt_in,
  least(k.first_seen, t.first_contact_at) AS known_since,
  coalesce(o.orders, 0) AS orders,
  coalesce(o.spent, 0) AS spent,
  o.first_order_at,
  o.last_order_at,
  coalesce(b.subscribes, false) AS subscribes,
  b.renews_on,
  footfall.lifecycle(
    coalesce(o.orders, 0), o.last_order_at, coalesce(b.subscribes, false), now()) AS lifecycle,
  coalesce(m.is_role, false) AS is_organisation,
  coalesce(h.visits, 0) AS visits,
  h.last_visit_at
FROM (
  SELECT d.site, d.person, min(d.first_seen) AS first_seen
  FROM (
    SELECT n.site, n.person, n.first_seen
    FROM footfall_store.identity_node n
    WHERE n.person IS NOT NULL AND n.state = 0
    UNION ALL
    SELECT c.site, c.owner, c.at FROM footfall_store.contact c WHERE c.owner IS NOT NULL
  ) d
  GROUP BY d.site, d.person
) k
JOIN footfall_store.site i ON i.id = k.site
LEFT JOIN (
  SELECT DISTINCT ON (n.person, n.site) n.person, n.site, n.value, n.is_role
  FROM footfall_store.identity_node n
  WHERE n.kind = 3 AND n.state = 0
  ORDER BY n.person, n.site, n.last_seen DESC, n.id
) m ON m.person = k.person AND m.site = k.site
LEFT JOIN (
  SELECT DISTINCT ON (c.person, c.site) c.person, c.site, c.number, c.phone, c.language,
    coalesce(c.name, nullif(concat_ws(' ', c.given_name, c.family_name), ''), c.company) AS name
  FROM footfall.customer c
  WHERE c.person IS NOT NULL
  ORDER BY c.person, c.site, c.as_of DESC, c.id
) u ON u.person = k.person AND u.site = i.name
LEFT JOIN (
  SELECT r.person, r.site, count(*) AS orders,
    sum(r.amount) FILTER (WHERE coalesce(r.currency, z.currency) = z.currency) AS spent,
    min(r.at) AS first_order_at, max(r.at) AS last_order_at,
    (array_agg(r.name ORDER BY r.at DESC, r.id) FILTER (WHERE r.name IS NOT NULL))[1] AS name
  FROM footfall.customer_order r
  JOIN footfall_store.site z ON z.name = r.site
  WHERE r.person IS NOT NULL
  GROUP BY r.person, r.site
) o ON o.person = k.person AND o.site = i.name
LEFT JOIN (
  SELECT r.person, r.site, bool_or(r.ended IS NULL OR r.ended >= d.today) AS subscribes,
    min(r.renews_on) FILTER (WHERE r.ended IS NULL OR r.ended >= d.today) AS renews_on
  FROM footfall.subscription r
  JOIN footfall_store.site z ON z.name = r.site
  CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE z.zone)::date AS today) d
  WHERE r.person IS NOT NULL
  GROUP BY r.person, r.site
) b ON b.person = k.person AND b.site = i.name
LEFT JOIN (
  SELECT DISTINCT ON (c.person, c.site) c.person, c.site, c.address,
    min(c.at) OVER v AS first_contact_at, count(*) OVER v AS contacts, c.at AS last_contact_at,
    c.direction AS last_direction, c.channel AS last_channel, c.topic AS last_topic,
    c.subject AS last_subject
  FROM footfall.contact c
  WHERE c.person IS NOT NULL
  WINDOW v AS (PARTITION BY c.person, c.site)
  ORDER BY c.person, c.site, c.at DESC, c.id
) t ON t.person = k.person AND t.site = i.name
LEFT JOIN (
  SELECT DISTINCT ON (c.owner, c.site) c.owner, c.site, c.person_name
  FROM footfall_store.contact c
  WHERE c.owner IS NOT NULL AND c.person_name <> ''
  ORDER BY c.owner, c.site, c.at DESC, c.id
) w ON w.owner = k.person AND w.site = k.site
LEFT JOIN footfall.consent_state g
  ON g.person = k.person AND g.site = i.name AND g.purpose = 'news'
LEFT JOIN (
  SELECT v.person, v.site, count(DISTINCT (v.visitor, v.started_at)) AS visits,
    max(v.started_at) AS last_visit_at
  FROM footfall.person_visit v
  WHERE v.is_visit
  GROUP BY v.person, v.site
) h ON h.person = k.person AND h.site = i.name;
COMMENT ON COLUMN footfall.person.opt_in IS 'Whether the person asked for news, by the last word: see footfall.consent_state; null where nothing was said.';
COMMENT ON COLUMN footfall.person.visits IS 'Visits that are known to be this person''s.';
COMMENT ON COLUMN footfall.person.last_visit_at IS 'Time of the last of them.';

ALTER TABLE footfall_store.visitor_owner OWNER TO footfall_owner;
ALTER TABLE footfall_store.contact_visit OWNER TO footfall_owner;
ALTER VIEW footfall_store.browsing_consent OWNER TO footfall_owner;
ALTER VIEW footfall_store.contact_tie OWNER TO footfall_owner;
ALTER VIEW footfall.person_visit OWNER TO footfall_owner;
ALTER VIEW footfall.contact_visit OWNER TO footfall_owner;
ALTER VIEW footfall.contact_visit_quality OWNER TO footfall_owner;
GRANT SELECT, INSERT, UPDATE, DELETE ON footfall_store.visitor_owner, footfall_store.contact_visit
  TO footfall_ingest;
GRANT SELECT ON footfall_store.browsing_consent, footfall_store.contact_tie TO footfall_ingest;
GRANT SELECT ON footfall.person_visit, footfall.contact_visit, footfall.contact_visit_quality
  TO footfall_ingest, footfall_report, footfall_analyst;

-- Hits that tell who somebody is are few, or logged on purpose: they have indexes of their own.
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
      'CREATE INDEX IF NOT EXISTS %I ON footfall_store.%I (login, at) WHERE login IS NOT NULL',
      name || '_login', name);
    EXECUTE format(
      'CREATE INDEX IF NOT EXISTS %I ON footfall_store.%I (cookie, at) WHERE cookie IS NOT NULL',
      name || '_cookie', name);
    EXECUTE format(
      'CREATE INDEX IF NOT EXISTS %I ON footfall_store.%I (page, at) WHERE kind = 7',
      name || '_submission', name);
  END LOOP;
END
$$;
