-- A list may return to an earlier state: the same bytes say something new where they are told as of
-- another time. What a list told is known by its content and that time.
CREATE TABLE footfall_store.ledger_telling (
  generation bigint NOT NULL,
  as_of timestamptz NOT NULL,
  PRIMARY KEY (generation, as_of)
);
COMMENT ON TABLE footfall_store.ledger_telling IS 'Since when lists said what they say: one row each time that one was loaded as of another time.';
COMMENT ON COLUMN footfall_store.ledger_telling.generation IS 'Content id of the list.';
COMMENT ON COLUMN footfall_store.ledger_telling.as_of IS 'Since when its rows say what they say, where they do not tell themselves.';
ALTER TABLE footfall_store.ledger_telling OWNER TO footfall_owner;
GRANT SELECT, INSERT, DELETE ON footfall_store.ledger_telling TO footfall_ingest;

-- Messages whose sender the business's own mail server found not to be who it says.
ALTER TABLE footfall_store.message ADD COLUMN is_forged boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN footfall_store.message.is_forged IS 'Whether a copy came by a way on which the sender was found not to be who it says, or under an address of the business that did not send it.';
GRANT UPDATE (is_forged) ON footfall_store.message TO footfall_ingest;
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
  coalesce(m.is_from_dropbox, false) AS is_from_dropbox,
  coalesce(m.is_forged AND NOT m.is_proven, false) AS is_forged
FROM footfall_store.contact c
JOIN footfall_store.site i ON i.id = c.site
LEFT JOIN footfall_store.person p ON p.id = c.person
LEFT JOIN footfall_store.message m ON m.id = c.id;
COMMENT ON COLUMN footfall.message.is_forged IS 'Whether the sender was found not to be who the message says, and no copy proves it.';

-- What a person is called: as the customer list says, as an order says, as the person wrote it, and only
-- then as others wrote it to the person.
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
  SELECT r.person, r.site, count(*) FILTER (WHERE r.cancelled_at IS NULL) AS orders,
    sum(r.amount) FILTER (
      WHERE r.cancelled_at IS NULL AND coalesce(r.currency, z.currency) = z.currency) AS spent,
    min(r.at) FILTER (WHERE r.cancelled_at IS NULL) AS first_order_at,
    max(r.at) FILTER (WHERE r.cancelled_at IS NULL) AS last_order_at,
    (array_agg(r.name ORDER BY r.at DESC, r.id) FILTER (WHERE r.name IS NOT NULL))[1] AS name
  FROM footfall.order_as_of(NULL, NULL) r
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
  -- What the person wrote counts before what others wrote to the person.
  ORDER BY y.owner, y.site, y.direction, y.at DESC, y.id, y.place
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
  SELECT s.name, y.owner, 'name', y.person_name, 2 + y.direction, (ARRAY['form', 'email'])[y.channel], y.at, y.id,
    y.generation, y.position
  FROM footfall_store.contact_party y
  JOIN footfall_store.site s ON s.id = y.site
  WHERE y.owner IS NOT NULL AND y.person_name <> ''
) a
LEFT JOIN footfall_store.stream t ON t.generation = a.generation
ORDER BY a.person, a.site, a.attribute, a.place, a.at DESC, a.id;
COMMENT ON COLUMN footfall.person_attribute.source IS 'What kind of record says so: customer (the business''s list) before order, that before form and email as the person wrote it, that before mail of staff to the person; of one kind the newest.';
CREATE OR REPLACE FUNCTION footfall.naming_before(of_site text, as_of timestamptz)
RETURNS TABLE (
  site text, person bigint, name text, address text, number text, phone text, language text
)
LANGUAGE sql STABLE AS $$
  SELECT a.site, a.person,
    coalesce((array_agg(a.name ORDER BY a.place, a.at DESC, a.id) FILTER (WHERE a.name <> ''))[1],
      ''),
    (array_agg(a.address ORDER BY a.place, a.at DESC, a.id)
      FILTER (WHERE a.address IS NOT NULL))[1],
    (array_agg(a.number ORDER BY a.at DESC, a.id) FILTER (WHERE a.number IS NOT NULL))[1],
    (array_agg(a.phone ORDER BY a.at DESC, a.id) FILTER (WHERE a.phone IS NOT NULL))[1],
    (array_agg(a.language ORDER BY a.at DESC, a.id) FILTER (WHERE a.language IS NOT NULL))[1]
  FROM (
    SELECT c.site, c.person, 1 AS place, c.at, c.id, c.name, NULL::text AS address, c.number,
      c.phone, c.language
    FROM footfall.customer_as_of(naming_before.of_site, naming_before.as_of) c
    UNION ALL
    SELECT o.site, o.person, 2, o.at, o.id, o.name, NULL, NULL, NULL, NULL
    FROM footfall.customer_order o
    WHERE o.at < naming_before.as_of
    UNION ALL
    SELECT c.site, c.person, CASE c.direction WHEN 'inbound' THEN 3 ELSE 4 END, c.at, c.id,
      c.person_name, c.address, NULL, NULL, NULL
    FROM footfall.contact c
    WHERE c.at < naming_before.as_of
    UNION ALL
    -- When it was used last is known of the present alone.
    SELECT i.site, i.person, 1, least(i.last_seen, naming_before.as_of), i.id, NULL, i.value, NULL,
      NULL, NULL
    FROM footfall.person_identifier i
    WHERE i.kind = 'mail address' AND i.state = 'member'
      AND i.first_seen < naming_before.as_of
  ) a
  WHERE naming_before.as_of IS NOT NULL AND a.person IS NOT NULL
    AND (naming_before.of_site IS NULL OR a.site = naming_before.of_site)
  GROUP BY a.site, a.person
$$;

-- A call, visit or letter of staff answers the questions before it, as a mail does; what a vendor writes is
-- no question of a customer, unless it complains.
CREATE OR REPLACE FUNCTION footfall.case_as_of(of_site text, as_of timestamptz)
RETURNS TABLE (
  site text, id bigint, kind text, person bigint, address text, topic text, subject text,
  opened_at timestamptz, last_at timestamptz, waiting_since timestamptz, owner text, cause text,
  note text, closed_at timestamptz, closed_by text, state text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH rung AS (
    -- Whoever was rung up, called on or written a letter was answered; by a question of which nobody
    -- noted whose it was nobody was, nor by what is planned.
    SELECT a.person, max(a.at) AS at,
      (array_agg(a.staff ORDER BY a.at DESC, a.id))[1] AS staff
    FROM footfall.activity a
    WHERE a.site = of_site AND a.person IS NOT NULL AND a.kind <> 'note'
      AND a.direction IS DISTINCT FROM 'inbound'
      AND (a.direction IS NOT NULL OR NOT coalesce(footfall.expects_answer(a.topic), false))
      AND a.at < coalesce(case_as_of.as_of, now())
    GROUP BY a.person
  ), vendor AS (
    SELECT v.person FROM footfall.vendor_person_as_of(of_site, case_as_of.as_of) v
  ), said AS (
    SELECT m.conversation, m.id, m.at, m.person, m.address, m.topic, m.staff,
      coalesce(nullif(m.subject, ''), m.form) AS subject, m.direction = 'inbound' AS is_theirs,
      m.class = 'human' AS is_human,
      min(m.at) FILTER (WHERE m.direction = 'inbound') OVER k AS asked_at,
      greatest(
        max(m.at) FILTER (WHERE m.direction = 'outbound' AND m.class = 'human') OVER k,
        max(r.at) OVER k) AS told_at,
      max(r.at) OVER k AS rung_at, r.staff AS rung_by
    FROM footfall.message m
    LEFT JOIN rung r ON r.person = m.person AND m.direction = 'inbound' AND r.at > m.at
    WHERE m.site = of_site AND (m.class = 'human' OR m.direction = 'outbound')
      -- What is forged to be of the business's own staff is nobody's question.
      AND NOT (m.is_forged AND m.direction = 'inbound' AND m.person IS NULL)
      AND (case_as_of.as_of IS NULL OR m.at < case_as_of.as_of)
    WINDOW k AS (PARTITION BY m.conversation)
  ), talk AS (
    SELECT s.conversation,
      (array_agg(s.person ORDER BY s.at, s.id) FILTER (WHERE s.person IS NOT NULL))[1] AS person,
      (array_agg(s.topic ORDER BY s.at, s.id))[1] AS topic,
      greatest(max(s.at), max(s.rung_at)) AS last_at,
      coalesce(bool_or(s.topic = 'complaint') FILTER (WHERE s.is_theirs), false) AS is_complaint,
      min(s.at) FILTER (WHERE s.is_theirs AND s.topic = 'complaint') AS complained_at,
      min(s.asked_at) AS asked_at,
      max(s.at) FILTER (WHERE s.is_theirs) AS heard_at,
      (array_agg(s.subject ORDER BY s.at, s.id) FILTER (WHERE s.is_theirs))[1] AS subject,
      (array_agg(s.address ORDER BY s.at, s.id)
        FILTER (WHERE s.is_theirs AND s.address IS NOT NULL))[1] AS address,
      min(s.at) FILTER (
        WHERE s.is_theirs AND coalesce(s.at > s.told_at, true) AND footfall.expects_answer(s.topic))
        AS waiting_since,
      coalesce((array_agg(s.staff ORDER BY s.at, s.id)
        FILTER (WHERE NOT s.is_theirs AND s.is_human AND s.at >= s.asked_at))[1],
        (array_agg(s.rung_by ORDER BY s.at, s.id) FILTER (WHERE s.rung_by IS NOT NULL))[1])
        AS answered_by
    FROM said s
    WHERE s.asked_at IS NOT NULL
    GROUP BY s.conversation
  ), known AS (
    SELECT coalesce(c.conversation, s.contact) AS id,
      (array_agg(s.owner ORDER BY s.at DESC) FILTER (WHERE s.owner <> ''))[1] AS owner,
      (array_agg(s.cause ORDER BY s.at DESC) FILTER (WHERE s.cause <> ''))[1] AS cause,
      (array_agg(s.note ORDER BY s.at DESC) FILTER (WHERE s.note <> ''))[1] AS note,
      (array_agg(nullif(s.note, '') ORDER BY s.at DESC) FILTER (WHERE s.step <> 'assign'))[1]
        AS step_note,
      (array_agg(s.step ORDER BY s.at DESC) FILTER (WHERE s.step <> 'assign'))[1] AS step,
      (array_agg(s.staff ORDER BY s.at DESC) FILTER (WHERE s.step <> 'assign'))[1] AS staff,
      max(s.at) FILTER (WHERE s.step <> 'assign') AS at
    FROM footfall_store.case_step s
    LEFT JOIN footfall_store.contact c ON c.id = s.contact
    WHERE case_as_of.as_of IS NULL OR s.at < case_as_of.as_of
    GROUP BY 1
  ), opened AS (
    SELECT k.conversation AS id,
      CASE WHEN k.is_complaint THEN 'complaint' ELSE 'question' END AS kind, k.person, k.address,
      CASE WHEN k.is_complaint THEN 'complaint' ELSE k.topic END AS topic, k.subject,
      coalesce(k.complained_at, k.asked_at) AS opened_at, k.heard_at AS last_at, k.waiting_since,
      -- A question is settled by its answer, a complaint by nobody but staff.
      CASE WHEN NOT k.is_complaint AND k.waiting_since IS NULL THEN k.last_at END AS answered_at,
      k.answered_by
    FROM talk k
    WHERE k.is_complaint
      -- What vendors write is no question of a customer.
      OR k.waiting_since IS NOT NULL
        AND (k.person IS NULL OR k.person NOT IN (SELECT v.person FROM vendor v))
      OR k.conversation IN (SELECT n.id FROM known n)
    UNION ALL
    SELECT a.id, 'complaint', a.person, a.email, 'complaint', a.subject, a.at, a.at, NULL, NULL, NULL
    FROM footfall.activity a
    WHERE a.site = of_site AND a.topic = 'complaint' AND a.direction IS DISTINCT FROM 'outbound'
      AND (case_as_of.as_of IS NULL OR a.at < case_as_of.as_of)
  ), settled AS (
    SELECT o.id, o.kind, o.person, o.address, o.topic, o.subject, o.opened_at, o.last_at,
      o.waiting_since, n.owner, n.cause,
      -- What was written when it was closed before is no word of this closing.
      CASE WHEN n.step = 'close' THEN n.step_note ELSE n.note END AS note,
      -- Whoever writes again after it was closed opens it again.
      CASE WHEN n.step = 'close' AND n.at >= o.last_at THEN n.at
        WHEN n.step = 'reopen' AND n.at >= o.answered_at THEN NULL ELSE o.answered_at END AS closed_at,
      CASE WHEN n.step = 'close' AND n.at >= o.last_at THEN n.staff ELSE o.answered_by END
        AS closed_by
    FROM opened o
    LEFT JOIN known n ON n.id = o.id
  )
  SELECT of_site, s.id, s.kind, s.person, s.address, s.topic, s.subject, s.opened_at, s.last_at,
    s.waiting_since, s.owner, s.cause, s.note, s.closed_at,
    CASE WHEN s.closed_at IS NOT NULL THEN s.closed_by END,
    CASE WHEN s.closed_at IS NULL THEN 'open' ELSE 'closed' END
  FROM settled s
$$;
CREATE OR REPLACE FUNCTION footfall.unanswered(of_site text, as_of timestamptz)
RETURNS TABLE (
  conversation bigint, message bigint, since timestamptz, messages bigint, person bigint,
  address text, person_name text, topic text, subject text, channel text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH said AS (
    SELECT m.id, m.conversation, m.at, m.topic, m.direction, m.channel,
      coalesce(nullif(m.subject, ''), nullif(m.form, '')) AS subject, m.person, m.address,
      m.person_name,
      max(m.at) FILTER (WHERE m.direction = 'outbound') OVER (PARTITION BY m.conversation) AS told_at
    FROM footfall.message m
    WHERE m.site = of_site AND m.class = 'human'
      -- What is forged to be of the business's own staff is nobody's question.
      AND NOT (m.is_forged AND m.direction = 'inbound' AND m.person IS NULL)
      AND (unanswered.as_of IS NULL OR m.at < unanswered.as_of)
  ), told AS (
    -- Whoever was rung up, or written to anew, was answered; by what a program sent nobody was, nor by
    -- a question of which nobody noted whose it was, nor by what is planned.
    SELECT c.person, max(c.at) AS at
    FROM footfall.contact c
    WHERE c.site = of_site AND c.direction = 'outbound' AND c.person IS NOT NULL
      AND c.at < coalesce(unanswered.as_of, now())
      AND NOT EXISTS (SELECT FROM footfall_store.message m WHERE m.id = c.id AND m.class <> 1)
      AND NOT EXISTS (
        SELECT FROM footfall.activity a
        WHERE a.site = of_site AND a.id = c.id AND a.direction IS NULL
          AND footfall.expects_answer(a.topic))
    GROUP BY c.person
  ), step AS (
    SELECT DISTINCT ON (coalesce(c.conversation, s.contact))
      coalesce(c.conversation, s.contact) AS conversation, s.step, s.at
    FROM footfall_store.case_step s
    LEFT JOIN footfall_store.contact c ON c.id = s.contact
    WHERE s.step <> 'assign' AND (unanswered.as_of IS NULL OR s.at < unanswered.as_of)
    ORDER BY coalesce(c.conversation, s.contact), s.at DESC
  )
  SELECT DISTINCT ON (s.conversation) s.conversation, s.id, s.at,
    count(*) OVER (PARTITION BY s.conversation), s.person, s.address, s.person_name, s.topic,
    s.subject, s.channel
  FROM said s
  LEFT JOIN told t ON t.person = s.person
  LEFT JOIN step e ON e.conversation = s.conversation AND e.step = 'close'
  WHERE s.direction = 'inbound' AND footfall.expects_answer(s.topic)
    AND coalesce(s.at > greatest(s.told_at, t.at, e.at), true)
  ORDER BY s.conversation, s.at, s.id
$$;

-- The story says of what may be forged that it may.
CREATE OR REPLACE FUNCTION footfall.person_timeline(of_site text, of_person bigint, as_of timestamptz)
RETURNS TABLE (
  at timestamptz, kind text, direction text, topic text, subject text, detail text,
  amount numeric, currency text
)
LANGUAGE sql STABLE AS $$
  SELECT t.at, t.kind, t.direction, t.topic, t.subject, t.detail, t.amount, t.currency
  FROM (
    SELECT c.at, c.channel AS kind, c.direction, c.topic,
      coalesce(nullif(c.subject, ''), c.form) AS subject,
      -- Whoever reads it must know that the person may not have written it.
      concat((SELECT 'sender not proved: ' FROM footfall.message m WHERE m.id = c.id AND m.is_forged),
        c.excerpt) AS detail,
      NULL::numeric AS amount, NULL::text AS currency
    FROM footfall.contact c WHERE c.site = of_site AND c.person = of_person
    UNION ALL
    SELECT a.at, a.kind, NULL, NULL, a.subject, a.note, NULL, NULL
    FROM footfall.activity a WHERE a.site = of_site AND a.person = of_person AND a.kind = 'note'
    UNION ALL
    SELECT a.at, 'objection', 'inbound', NULL, a.objection, a.outcome, NULL, NULL
    FROM footfall.activity a
    WHERE a.site = of_site AND a.person = of_person AND a.objection IS NOT NULL
    UNION ALL
    SELECT a.next_at::timestamp AT TIME ZONE s.zone, 'next action', 'outbound', NULL, a.next_action,
      a.staff, NULL, NULL
    FROM footfall.activity a JOIN footfall.site s ON s.name = a.site
    WHERE a.site = of_site AND a.person = of_person AND a.next_at IS NOT NULL
      AND (person_timeline.as_of IS NULL OR a.at < person_timeline.as_of)
    UNION ALL
    SELECT o.at, 'order', 'inbound', NULL, o.number,
      CASE WHEN o.cancelled_at IS NULL THEN w.status
        ELSE concat_ws(', ', CASE WHEN NOT footfall.is_cancelled(w.status, s.cancelled) THEN w.status END,
          'cancelled on ' || to_char(o.cancelled_at AT TIME ZONE s.zone, 'YYYY-MM-DD')) END,
      o.amount, coalesce(o.currency, s.currency)
    FROM footfall.order_as_of(of_site, person_timeline.as_of) o
    JOIN footfall.site s ON s.name = o.site
    LEFT JOIN LATERAL (
      -- The first word holds since the order was placed, unless it is that it is cancelled.
      SELECT h.status
      FROM footfall.customer_order_history h
      WHERE h.id = o.id AND (person_timeline.as_of IS NULL OR h.as_of < person_timeline.as_of
        OR footfall.is_cancelled(h.status, s.cancelled) IS NOT TRUE AND NOT EXISTS (
          SELECT FROM footfall.customer_order_history b WHERE b.id = h.id AND b.as_of < h.as_of))
      ORDER BY h.as_of DESC
      LIMIT 1
    ) w ON true
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
    FROM footfall.subscription b JOIN footfall.site s ON s.name = b.site
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
  ) t
  WHERE person_timeline.as_of IS NULL OR t.at < person_timeline.as_of
$$;

-- Whoever is listed first is found before anything else is told of anybody.
CREATE FUNCTION footfall.recent_persons(of_site text, most bigint)
RETURNS TABLE (site text, person bigint, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.name, t.person, max(t.at)
  FROM (
    SELECT y.site, y.owner AS person, y.at FROM footfall_store.contact_party y
    UNION ALL
    SELECT o.site, p.person, o.at
    FROM footfall_store.customer_order o JOIN footfall_store.ledger_person p ON p.id = o.id
    UNION ALL
    SELECT a.site, p.person, a.at
    FROM footfall_store.activity a JOIN footfall_store.ledger_person p ON p.id = a.id
  ) t
  JOIN footfall_store.site s ON s.id = t.site
  WHERE t.person IS NOT NULL AND (recent_persons.of_site IS NULL OR s.name = recent_persons.of_site)
  GROUP BY s.name, t.person
  ORDER BY max(t.at) DESC, s.name, t.person
  LIMIT recent_persons.most
$$;
COMMENT ON FUNCTION footfall.recent_persons(text, bigint) IS
  'Persons of a site (null for all), the last in touch first, and an instant than which their last contact or order is not later: orders that were cancelled and mail of programs count here.';
ALTER FUNCTION footfall.recent_persons(text, bigint) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.recent_persons(text, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.recent_persons(text, bigint)
  TO footfall_ingest, footfall_report, footfall_analyst;
