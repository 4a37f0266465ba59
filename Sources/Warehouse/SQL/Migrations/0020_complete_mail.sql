-- What is known of messages beside the contact that each is: who or what wrote it, which others it
-- names, what was attached, what became of ours; conversations, and topics that staff put right.
ALTER TABLE footfall_store.contact
  ADD COLUMN topic_score real NOT NULL DEFAULT 0,
  ADD COLUMN topic_rules text NOT NULL DEFAULT '',
  ADD COLUMN told_topic text,
  ADD COLUMN told_by text,
  ADD COLUMN conversation bigint;
COMMENT ON COLUMN footfall_store.contact.topic_score IS 'What the rules of the topic weigh in it, in all.';
COMMENT ON COLUMN footfall_store.contact.topic_rules IS 'Rules of the topic that matched, parted by blanks.';
COMMENT ON COLUMN footfall_store.contact.told_topic IS 'What it is about by staff, by what was learned from staff, or by its conversation; null where the rules decide.';
COMMENT ON COLUMN footfall_store.contact.told_by IS 'staff, learned or thread; null where the rules decide.';
COMMENT ON COLUMN footfall_store.contact.conversation IS 'The contact that began its conversation; null for itself.';

CREATE TABLE footfall_store.message (
  id bigint PRIMARY KEY REFERENCES footfall_store.contact ON DELETE CASCADE,
  class smallint NOT NULL CHECK (class BETWEEN 1 AND 7),
  message_id bigint,
  is_proven boolean NOT NULL,
  is_cut boolean NOT NULL,
  size bigint NOT NULL,
  received_at timestamptz,
  staff text NOT NULL,
  is_from_dropbox boolean NOT NULL,
  reported_id bigint
);
CREATE INDEX message_message_id ON footfall_store.message (message_id);
COMMENT ON TABLE footfall_store.message IS 'What is known of a message beside the contact that it is.';
COMMENT ON COLUMN footfall_store.message.id IS 'Id of the contact.';
COMMENT ON COLUMN footfall_store.message.class IS 'Who or what wrote it: see footfall.message_class_name.';
COMMENT ON COLUMN footfall_store.message.message_id IS 'Keyed hash of its Message-ID; null where it has none.';
COMMENT ON COLUMN footfall_store.message.is_proven IS 'Whether the receiving server proved the sender.';
COMMENT ON COLUMN footfall_store.message.is_cut IS 'Whether not all of it was read.';
COMMENT ON COLUMN footfall_store.message.size IS 'Bytes of the whole message.';
COMMENT ON COLUMN footfall_store.message.received_at IS 'When the receiving server took it; null where no header tells.';
COMMENT ON COLUMN footfall_store.message.staff IS 'Who of the business wrote it; empty for what came in.';
COMMENT ON COLUMN footfall_store.message.is_from_dropbox IS 'Whether staff sent a copy to the dropbox.';
COMMENT ON COLUMN footfall_store.message.reported_id IS 'Keyed hash of the Message-ID that its reports speak of.';

CREATE TABLE footfall_store.message_reference (
  message bigint NOT NULL REFERENCES footfall_store.message ON DELETE CASCADE,
  named bigint NOT NULL,
  PRIMARY KEY (message, named)
);
COMMENT ON TABLE footfall_store.message_reference IS 'Which messages a message names by its headers.';
COMMENT ON COLUMN footfall_store.message_reference.message IS 'Id of the contact.';
COMMENT ON COLUMN footfall_store.message_reference.named IS 'Keyed hash of the Message-ID that it names.';

CREATE TABLE footfall_store.attachment (
  message bigint NOT NULL REFERENCES footfall_store.message ON DELETE CASCADE,
  place smallint NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  size bigint NOT NULL,
  hash bytea,
  PRIMARY KEY (message, place)
);
COMMENT ON TABLE footfall_store.attachment IS 'What is known of attached files; their bytes are not kept.';
COMMENT ON COLUMN footfall_store.attachment.message IS 'Id of the contact.';
COMMENT ON COLUMN footfall_store.attachment.place IS 'Which of its files, from 1.';
COMMENT ON COLUMN footfall_store.attachment.name IS 'Name as the sender wrote it.';
COMMENT ON COLUMN footfall_store.attachment.media_type IS 'Declared media type, lower case.';
COMMENT ON COLUMN footfall_store.attachment.size IS 'Decoded bytes.';
COMMENT ON COLUMN footfall_store.attachment.hash IS 'SHA-256 of the decoded bytes; null where not all of them were read.';

CREATE TABLE footfall_store.bounce (
  message bigint NOT NULL REFERENCES footfall_store.message ON DELETE CASCADE,
  place smallint NOT NULL,
  kind smallint NOT NULL CHECK (kind BETWEEN 1 AND 5),
  reason text NOT NULL,
  recipient bigint,
  action text NOT NULL,
  status text NOT NULL,
  diagnostic text NOT NULL,
  PRIMARY KEY (message, place)
);
CREATE INDEX bounce_recipient ON footfall_store.bounce (recipient);
COMMENT ON TABLE footfall_store.bounce IS 'What became of messages, recipient by recipient, as bounces and complaints tell it.';
COMMENT ON COLUMN footfall_store.bounce.message IS 'Id of the contact that the bounce is.';
COMMENT ON COLUMN footfall_store.bounce.place IS 'Which of its recipients, from 1.';
COMMENT ON COLUMN footfall_store.bounce.kind IS 'What follows: see footfall.bounce_kind_name.';
COMMENT ON COLUMN footfall_store.bounce.reason IS 'Why, in one word.';
COMMENT ON COLUMN footfall_store.bounce.recipient IS 'Keyed hash of the address, as of a person; null where it is not told.';
COMMENT ON COLUMN footfall_store.bounce.action IS 'failed, delayed, delivered and so on (RFC 3464), or the type of the complaint.';
COMMENT ON COLUMN footfall_store.bounce.status IS 'Status by RFC 3463; empty where there is none.';
COMMENT ON COLUMN footfall_store.bounce.diagnostic IS 'What the other server said; mail addresses are left out.';

CREATE TABLE footfall_store.topic_correction (
  contact bigint NOT NULL,
  at timestamptz NOT NULL,
  topic text NOT NULL,
  staff text NOT NULL,
  PRIMARY KEY (contact, at)
);
COMMENT ON TABLE footfall_store.topic_correction IS 'What staff says that contacts are about; the last word counts.';
COMMENT ON COLUMN footfall_store.topic_correction.contact IS 'Id of the contact.';
COMMENT ON COLUMN footfall_store.topic_correction.at IS 'When it was said.';
COMMENT ON COLUMN footfall_store.topic_correction.topic IS 'The topic.';
COMMENT ON COLUMN footfall_store.topic_correction.staff IS 'Who said so.';

CREATE FUNCTION footfall.message_class_name(class smallint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (ARRAY['human', 'auto', 'list', 'bounce', 'complaint', 'challenge', 'spam'])[class]
$$;
COMMENT ON FUNCTION footfall.message_class_name(smallint) IS 'Who or what wrote a message.';

CREATE FUNCTION footfall.bounce_kind_name(kind smallint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (ARRAY['hard', 'soft', 'block', 'delivered', 'complaint'])[kind]
$$;
COMMENT ON FUNCTION footfall.bounce_kind_name(smallint) IS
  'What follows from a report: the address is gone, may work later, the message was refused, it arrived, or the recipient complained.';

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
-- What a program or a list sent in is no touch with a person.
WHERE c.direction = 2 OR coalesce(m.class, 1) = 1
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
COMMENT ON VIEW footfall.contact IS 'Every touch with a person: forms, mail that a human wrote or that went out, and what staff wrote down.';
COMMENT ON COLUMN footfall.contact.topic IS 'What it is about: by staff, by what was learned from staff, by its conversation, or by the rules of topics.yaml.';
COMMENT ON COLUMN footfall.contact.topic_rule IS 'Rule that decided the topic; or staff, learned or thread.';
COMMENT ON COLUMN footfall.contact.staff IS 'Who of the staff wrote it down or sent a copy to the dropbox; null for what came by itself.';

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
  footfall.message_class_name(coalesce(m.class, 1::smallint)) AS class,
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
COMMENT ON VIEW footfall.message IS 'Form submissions and mail, of whatever class; people''s own are those of class human.';
COMMENT ON COLUMN footfall.message.class IS 'human, auto, list, bounce, complaint, challenge or spam.';
COMMENT ON COLUMN footfall.message.topic IS 'What it is about: by staff, by what was learned from staff, by its conversation, or by the rules of topics.yaml.';
COMMENT ON COLUMN footfall.message.topic_rule IS 'Rule that decided the topic; or staff, learned, thread, or class where its class says it.';
COMMENT ON COLUMN footfall.message.conversation IS 'Id of the conversation: that of the contact that began it.';
COMMENT ON COLUMN footfall.message.ruled_topic IS 'What the rules of topics.yaml say.';
COMMENT ON COLUMN footfall.message.topic_score IS 'What the rules of that topic weigh in it, in all.';
COMMENT ON COLUMN footfall.message.topic_rules IS 'Rules of that topic that matched, parted by blanks.';
COMMENT ON COLUMN footfall.message.is_proven IS 'Whether the receiving server proved the sender.';
COMMENT ON COLUMN footfall.message.size IS 'Bytes of the whole message; null for forms.';
COMMENT ON COLUMN footfall.message.is_cut IS 'Whether not all of it was read.';
COMMENT ON COLUMN footfall.message.received_at IS 'When the receiving server took it; null where no header tells.';
COMMENT ON COLUMN footfall.message.staff IS 'Who of the business wrote it; null for what came in.';
COMMENT ON COLUMN footfall.message.is_from_dropbox IS 'Whether staff sent a copy to the dropbox.';

CREATE VIEW footfall.attachment AS
SELECT i.name AS site, a.message, a.place, a.name, a.media_type, a.size, encode(a.hash, 'hex') AS hash
FROM footfall_store.attachment a
JOIN footfall_store.contact c ON c.id = a.message
JOIN footfall_store.site i ON i.id = c.site;
COMMENT ON VIEW footfall.attachment IS 'Files that were attached to messages; their bytes are not kept.';
COMMENT ON COLUMN footfall.attachment.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.attachment.message IS 'Id of the message.';
COMMENT ON COLUMN footfall.attachment.place IS 'Which of its files, from 1.';
COMMENT ON COLUMN footfall.attachment.name IS 'Name as the sender wrote it.';
COMMENT ON COLUMN footfall.attachment.media_type IS 'Declared media type, lower case.';
COMMENT ON COLUMN footfall.attachment.size IS 'Decoded bytes.';
COMMENT ON COLUMN footfall.attachment.hash IS 'SHA-256 of the decoded bytes in hexadecimal; null where not all of them were read.';

CREATE VIEW footfall.bounce AS
SELECT
  i.name AS site,
  c.at,
  b.message,
  footfall.bounce_kind_name(b.kind) AS kind,
  b.reason,
  p.address,
  d.person,
  b.action,
  b.status,
  b.diagnostic,
  o.id AS original
FROM footfall_store.bounce b
JOIN footfall_store.message m ON m.id = b.message
JOIN footfall_store.contact c ON c.id = b.message
JOIN footfall_store.site i ON i.id = c.site
LEFT JOIN footfall_store.person p ON p.id = b.recipient
LEFT JOIN footfall_store.identity_node d ON d.site = c.site AND d.id = b.recipient
LEFT JOIN LATERAL (
  SELECT t.id
  FROM footfall_store.message s
  JOIN footfall_store.contact t ON t.id = s.id
  WHERE s.message_id = m.reported_id AND t.site = c.site AND t.direction = 2
  ORDER BY t.at, t.id
  LIMIT 1
) o ON true;
COMMENT ON VIEW footfall.bounce IS 'What became of messages that went out, as bounces and complaints tell it.';
COMMENT ON COLUMN footfall.bounce.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.bounce.at IS 'Time of the report.';
COMMENT ON COLUMN footfall.bounce.message IS 'Id of the message that tells it.';
COMMENT ON COLUMN footfall.bounce.kind IS 'hard, soft, block, delivered or complaint.';
COMMENT ON COLUMN footfall.bounce.reason IS 'Why, in one word; unclassified where nothing told it.';
COMMENT ON COLUMN footfall.bounce.address IS 'Address that it is about; null where it is not told.';
COMMENT ON COLUMN footfall.bounce.person IS 'The person whom the address names; null where it names none.';
COMMENT ON COLUMN footfall.bounce.action IS 'failed, delayed, delivered and so on, or the type of the complaint.';
COMMENT ON COLUMN footfall.bounce.status IS 'Status by RFC 3463; empty where there is none.';
COMMENT ON COLUMN footfall.bounce.diagnostic IS 'What the other server said; mail addresses are left out.';
COMMENT ON COLUMN footfall.bounce.original IS 'Our message that it is about; null where that is not known.';

CREATE VIEW footfall.conversation AS
WITH said AS (
  SELECT m.site, m.conversation, m.id, m.at, m.person, m.topic, m.staff, m.direction = 'inbound' AS is_theirs,
    m.class = 'human' AS is_human
  FROM footfall.message m
  WHERE m.class = 'human' OR m.direction = 'outbound'
), spoken AS (
  SELECT s.site, s.conversation,
    min(s.at) AS opened_at,
    max(s.at) AS last_at,
    count(*) AS messages,
    (array_agg(s.person ORDER BY s.at, s.id) FILTER (WHERE s.person IS NOT NULL))[1] AS person,
    (array_agg(s.topic ORDER BY s.at, s.id))[1] AS topic,
    min(s.at) FILTER (WHERE s.is_theirs) AS asked_at,
    max(s.at) FILTER (WHERE NOT s.is_theirs AND s.is_human) AS told_at
  FROM said s
  GROUP BY s.site, s.conversation
), answer AS (
  SELECT DISTINCT ON (s.site, s.conversation) s.site, s.conversation, s.at, s.staff
  FROM said s
  JOIN spoken k ON k.site = s.site AND k.conversation = s.conversation
  WHERE NOT s.is_theirs AND s.is_human AND s.at >= k.asked_at
  ORDER BY s.site, s.conversation, s.at, s.id
), open_question AS (
  SELECT s.site, s.conversation, min(s.at) AS at
  FROM said s
  JOIN spoken k ON k.site = s.site AND k.conversation = s.conversation
  WHERE s.is_theirs AND (k.told_at IS NULL OR s.at > k.told_at)
    -- To these there is nothing to say.
    AND s.topic NOT IN ('opt_in', 'unsubscribe', 'feedback_praise')
  GROUP BY s.site, s.conversation
)
SELECT
  k.site,
  k.conversation AS id,
  k.person,
  k.opened_at,
  k.topic,
  k.messages,
  a.at AS first_response_at,
  extract(epoch FROM a.at - k.asked_at)::double precision AS first_response,
  CASE
    WHEN q.at IS NOT NULL THEN 'us'
    WHEN k.told_at >= k.last_at THEN 'them'
  END AS waiting_on,
  a.staff AS answered_by,
  q.at AS oldest_unanswered_at,
  k.asked_at,
  k.last_at
FROM spoken k
LEFT JOIN answer a ON a.site = k.site AND a.conversation = k.conversation
LEFT JOIN open_question q ON q.site = k.site AND q.conversation = k.conversation;
COMMENT ON VIEW footfall.conversation IS 'Form submissions and messages that belong together, by what they name; answers that programs gave are no answers.';
COMMENT ON COLUMN footfall.conversation.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.conversation.id IS 'Id of the contact that began it.';
COMMENT ON COLUMN footfall.conversation.person IS 'The person of the first message that names one.';
COMMENT ON COLUMN footfall.conversation.opened_at IS 'Time of the first message.';
COMMENT ON COLUMN footfall.conversation.topic IS 'What the first message is about.';
COMMENT ON COLUMN footfall.conversation.messages IS 'Messages, both ways, without those that programs sent in.';
COMMENT ON COLUMN footfall.conversation.first_response_at IS 'Time of the first answer to the first message that came in; null without one.';
COMMENT ON COLUMN footfall.conversation.first_response IS 'From that message to that answer, in seconds.';
COMMENT ON COLUMN footfall.conversation.waiting_on IS 'us where a message that came in is not answered; them where the last word is ours; null where nothing is to be said.';
COMMENT ON COLUMN footfall.conversation.answered_by IS 'Who of the business gave the first answer.';
COMMENT ON COLUMN footfall.conversation.oldest_unanswered_at IS 'Time of the first message since our last word; null where none is to be answered.';
COMMENT ON COLUMN footfall.conversation.asked_at IS 'Time of the first message that came in.';
COMMENT ON COLUMN footfall.conversation.last_at IS 'Time of the last message.';

-- A sender who is not proved (rule 7) is somebody, but ties no values together.
CREATE OR REPLACE VIEW footfall_store.identity_claim AS
SELECT r.site, r.generation, r.position, 2::smallint AS rule, r.at, v.kind, v.value,
  CASE v.kind WHEN 1 THEN r.retired_at END AS retired_at
FROM footfall_store.ledger_name r
CROSS JOIN LATERAL (VALUES
  (1::smallint, r.number), (2::smallint, r.login), (3::smallint, r.email), (5::smallint, r.phone))
  AS v (kind, value)
WHERE v.value IS NOT NULL
UNION ALL
SELECT c.site, c.generation, c.position,
  CASE
    WHEN c.channel = 2 AND c.direction = 1 AND NOT coalesce(m.is_proven, false) THEN 7
    ELSE c.channel + 3
  END::smallint,
  c.at, 3::smallint, p.address, NULL
FROM footfall_store.contact c
JOIN footfall_store.person p ON p.id = c.person
LEFT JOIN footfall_store.message m ON m.id = c.id;

ALTER TABLE footfall_store.message OWNER TO footfall_owner;
ALTER TABLE footfall_store.message_reference OWNER TO footfall_owner;
ALTER TABLE footfall_store.attachment OWNER TO footfall_owner;
ALTER TABLE footfall_store.bounce OWNER TO footfall_owner;
ALTER TABLE footfall_store.topic_correction OWNER TO footfall_owner;
ALTER FUNCTION footfall.message_class_name(smallint) OWNER TO footfall_owner;
ALTER FUNCTION footfall.bounce_kind_name(smallint) OWNER TO footfall_owner;
ALTER VIEW footfall.attachment OWNER TO footfall_owner;
ALTER VIEW footfall.bounce OWNER TO footfall_owner;
ALTER VIEW footfall.conversation OWNER TO footfall_owner;
GRANT SELECT ON footfall.attachment, footfall.bounce, footfall.conversation
  TO footfall_ingest, footfall_report, footfall_analyst;
GRANT SELECT, INSERT, UPDATE ON footfall_store.message TO footfall_ingest;
GRANT SELECT, INSERT ON footfall_store.message_reference, footfall_store.attachment,
  footfall_store.bounce, footfall_store.topic_correction TO footfall_ingest;
GRANT UPDATE (conversation, told_topic, told_by) ON footfall_store.contact TO footfall_ingest;
