-- The analysts' views of persons: who is who and why, every touch, and what became of each.
CREATE FUNCTION footfall.identity_kind_name(kind smallint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (ARRAY['customer number', 'login', 'mail address', 'order number', 'telephone',
    'mail token', 'download key', 'cookie'])[kind]
$$;
COMMENT ON FUNCTION footfall.identity_kind_name(smallint) IS 'What a value that names a person is.';

CREATE FUNCTION footfall.identity_state_name(state smallint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (ARRAY['member', 'sole', 'shared', 'excessive', 'unowned'])[state + 1]
$$;
COMMENT ON FUNCTION footfall.identity_state_name(smallint) IS
  'How a value belongs to a person: it makes the person, or is used by one, by several, or by none.';

CREATE FUNCTION footfall.identity_rule_name(rule smallint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (ARRAY['staff', 'ledger', 'login', 'form', 'mail', 'link'])[rule]
$$;
COMMENT ON FUNCTION footfall.identity_rule_name(smallint) IS 'What kind of record is evidence.';

CREATE FUNCTION footfall.identity_conflict_name(reason smallint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (ARRAY['two values of which everybody has one', 'staff says two persons',
    'more values than one person has', 'more new addresses in a year than one person has',
    'the value was given up before', 'several persons use the device',
    'more devices in a week than one person has'])[reason]
$$;
COMMENT ON FUNCTION footfall.identity_conflict_name(smallint) IS 'Why evidence does not count.';

CREATE FUNCTION footfall.lifecycle(
  orders bigint, last_order_at timestamptz, subscribes boolean, as_of timestamptz
) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN NOT subscribes AND orders = 0 THEN 'prospect'
    WHEN NOT subscribes AND last_order_at < as_of - interval '365 days' THEN 'lapsed'
    WHEN orders >= 2 THEN 'repeat'
    ELSE 'customer'
  END
$$;
COMMENT ON FUNCTION footfall.lifecycle(bigint, timestamptz, boolean, timestamptz) IS
  'prospect: never ordered; customer: once; repeat: more often; lapsed: not in 365 days. Whoever subscribes has not lapsed.';

CREATE VIEW footfall.person_identifier AS
SELECT s.name AS site, n.person, footfall.identity_kind_name(n.kind) AS kind, n.value,
  n.first_seen, n.last_seen, footfall.identity_state_name(n.state) AS state, n.is_role,
  n.retired_at, n.id
FROM footfall_store.identity_node n
JOIN footfall_store.site s ON s.id = n.site;
COMMENT ON VIEW footfall.person_identifier IS 'Values that name persons.';
COMMENT ON COLUMN footfall.person_identifier.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.person_identifier.person IS 'The person; null where it names none, or several.';
COMMENT ON COLUMN footfall.person_identifier.kind IS 'What the value is.';
COMMENT ON COLUMN footfall.person_identifier.value IS 'The value, normalised.';
COMMENT ON COLUMN footfall.person_identifier.first_seen IS 'Time of the first record that names it.';
COMMENT ON COLUMN footfall.person_identifier.last_seen IS 'Time of the last record that names it.';
COMMENT ON COLUMN footfall.person_identifier.state IS 'member, sole, shared, excessive or unowned.';
COMMENT ON COLUMN footfall.person_identifier.is_role IS 'Whether it is the address of an office.';
COMMENT ON COLUMN footfall.person_identifier.retired_at IS 'When it was given up.';
COMMENT ON COLUMN footfall.person_identifier.id IS 'Id of the value; it resolves to the person for ever.';

CREATE VIEW footfall.person_evidence AS
SELECT s.name AS site, e.a, e.b, footfall.identity_rule_name(e.rule) AS rule, e.at,
  footfall.identity_conflict_name(e.set_aside) AS set_aside, t.name AS stream, e.generation,
  e.position
FROM footfall_store.identity_evidence e
JOIN footfall_store.site s ON s.id = e.site
LEFT JOIN footfall_store.stream t USING (generation)
UNION ALL
SELECT s.name, x.a, x.b, CASE WHEN x.is_same THEN 'staff' ELSE 'staff: two persons' END, x.at,
  CASE WHEN x.withdrawn_at IS NOT NULL THEN 'withdrawn' END, NULL, NULL, NULL
FROM footfall_store.identity_assertion x
JOIN footfall_store.site s ON s.id = x.site;
COMMENT ON VIEW footfall.person_evidence IS 'Why two values name one person, or do not.';
COMMENT ON COLUMN footfall.person_evidence.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.person_evidence.a IS 'Id of one value.';
COMMENT ON COLUMN footfall.person_evidence.b IS 'Id of the other value.';
COMMENT ON COLUMN footfall.person_evidence.rule IS 'What kind of record says so.';
COMMENT ON COLUMN footfall.person_evidence.at IS 'Time of the record.';
COMMENT ON COLUMN footfall.person_evidence.set_aside IS 'Why it does not count; null where it does.';
COMMENT ON COLUMN footfall.person_evidence.stream IS 'File that it was read from.';
COMMENT ON COLUMN footfall.person_evidence.generation IS 'Id of that file.';
COMMENT ON COLUMN footfall.person_evidence.position IS 'Byte offset of the record in it.';

CREATE VIEW footfall.person_change AS
SELECT c.at, s.name AS site, footfall.identity_kind_name(n.kind) AS kind, n.value, c.before,
  c.after
FROM footfall_store.identity_change c
JOIN footfall_store.site s ON s.id = c.site
LEFT JOIN footfall_store.identity_node n ON n.site = c.site AND n.id = c.node;
COMMENT ON VIEW footfall.person_change IS 'Values that came to name somebody else, run by run.';
COMMENT ON COLUMN footfall.person_change.at IS 'When.';
COMMENT ON COLUMN footfall.person_change.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.person_change.kind IS 'What the value is; null where it is gone.';
COMMENT ON COLUMN footfall.person_change.value IS 'The value; null where it is gone.';
COMMENT ON COLUMN footfall.person_change.before IS 'The person it named.';
COMMENT ON COLUMN footfall.person_change.after IS 'The person it names from then on.';

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
  c.topic,
  c.topic_rule,
  c.subject,
  c.excerpt,
  c.form,
  c.page_path AS page,
  c.generation,
  c.position,
  NULL::text AS staff
FROM footfall_store.contact c
JOIN footfall_store.site i ON i.id = c.site
LEFT JOIN footfall_store.person p ON p.id = c.person
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
COMMENT ON VIEW footfall.contact IS 'Every touch with a person: forms, mail, and what staff wrote down.';
COMMENT ON COLUMN footfall.contact.person IS 'The person; null where nobody is named.';
COMMENT ON COLUMN footfall.contact.channel IS 'form, email, call, visit, letter, chat or meeting.';
COMMENT ON COLUMN footfall.contact.staff IS 'Who of the staff; null for what came by itself.';

CREATE VIEW footfall.message AS
SELECT c.id, c.site, c.at, c.person, c.address, c.person_name, c.direction, c.channel, c.topic,
  c.topic_rule, c.subject, c.excerpt, c.form, c.page, c.generation, c.position
FROM footfall.contact c
WHERE c.staff IS NULL;
COMMENT ON VIEW footfall.message IS 'Contacts that came or went by themselves: form submissions and mail.';
COMMENT ON COLUMN footfall.message.id IS 'Id of the contact.';
COMMENT ON COLUMN footfall.message.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.message.at IS 'Time of the submission or message.';
COMMENT ON COLUMN footfall.message.person IS 'The person; null where nobody is named.';
COMMENT ON COLUMN footfall.message.address IS 'Normalised mail address.';
COMMENT ON COLUMN footfall.message.person_name IS 'Name as the person wrote it.';
COMMENT ON COLUMN footfall.message.direction IS 'inbound or outbound.';
COMMENT ON COLUMN footfall.message.channel IS 'form or email.';
COMMENT ON COLUMN footfall.message.topic IS 'What it is about.';
COMMENT ON COLUMN footfall.message.topic_rule IS 'Rule that decided the topic.';
COMMENT ON COLUMN footfall.message.subject IS 'Subject.';
COMMENT ON COLUMN footfall.message.excerpt IS 'The first 500 characters of what was written.';
COMMENT ON COLUMN footfall.message.form IS 'Name of the form.';
COMMENT ON COLUMN footfall.message.page IS 'Path of the page that the form stood on.';
COMMENT ON COLUMN footfall.message.generation IS 'Stream that it was read from.';
COMMENT ON COLUMN footfall.message.position IS 'Byte offset in the stream.';

DROP VIEW footfall.person;
CREATE VIEW footfall.person AS
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
  u.opt_in,
  least(k.first_seen, t.first_contact_at) AS known_since,
  coalesce(o.orders, 0) AS orders,
  coalesce(o.spent, 0) AS spent,
  o.first_order_at,
  o.last_order_at,
  coalesce(b.subscribes, false) AS subscribes,
  b.renews_on,
  footfall.lifecycle(
    coalesce(o.orders, 0), o.last_order_at, coalesce(b.subscribes, false), now()) AS lifecycle,
  coalesce(m.is_role, false) AS is_organisation
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
    c.opt_in,
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
) w ON w.owner = k.person AND w.site = k.site;
COMMENT ON VIEW footfall.person IS 'Persons: who they are, what was last spoken of, what they bought.';
COMMENT ON COLUMN footfall.person.person IS 'Id of the person.';
COMMENT ON COLUMN footfall.person.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.person.address IS 'Mail address that was used last, normalised; null where none is known.';
COMMENT ON COLUMN footfall.person.name IS 'Name by the customer ledger, else by the last order, else as last written.';
COMMENT ON COLUMN footfall.person.first_contact_at IS 'Time of the first contact; null without any.';
COMMENT ON COLUMN footfall.person.contacts IS 'Contacts, both ways.';
COMMENT ON COLUMN footfall.person.last_contact_at IS 'Time of the last contact.';
COMMENT ON COLUMN footfall.person.last_direction IS 'inbound or outbound.';
COMMENT ON COLUMN footfall.person.last_channel IS 'Channel of the last contact.';
COMMENT ON COLUMN footfall.person.last_topic IS 'What the last contact was about.';
COMMENT ON COLUMN footfall.person.last_subject IS 'Subject of the last contact.';
COMMENT ON COLUMN footfall.person.customer_number IS 'Customer number.';
COMMENT ON COLUMN footfall.person.phone IS 'Telephone number by the customer ledger.';
COMMENT ON COLUMN footfall.person.language IS 'Language by the customer ledger.';
COMMENT ON COLUMN footfall.person.opt_in IS 'Whether the person asked for news, by the customer ledger; null where it does not say.';
COMMENT ON COLUMN footfall.person.known_since IS 'Time of the first record that names the person.';
COMMENT ON COLUMN footfall.person.orders IS 'Orders.';
COMMENT ON COLUMN footfall.person.spent IS 'Sum of the orders in the currency of the site; those in others are left out.';
COMMENT ON COLUMN footfall.person.first_order_at IS 'Time of the first order.';
COMMENT ON COLUMN footfall.person.last_order_at IS 'Time of the last order.';
COMMENT ON COLUMN footfall.person.subscribes IS 'Whether a subscription runs today.';
COMMENT ON COLUMN footfall.person.renews_on IS 'Day of the next renewal of those that run.';
COMMENT ON COLUMN footfall.person.lifecycle IS 'prospect, customer, repeat or lapsed, as of now: see footfall.lifecycle.';
COMMENT ON COLUMN footfall.person.is_organisation IS 'Whether the address is that of an office.';

-- All that is known to have happened with one person, in any order.
CREATE FUNCTION footfall.person_timeline(of_site text, of_person bigint)
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
$$;
COMMENT ON FUNCTION footfall.person_timeline(text, bigint) IS
  'All that is known to have happened with one person: contacts, orders, shipments, subscriptions, wishes, answers.';

ALTER FUNCTION footfall.identity_kind_name(smallint) OWNER TO footfall_owner;
ALTER FUNCTION footfall.identity_state_name(smallint) OWNER TO footfall_owner;
ALTER FUNCTION footfall.identity_rule_name(smallint) OWNER TO footfall_owner;
ALTER FUNCTION footfall.identity_conflict_name(smallint) OWNER TO footfall_owner;
ALTER FUNCTION footfall.lifecycle(bigint, timestamptz, boolean, timestamptz) OWNER TO footfall_owner;
ALTER FUNCTION footfall.person_timeline(text, bigint) OWNER TO footfall_owner;
ALTER VIEW footfall.message OWNER TO footfall_owner;
ALTER VIEW footfall.person_identifier OWNER TO footfall_owner;
ALTER VIEW footfall.person_evidence OWNER TO footfall_owner;
ALTER VIEW footfall.person_change OWNER TO footfall_owner;
ALTER VIEW footfall.person OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.person_timeline(text, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.person_timeline(text, bigint)
  TO footfall_ingest, footfall_report, footfall_analyst;
GRANT SELECT ON footfall.message, footfall.person_identifier, footfall.person_evidence, footfall.person_change,
  footfall.person TO footfall_ingest, footfall_report, footfall_analyst;
