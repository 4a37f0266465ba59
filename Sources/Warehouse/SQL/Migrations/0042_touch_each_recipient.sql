-- A message of the business is a touch with each of those to whom it went. The contact is with the first,
-- so that whatever counts messages counts it once; here stand the others.
--
-- A message that was loaded before has its first recipient alone until a copy of it is read again.
CREATE TABLE footfall_store.message_recipient (
  message bigint NOT NULL REFERENCES footfall_store.message ON DELETE CASCADE,
  recipient bigint NOT NULL,
  place smallint NOT NULL CHECK (place > 0),
  owner bigint,
  person_name text NOT NULL,
  PRIMARY KEY (message, recipient)
);
CREATE INDEX message_recipient_recipient ON footfall_store.message_recipient (recipient);
CREATE INDEX message_recipient_owner ON footfall_store.message_recipient (owner);
COMMENT ON TABLE footfall_store.message_recipient IS 'To whom messages of the business went, beside the one that the contact is with.';
COMMENT ON COLUMN footfall_store.message_recipient.message IS 'Id of the contact.';
COMMENT ON COLUMN footfall_store.message_recipient.recipient IS 'Keyed hash of the address, as of a person.';
COMMENT ON COLUMN footfall_store.message_recipient.place IS 'Which of those who are not of the business, from 1; of several copies the first.';
COMMENT ON COLUMN footfall_store.message_recipient.owner IS 'The person that the address names; null where it is the business''s own by now.';
COMMENT ON COLUMN footfall_store.message_recipient.person_name IS 'Name as the author wrote it; of several the last by the alphabet.';

CREATE VIEW footfall_store.contact_party AS
SELECT c.id, c.site, c.at, c.channel, c.direction, c.generation, c.position, 0::smallint AS place,
  c.person, c.owner, c.person_name
FROM footfall_store.contact c
UNION ALL
SELECT c.id, c.site, c.at, c.channel, c.direction, c.generation, c.position, r.place,
  r.recipient, r.owner, r.person_name
FROM footfall_store.message_recipient r
JOIN footfall_store.contact c ON c.id = r.message;
COMMENT ON VIEW footfall_store.contact_party IS 'All with whom contacts are.';
COMMENT ON COLUMN footfall_store.contact_party.id IS 'Id of the contact.';
COMMENT ON COLUMN footfall_store.contact_party.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.contact_party.at IS 'Time of the contact.';
COMMENT ON COLUMN footfall_store.contact_party.channel IS '1 form, 2 email.';
COMMENT ON COLUMN footfall_store.contact_party.direction IS '1 inbound, 2 outbound.';
COMMENT ON COLUMN footfall_store.contact_party.generation IS 'Stream that it was read from.';
COMMENT ON COLUMN footfall_store.contact_party.position IS 'Its place in that.';
COMMENT ON COLUMN footfall_store.contact_party.place IS '0 for the one that the contact is with; of others which of the recipients.';
COMMENT ON COLUMN footfall_store.contact_party.person IS 'Keyed hash of the address; null where none was given.';
COMMENT ON COLUMN footfall_store.contact_party.owner IS 'The person that the address names.';
COMMENT ON COLUMN footfall_store.contact_party.person_name IS 'Name as it was written.';

-- A recipient beside the first is somebody, and is tied to nobody by it: neither to the others nor to
-- any other value (rule 7).
CREATE OR REPLACE VIEW footfall_store.contact_claim AS
SELECT y.id, y.site, y.generation, y.position,
  CASE
    WHEN y.place > 0
      OR y.channel = 2 AND y.direction = 1 AND NOT coalesce(m.is_proven, false) THEN 7
    ELSE y.channel + 3
  END::smallint AS rule,
  y.at, 3::smallint AS kind, p.address AS value
FROM footfall_store.contact_party y
JOIN footfall_store.person p ON p.id = y.person
LEFT JOIN footfall_store.message m ON m.id = y.id;
COMMENT ON VIEW footfall_store.contact_claim IS 'The addresses that a contact names persons by.';
COMMENT ON COLUMN footfall_store.contact_claim.rule IS 'What kind of record it is; 7 where the sender is not proved, and for recipients beside the first: it ties no values together.';
COMMENT ON COLUMN footfall_store.contact_claim.value IS 'An address.';

-- A report is believed of whomever the message went to.
CREATE OR REPLACE VIEW footfall_store.told_bounce AS
SELECT c.site, c.at, b.message, b.place, b.kind, b.reason, b.recipient, b.action, b.status,
  b.diagnostic, o.id AS original,
  b.is_vouched OR EXISTS (
    SELECT FROM footfall_store.message s
    JOIN footfall_store.contact t ON t.id = s.id
    WHERE s.message_id = m.reported_id AND s.is_ours AND t.site = c.site AND t.direction = 2
      AND (t.person = b.recipient OR EXISTS (
        SELECT FROM footfall_store.message_recipient r
        WHERE r.message = s.id AND r.recipient = b.recipient))) AS is_believed
FROM footfall_store.bounce b
JOIN footfall_store.message m ON m.id = b.message
JOIN footfall_store.contact c ON c.id = b.message
LEFT JOIN LATERAL (
  SELECT t.id
  FROM footfall_store.message s
  JOIN footfall_store.contact t ON t.id = s.id
  WHERE s.message_id = m.reported_id AND t.site = c.site AND t.direction = 2
  ORDER BY t.at, t.id
  LIMIT 1
) o ON true;

CREATE OR REPLACE VIEW footfall.contact AS
SELECT
  c.id,
  i.name AS site,
  c.at,
  c.owner AS person,
  p.address,
  c.person_name,
  (ARRAY['inbound', 'outbound'])[c.direction] AS direction,
  (ARRAY['form', 'email'])[c.channel] AS channel,
  coalesce(c.told_topic, c.topic) AS topic,
  coalesce(c.told_by, c.topic_rule) AS topic_rule,
  c.subject,
  c.excerpt,
  c.form,
  c.page_path AS page,
  c.generation,
  c.position,
  CASE WHEN m.is_from_dropbox THEN m.staff END AS staff
FROM footfall_store.contact c
JOIN footfall_store.site i ON i.id = c.site
LEFT JOIN footfall_store.person p ON p.id = c.person
LEFT JOIN footfall_store.message m ON m.id = c.id
-- What a program or a list sent in is no touch with a person, nor is a form told once more.
WHERE c.direction = 2
  OR coalesce(m.class, 1) = 1 AND NOT (
    coalesce(m.is_form_mail, false)
    AND EXISTS (SELECT FROM footfall_store.form_notice n WHERE n.message = c.id))
UNION ALL
-- The others to whom a message of ours went, each person once.
SELECT
  c.id,
  i.name,
  c.at,
  r.owner,
  p.address,
  r.person_name,
  'outbound',
  'email',
  coalesce(c.told_topic, c.topic),
  coalesce(c.told_by, c.topic_rule),
  c.subject,
  c.excerpt,
  c.form,
  c.page_path,
  c.generation,
  c.position,
  CASE WHEN m.is_from_dropbox THEN m.staff END
FROM footfall_store.message_recipient r
JOIN footfall_store.message m ON m.id = r.message
JOIN footfall_store.contact c ON c.id = r.message
JOIN footfall_store.site i ON i.id = c.site
LEFT JOIN footfall_store.person p ON p.id = r.recipient
WHERE r.owner IS NOT NULL AND r.owner IS DISTINCT FROM c.owner AND NOT EXISTS (
  SELECT FROM footfall_store.message_recipient b
  WHERE b.message = r.message AND b.owner = r.owner
    AND (b.place, b.recipient) < (r.place, r.recipient))
UNION ALL
SELECT
  a.id,
  i.name,
  a.at,
  o.person,
  a.email,
  '',
  coalesce(a.direction, 'outbound'),
  a.kind,
  coalesce(a.topic, 'other'),
  'staff',
  coalesce(a.subject, ''),
  left(coalesce(a.note, ''), 500),
  '',
  '',
  a.generation,
  a.position,
  coalesce(a.staff, '')
FROM footfall_store.activity a
JOIN footfall_store.site i ON i.id = a.site
LEFT JOIN footfall_store.ledger_person o ON o.id = a.id
WHERE a.kind <> 'note'
  AND NOT EXISTS (SELECT FROM footfall_store.activity n WHERE n.id = a.id AND n.as_of > a.as_of);
COMMENT ON VIEW footfall.contact IS 'Every touch with a person: forms, mail that a human wrote or that went out, and what staff wrote down. A message that went to several is one touch with each of them; footfall.message has it once.';
COMMENT ON COLUMN footfall.contact.id IS 'Id of the contact; the touches that one message is with several have one.';
COMMENT ON COLUMN footfall.contact.person_name IS 'Name as the person wrote it, or staff to the person.';
COMMENT ON COLUMN footfall.message.person IS 'The person, the first of those to whom it went; null where nobody is named.';

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
    greatest(o.orders, b.had::int::bigint, 0), greatest(o.last_order_at, b.ended_at),
    coalesce(b.subscribes, false), now()) AS lifecycle,
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
    SELECT y.site, y.owner, y.at FROM footfall_store.contact_party y WHERE y.owner IS NOT NULL
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
  -- Of several rows of a customer's each says what it says.
  SELECT c.person, c.site,
    (array_agg(c.number ORDER BY c.as_of DESC, c.id) FILTER (WHERE c.number IS NOT NULL))[1]
      AS number,
    (array_agg(c.phone ORDER BY c.as_of DESC, c.id) FILTER (WHERE c.phone IS NOT NULL))[1] AS phone,
    (array_agg(c.language ORDER BY c.as_of DESC, c.id) FILTER (WHERE c.language IS NOT NULL))[1]
      AS language,
    (array_agg(n.name ORDER BY c.as_of DESC, c.id) FILTER (WHERE n.name IS NOT NULL))[1] AS name
  FROM footfall.customer c
  CROSS JOIN LATERAL (
    SELECT coalesce(c.name, nullif(concat_ws(' ', c.given_name, c.family_name), ''), c.company)
      AS name
  ) n
  WHERE c.person IS NOT NULL
  GROUP BY c.person, c.site
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
  SELECT r.person, r.site,
    bool_or(r.started <= d.today AND coalesce(r.ended >= d.today, true)) AS subscribes,
    bool_or(r.started <= d.today) AS had,
    (max(r.ended + 1) FILTER (WHERE r.ended < d.today))::timestamp AT TIME ZONE min(z.zone)
      AS ended_at,
    min(r.renews_on) FILTER (WHERE coalesce(r.ended >= d.today, true)) AS renews_on
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
  SELECT DISTINCT ON (y.owner, y.site) y.owner, y.site, y.person_name
  FROM footfall_store.contact_party y
  WHERE y.owner IS NOT NULL AND y.person_name <> ''
  ORDER BY y.owner, y.site, y.at DESC, y.id, y.place
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

CREATE OR REPLACE VIEW footfall.person_attribute AS
SELECT DISTINCT ON (a.person, a.site, a.attribute)
  a.site, a.person, a.attribute, a.value, a.source, a.at, t.name AS stream, a.generation, a.position
FROM (
  SELECT u.site, u.person, x.attribute, x.value, 1 AS place, 'customer' AS source, u.as_of AS at, u.id,
    l.generation, l.position
  FROM (
    SELECT c.person, c.site, c.id, c.as_of, c.phone,
      coalesce(c.name, nullif(concat_ws(' ', c.given_name, c.family_name), ''), c.company) AS name
    FROM footfall.customer c
    WHERE c.person IS NOT NULL
  ) u
  JOIN footfall_store.customer l ON l.id = u.id AND l.as_of = u.as_of
  CROSS JOIN LATERAL (VALUES ('name', u.name), ('phone', u.phone)) AS x (attribute, value)
  WHERE x.value IS NOT NULL
  UNION ALL
  SELECT o.site, o.person, 'name', o.name, 2, 'order', o.at, o.id, l.generation, l.position
  FROM footfall.customer_order o
  JOIN footfall_store.customer_order l ON l.id = o.id AND l.as_of = o.as_of
  WHERE o.person IS NOT NULL AND o.name IS NOT NULL
  UNION ALL
  SELECT s.name, y.owner, 'name', y.person_name, 3, (ARRAY['form', 'email'])[y.channel], y.at, y.id,
    y.generation, y.position
  FROM footfall_store.contact_party y
  JOIN footfall_store.site s ON s.id = y.site
  WHERE y.owner IS NOT NULL AND y.person_name <> ''
) a
LEFT JOIN footfall_store.stream t ON t.generation = a.generation
ORDER BY a.person, a.site, a.attribute, a.place, a.at DESC, a.id;

CREATE OR REPLACE FUNCTION footfall_store.analyze_persons() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  ANALYZE footfall_store.identity_node, footfall_store.identity_evidence,
    footfall_store.ledger_person, footfall_store.customer, footfall_store.customer_order,
    footfall_store.activity, footfall_store.survey_answer, footfall_store.wish,
    footfall_store.subscription, footfall_store.contact, footfall_store.message_recipient,
    footfall_store.person;
END
$$;

ALTER TABLE footfall_store.message_recipient OWNER TO footfall_owner;
ALTER VIEW footfall_store.contact_party OWNER TO footfall_owner;
GRANT SELECT, INSERT, DELETE ON footfall_store.message_recipient TO footfall_ingest;
GRANT UPDATE (place, owner, person_name) ON footfall_store.message_recipient TO footfall_ingest;
GRANT UPDATE (person, person_name) ON footfall_store.contact TO footfall_ingest;
GRANT SELECT ON footfall_store.contact_party TO footfall_ingest;
