-- Anybody can send what looks like a bounce: what a report says of an address counts where its way
-- bears it out, or where it names a message that went from here to that address. And what a site tells
-- of a form by mail is the form once more, where the form is here.
ALTER TABLE footfall_store.bounce ADD COLUMN is_vouched boolean NOT NULL DEFAULT true;
-- What was loaded before counted, and goes on to.
ALTER TABLE footfall_store.bounce ALTER COLUMN is_vouched SET DEFAULT false;
COMMENT ON COLUMN footfall_store.bounce.is_vouched IS 'Whether its way bears it out: the business''s own servers wrote it or, with proof, one of its own or of the recipient''s domain.';
GRANT UPDATE (is_vouched) ON footfall_store.bounce TO footfall_ingest;

ALTER TABLE footfall_store.message ADD COLUMN is_form_mail boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN footfall_store.message.is_form_mail IS 'Whether the site tells by it of a form that somebody filled in.';
ALTER TABLE footfall_store.message ADD COLUMN is_ours boolean NOT NULL DEFAULT true;
-- Of what was loaded before nobody asked.
ALTER TABLE footfall_store.message ALTER COLUMN is_ours SET DEFAULT false;
COMMENT ON COLUMN footfall_store.message.is_ours IS 'Whether, where it went out, its own way bears out that the business sent it.';
GRANT UPDATE (is_ours) ON footfall_store.message TO footfall_ingest;
CREATE INDEX message_form_mail ON footfall_store.message (id) WHERE is_form_mail;

CREATE VIEW footfall_store.told_bounce AS
SELECT c.site, c.at, b.message, b.place, b.kind, b.reason, b.recipient, b.action, b.status,
  b.diagnostic, o.id AS original,
  b.is_vouched OR EXISTS (
    SELECT FROM footfall_store.message s
    JOIN footfall_store.contact t ON t.id = s.id
    WHERE s.message_id = m.reported_id AND s.is_ours AND t.site = c.site AND t.direction = 2
      AND t.person = b.recipient) AS is_believed
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
COMMENT ON VIEW footfall_store.told_bounce IS 'What became of messages by bounces and complaints, and whether that is believed.';
COMMENT ON COLUMN footfall_store.told_bounce.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.told_bounce.at IS 'Time of the report.';
COMMENT ON COLUMN footfall_store.told_bounce.message IS 'Id of the contact that the report is.';
COMMENT ON COLUMN footfall_store.told_bounce.place IS 'Which of its recipients, from 1.';
COMMENT ON COLUMN footfall_store.told_bounce.kind IS 'What follows: see footfall.bounce_kind_name.';
COMMENT ON COLUMN footfall_store.told_bounce.reason IS 'Why, in one word.';
COMMENT ON COLUMN footfall_store.told_bounce.recipient IS 'Keyed hash of the address, as of a person; null where it is not told.';
COMMENT ON COLUMN footfall_store.told_bounce.action IS 'failed, delayed, delivered and so on (RFC 3464), or the type of the complaint.';
COMMENT ON COLUMN footfall_store.told_bounce.status IS 'Status by RFC 3463; empty where there is none.';
COMMENT ON COLUMN footfall_store.told_bounce.diagnostic IS 'What the other server said; mail addresses are left out.';
COMMENT ON COLUMN footfall_store.told_bounce.original IS 'Our message that it is about; null where that is not known.';
COMMENT ON COLUMN footfall_store.told_bounce.is_believed IS 'Whether its way bears it out, or it names a message that went from here to that address.';

CREATE OR REPLACE VIEW footfall.bounce AS
SELECT
  i.name AS site,
  b.at,
  b.message,
  footfall.bounce_kind_name(b.kind) AS kind,
  b.reason,
  p.address,
  d.person,
  b.action,
  b.status,
  b.diagnostic,
  b.original,
  b.is_believed
FROM footfall_store.told_bounce b
JOIN footfall_store.site i ON i.id = b.site
LEFT JOIN footfall_store.person p ON p.id = b.recipient
LEFT JOIN footfall_store.identity_node d ON d.site = b.site AND d.id = b.recipient;
COMMENT ON VIEW footfall.bounce IS 'What became of messages that went out, as bounces and complaints tell it, the believed and the others: anybody can send what looks like one.';
COMMENT ON COLUMN footfall.bounce.is_believed IS 'Whether it counts against the address: a server of the business wrote it and no other host handed it over; or a server of the business or of the recipient''s domain sent it, and is proved; or it names a message that is here and went to that address.';

-- A form and the mail by which the site tells of it are one submission: of the same address, and within
-- ten minutes; of several forms the nearest.
CREATE VIEW footfall_store.form_notice AS
SELECT m.id AS message, f.id AS form
FROM footfall_store.message m
JOIN footfall_store.contact c ON c.id = m.id
CROSS JOIN LATERAL (
  SELECT t.id
  FROM footfall_store.contact t
  WHERE t.owner = c.owner AND t.person = c.person AND t.site = c.site AND t.channel = 1
    AND t.at BETWEEN c.at - interval '10 minutes' AND c.at + interval '10 minutes'
  ORDER BY abs(extract(epoch FROM t.at - c.at)), t.at, t.id
  LIMIT 1
) f
WHERE m.is_form_mail;
COMMENT ON VIEW footfall_store.form_notice IS 'Mail by which the site told of a form that is here as well.';
COMMENT ON COLUMN footfall_store.form_notice.message IS 'Id of the mail.';
COMMENT ON COLUMN footfall_store.form_notice.form IS 'Id of the form''s contact.';

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

CREATE OR REPLACE VIEW footfall.message AS
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
  CASE
    WHEN coalesce(m.is_form_mail, false)
      AND EXISTS (SELECT FROM footfall_store.form_notice n WHERE n.message = c.id)
      THEN 'auto'
    ELSE footfall.message_class_name(coalesce(m.class, 1::smallint))
  END AS class,
  coalesce(c.conversation, c.id) AS conversation,
  c.topic AS ruled_topic,
  c.topic_score,
  c.topic_rules,
  coalesce(m.is_proven, false) AS is_proven,
  m.size,
  coalesce(m.is_cut, false) AS is_cut,
  m.received_at,
  nullif(m.staff, '') AS staff,
  coalesce(m.is_from_dropbox, false) AS is_from_dropbox
FROM footfall_store.contact c
JOIN footfall_store.site i ON i.id = c.site
LEFT JOIN footfall_store.person p ON p.id = c.person
LEFT JOIN footfall_store.message m ON m.id = c.id;
COMMENT ON COLUMN footfall.message.class IS 'human, auto, list, bounce, complaint, challenge or spam; what a site tells by mail of a form that is here as well is auto.';

ALTER VIEW footfall_store.told_bounce OWNER TO footfall_owner;
ALTER VIEW footfall_store.form_notice OWNER TO footfall_owner;
GRANT SELECT ON footfall_store.form_notice TO footfall_ingest;
