-- A form with the field `confirmed` proves an address, and allows nothing by itself: it counts for what
-- the same address asked for before it, and was not withdrawn since. Where no confirmation is asked for,
-- it says nothing.
CREATE OR REPLACE VIEW footfall.consent AS
SELECT w.site, w.person, w.purpose, w.status, w.basis, w.proof, w.at, w.generation, w.position
FROM (
  SELECT v.site, v.person, v.purpose, v.status, v.basis, v.proof, v.at, v.generation, v.position,
    max(v.at) FILTER (WHERE v.status = 'asked') OVER earlier AS asked_at,
    max(v.at) FILTER (WHERE v.status = 'confirmed') OVER earlier AS confirmed_at,
    max(v.at) FILTER (WHERE v.status = 'withdrawn') OVER (
      PARTITION BY v.person, v.site, v.purpose ORDER BY v.at) AS withdrawn_at
  FROM (
    SELECT s.name AS site, c.owner AS person, c.person AS party, k.purpose,
      CASE WHEN k.status = 'asked' AND NOT s.double_opt_in THEN 'given' ELSE k.status END AS status,
      'form' AS basis, concat_ws(' on ', nullif(c.form, ''), nullif(c.page_path, '')) AS proof,
      c.at, c.generation, c.position
    FROM footfall_store.contact c
    CROSS JOIN LATERAL unnest(c.consents) AS u (word)
    CROSS JOIN LATERAL (
      SELECT split_part(u.word, '=', 1) AS purpose, split_part(u.word, '=', 2) AS status
    ) k
    JOIN footfall_store.site s ON s.id = c.site
    WHERE c.owner IS NOT NULL AND (s.double_opt_in OR k.status <> 'confirmed')
    UNION ALL
    SELECT s.name, c.owner, NULL, 'news', 'withdrawn', 'message', c.subject, c.at, c.generation,
      c.position
    FROM footfall_store.contact c
    JOIN footfall_store.site s ON s.id = c.site
    WHERE c.owner IS NOT NULL AND c.direction = 1
      AND coalesce(c.told_topic, c.topic) = 'unsubscribe'
    UNION ALL
    SELECT s.name, p.person, NULL, 'news', CASE WHEN l.opt_in THEN 'given' ELSE 'withdrawn' END,
      'ledger', coalesce('customer ' || l.number, 'customer ledger'),
      coalesce(l.opt_in_at, l.as_of), l.generation, l.position
    FROM footfall_store.customer l
    JOIN footfall_store.site s ON s.id = l.site
    JOIN footfall_store.ledger_person p ON p.id = l.id
    LEFT JOIN LATERAL (
      SELECT b.opt_in, b.opt_in_at
      FROM footfall_store.customer b
      WHERE b.id = l.id AND b.as_of < l.as_of AND b.opt_in IS NOT NULL
      ORDER BY b.as_of DESC
      LIMIT 1
    ) b ON true
    WHERE l.opt_in IS NOT NULL
      AND (l.opt_in, l.opt_in_at) IS DISTINCT FROM (b.opt_in, b.opt_in_at)
    UNION ALL
    SELECT s.name, coalesce(n.person, x.node), NULL, x.purpose, x.status, x.basis, x.proof, x.at,
      NULL, NULL
    FROM footfall_store.consent_statement x
    JOIN footfall_store.site s ON s.id = x.site
    LEFT JOIN footfall_store.identity_node n ON n.site = x.site AND n.id = x.node
  ) v
  WINDOW earlier AS (
    PARTITION BY v.person, v.site, v.purpose, v.party ORDER BY v.at
    GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
) w
-- What was asked at the time of a withdrawal is withdrawn, and what is confirmed already is not open.
WHERE w.status <> 'confirmed'
  OR w.asked_at > coalesce(w.withdrawn_at, '-infinity')
    AND w.asked_at >= coalesce(w.confirmed_at, '-infinity');
COMMENT ON COLUMN footfall.consent.status IS 'asked (not confirmed yet), given, confirmed or withdrawn; a confirmation of what its address had not asked for before is none.';

-- Who said that values name one person, or two, and with which words.
CREATE OR REPLACE VIEW footfall.person_evidence AS
SELECT s.name AS site, e.a, e.b, footfall.identity_rule_name(e.rule) AS rule, e.at,
  footfall.identity_conflict_name(e.set_aside) AS set_aside, t.name AS stream, e.generation,
  e.position, NULL::text AS staff, NULL::text AS note
FROM footfall_store.identity_evidence e
JOIN footfall_store.site s ON s.id = e.site
LEFT JOIN footfall_store.stream t USING (generation)
UNION ALL
SELECT s.name, x.a, x.b, CASE WHEN x.is_same THEN 'staff' ELSE 'staff: two persons' END, x.at,
  CASE WHEN x.withdrawn_at IS NOT NULL THEN 'withdrawn' END, NULL, NULL, NULL,
  nullif(x.staff, ''), nullif(x.note, '')
FROM footfall_store.identity_assertion x
JOIN footfall_store.site s ON s.id = x.site;
COMMENT ON COLUMN footfall.person_evidence.staff IS 'Who of the staff said so; null for what a record says.';
COMMENT ON COLUMN footfall.person_evidence.note IS 'With which words; null where none were written.';

-- A case that is closed has the note of that closing, or none.
CREATE OR REPLACE FUNCTION footfall.case_as_of(of_site text, as_of timestamptz)
RETURNS TABLE (
  site text, id bigint, kind text, person bigint, address text, topic text, subject text,
  opened_at timestamptz, last_at timestamptz, waiting_since timestamptz, owner text, cause text,
  note text, closed_at timestamptz, closed_by text, state text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH said AS (
    SELECT m.conversation, m.id, m.at, m.person, m.address, m.topic, m.staff,
      coalesce(nullif(m.subject, ''), m.form) AS subject, m.direction = 'inbound' AS is_theirs,
      m.class = 'human' AS is_human,
      min(m.at) FILTER (WHERE m.direction = 'inbound') OVER k AS asked_at,
      max(m.at) FILTER (WHERE m.direction = 'outbound' AND m.class = 'human') OVER k AS told_at
    FROM footfall.message m
    WHERE m.site = of_site AND (m.class = 'human' OR m.direction = 'outbound')
      AND (case_as_of.as_of IS NULL OR m.at < case_as_of.as_of)
    WINDOW k AS (PARTITION BY m.conversation)
  ), talk AS (
    SELECT s.conversation,
      (array_agg(s.person ORDER BY s.at, s.id) FILTER (WHERE s.person IS NOT NULL))[1] AS person,
      (array_agg(s.topic ORDER BY s.at, s.id))[1] AS topic,
      max(s.at) AS last_at,
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
      (array_agg(s.staff ORDER BY s.at, s.id)
        FILTER (WHERE NOT s.is_theirs AND s.is_human AND s.at >= s.asked_at))[1] AS answered_by
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
    WHERE k.is_complaint OR k.waiting_since IS NOT NULL
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
