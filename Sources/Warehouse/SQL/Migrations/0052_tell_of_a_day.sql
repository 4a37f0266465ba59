-- What pages tell is told once, and of any day: who waits, how cases stood, who may be sent news; and how
-- many persons at least stand behind a word that pages for everybody show.
--
-- Cases of a site as they stood at an instant, null for the present.
CREATE FUNCTION footfall.case_as_of(of_site text, as_of timestamptz)
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
      o.waiting_since, n.owner, n.cause, n.note,
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
COMMENT ON FUNCTION footfall.case_as_of(text, timestamptz) IS
  'Cases of a site as they stood just before an instant, null for the present: what footfall.service_case tells of now.';

CREATE OR REPLACE VIEW footfall.service_case AS
SELECT c.site, c.id, c.kind, c.person, c.address, c.topic, c.subject, c.opened_at, c.last_at,
  c.waiting_since, c.owner, c.cause, c.note, c.closed_at, c.closed_by, c.state
FROM footfall_store.site s
CROSS JOIN LATERAL footfall.case_as_of(s.name, NULL) c;
COMMENT ON COLUMN footfall.service_case.waiting_since IS
  'Time of the first message that its conversation does not answer; null where none is. Who waits for us tells footfall.unanswered.';

-- Who waits for an answer: said here alone.
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
COMMENT ON FUNCTION footfall.unanswered(text, timestamptz) IS
  'Conversations that waited for an answer just before an instant, null for the present: since the first message after our last word to the person, on whatever way, and after the last closing of its case; and which that is.';

ALTER FUNCTION footfall.case_as_of(text, timestamptz) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.case_as_of(text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.case_as_of(text, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;

-- A word that somebody wrote freely may name a person. Pages for everybody show it where several say so.
CREATE FUNCTION footfall.fewest_persons() RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN 3;
COMMENT ON FUNCTION footfall.fewest_persons() IS
  'How many different persons at least stand behind a word that pages for everybody show.';
CREATE FUNCTION footfall.public_word(word text, persons bigint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN persons >= footfall.fewest_persons() THEN word
  ELSE 'others, each from fewer than ' || footfall.fewest_persons() || ' persons' END;
COMMENT ON FUNCTION footfall.public_word(text, bigint) IS
  'A word that somebody wrote freely where at least footfall.fewest_persons did, else what stands for all others: for pages that name nobody.';
ALTER FUNCTION footfall.fewest_persons() OWNER TO footfall_owner;
ALTER FUNCTION footfall.public_word(text, bigint) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.fewest_persons(), footfall.public_word(text, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.fewest_persons(), footfall.public_word(text, bigint)
  TO footfall_ingest, footfall_report, footfall_analyst;

-- The last word counts, and of two at one time the stricter. Asking again takes nothing back.
CREATE VIEW footfall.consent_span AS
SELECT w.site, w.person, w.purpose, w.status, w.status IN ('given', 'confirmed') AS is_given, w.basis,
  w.proof, w.at,
  lead(w.at) OVER (
    PARTITION BY w.person, w.site, w.purpose ORDER BY w.at, w.status, w.basis DESC) AS until
FROM (
  SELECT d.site, d.person, d.purpose, d.status, d.basis, d.proof, d.at,
    first_value(d.status) OVER (
      PARTITION BY d.person, d.site, d.purpose, d.decision ORDER BY d.at, d.status) AS decided
  FROM (
    SELECT c.site, c.person, c.purpose, c.status, c.basis, c.proof, c.at,
      count(*) FILTER (WHERE c.status <> 'asked') OVER (
        PARTITION BY c.person, c.site, c.purpose ORDER BY c.at, c.status) AS decision
    FROM footfall.consent c
  ) d
) w
WHERE w.status <> 'asked' OR w.decided NOT IN ('given', 'confirmed');
COMMENT ON VIEW footfall.consent_span IS
  'What persons allowed, and from when until when: at each instant the last word before it holds.';
COMMENT ON COLUMN footfall.consent_span.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.consent_span.person IS 'The person.';
COMMENT ON COLUMN footfall.consent_span.purpose IS 'What for.';
COMMENT ON COLUMN footfall.consent_span.status IS 'asked, given, confirmed or withdrawn.';
COMMENT ON COLUMN footfall.consent_span.is_given IS 'Whether it may be acted upon.';
COMMENT ON COLUMN footfall.consent_span.basis IS
  'Where it was said: form, message, ledger, staff or unmerge.';
COMMENT ON COLUMN footfall.consent_span.proof IS 'Where exactly.';
COMMENT ON COLUMN footfall.consent_span.at IS 'When it was said.';
COMMENT ON COLUMN footfall.consent_span.until IS 'When another word took its place; null while it holds.';

CREATE OR REPLACE VIEW footfall.consent_state AS
SELECT s.site, s.person, s.purpose, s.status, s.is_given, s.basis, s.proof, s.at
FROM footfall.consent_span s
WHERE s.until IS NULL;

CREATE OR REPLACE FUNCTION footfall.consent_as_of(of_site text, as_of timestamptz)
RETURNS TABLE (
  site text, person bigint, purpose text, status text, is_given boolean, basis text, proof text,
  at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.site, s.person, s.purpose, s.status, s.is_given, s.basis, s.proof, s.at
  FROM footfall.consent_span s
  WHERE s.site = of_site
    AND (consent_as_of.as_of IS NULL OR s.at < consent_as_of.as_of)
    AND (s.until IS NULL OR s.until >= consent_as_of.as_of)
$$;

-- Whoever writes for a vendor, and neither is in a list of customers nor bought anything, is no prospect.
CREATE FUNCTION footfall.vendor_person_as_of(of_site text, as_of timestamptz)
RETURNS TABLE (site text, vendor bigint, person bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH named AS (
    SELECT v.site, v.id, coalesce(n.person, p.id) AS person, d.day
    FROM footfall.vendor_history v
    JOIN footfall_store.site s ON s.name = v.site
    CROSS JOIN LATERAL (
      SELECT (vendor_person_as_of.as_of AT TIME ZONE s.zone)::date AS day
    ) d
    LEFT JOIN footfall_store.identity_node n ON n.site = s.id AND n.kind = 3 AND n.value = v.email
    LEFT JOIN footfall_store.person p ON p.address = v.email
    WHERE (of_site IS NULL OR v.site = of_site)
      AND (v.until IS NULL OR v.until >= vendor_person_as_of.as_of)
      -- What the list said first holds since the business buys there, where it tells that.
      AND (vendor_person_as_of.as_of IS NULL OR v.as_of < vendor_person_as_of.as_of
        OR v.since < d.day AND NOT EXISTS (
          SELECT FROM footfall_store.vendor b WHERE b.id = v.id AND b.as_of < v.as_of))
  )
  SELECT v.site, v.id, v.person
  FROM named v
  WHERE v.person IS NOT NULL
    AND NOT EXISTS (
      SELECT FROM footfall.customer_version c
      WHERE c.site = v.site AND c.person = v.person
        AND (vendor_person_as_of.as_of IS NULL OR c.at < vendor_person_as_of.as_of))
    AND NOT EXISTS (
      SELECT FROM footfall.customer_order o
      WHERE o.site = v.site AND o.person = v.person
        AND (vendor_person_as_of.as_of IS NULL OR o.at < vendor_person_as_of.as_of))
    AND NOT EXISTS (
      SELECT FROM footfall.subscription b
      WHERE b.site = v.site AND b.person = v.person
        AND (vendor_person_as_of.as_of IS NULL OR b.started < v.day))
$$;
COMMENT ON FUNCTION footfall.vendor_person_as_of(text, timestamptz) IS
  'Persons of a site (null for all) who were known as vendors alone just before an instant, null for the present: see footfall.vendor_person.';
CREATE VIEW footfall.vendor_person AS
SELECT v.site, v.vendor, v.person
FROM footfall.vendor_person_as_of(NULL, NULL) v;
COMMENT ON VIEW footfall.vendor_person IS
  'Persons who are known as vendors alone: their mail address stands in the list of vendors, and they neither stand in that of customers nor ever bought anything. They are no prospects, and nobody asks them whether they want news.';
COMMENT ON COLUMN footfall.vendor_person.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.vendor_person.vendor IS 'Id of the vendor.';
COMMENT ON COLUMN footfall.vendor_person.person IS 'The person.';
ALTER FUNCTION footfall.vendor_person_as_of(text, timestamptz) OWNER TO footfall_owner;
ALTER VIEW footfall.vendor_person OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.vendor_person_as_of(text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.vendor_person_as_of(text, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;
GRANT SELECT ON footfall.vendor_person TO footfall_ingest, footfall_report, footfall_analyst;

-- Who wants news and may be written to: said here alone.
CREATE FUNCTION footfall.news_as_of(of_site text, as_of timestamptz)
RETURNS TABLE (
  site text, person bigint, state text, is_wanted boolean, basis text, proof text, at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT of_site, coalesce(c.person, s.person),
    CASE WHEN s.person IS NOT NULL THEN 'suppressed' WHEN c.is_given THEN 'allowed'
      WHEN c.status = 'asked' THEN 'asked' ELSE 'withdrawn' END,
    s.person IS NULL AND c.is_given, c.basis, c.proof, c.at
  FROM (
    SELECT a.person, a.status, a.is_given, a.basis, a.proof, a.at
    FROM footfall.consent_as_of(of_site, news_as_of.as_of) a
    WHERE a.purpose = 'news'
  ) c
  FULL JOIN (
    SELECT DISTINCT x.person
    FROM footfall.suppression x
    WHERE x.site = of_site AND (news_as_of.as_of IS NULL OR x.since < news_as_of.as_of)
  ) s ON s.person = c.person
  WHERE coalesce(c.person, s.person) NOT IN (
    SELECT v.person FROM footfall.vendor_person_as_of(of_site, news_as_of.as_of) v)
$$;
COMMENT ON FUNCTION footfall.news_as_of(text, timestamptz) IS
  'How persons of a site stood to news just before an instant, null for the present. Their state is allowed, asked (not confirmed yet), withdrawn, or suppressed: must not be written to at all, whatever they allowed. Who is not among them was never asked, or is known as a vendor alone. Only those may be sent news of whom it is wanted.';

ALTER VIEW footfall.consent_span OWNER TO footfall_owner;
ALTER FUNCTION footfall.news_as_of(text, timestamptz) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.news_as_of(text, timestamptz) FROM PUBLIC;
GRANT SELECT ON footfall.consent_span TO footfall_ingest, footfall_report, footfall_analyst;
GRANT EXECUTE ON FUNCTION footfall.news_as_of(text, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;

-- What persons are called, and what they like. Both are part of the query that asks, which mostly wants
-- one person.
CREATE FUNCTION footfall.naming_as_of(of_site text, as_of timestamptz)
RETURNS TABLE (
  site text, person bigint, name text, address text, number text, phone text, language text
)
LANGUAGE sql STABLE AS $$
  SELECT p.site, p.person, p.name, p.address, p.customer_number, p.phone, p.language
  FROM footfall.person p
  WHERE naming_as_of.as_of IS NULL
    AND (naming_as_of.of_site IS NULL OR p.site = naming_as_of.of_site)
  UNION ALL
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
    FROM footfall.customer_as_of(naming_as_of.of_site, naming_as_of.as_of) c
    UNION ALL
    SELECT o.site, o.person, 2, o.at, o.id, o.name, NULL, NULL, NULL, NULL
    FROM footfall.customer_order o
    WHERE o.at < naming_as_of.as_of
    UNION ALL
    SELECT c.site, c.person, 3, c.at, c.id, c.person_name, c.address, NULL, NULL, NULL
    FROM footfall.contact c
    WHERE c.at < naming_as_of.as_of
    UNION ALL
    -- When it was used last is known of the present alone.
    SELECT i.site, i.person, 1, least(i.last_seen, naming_as_of.as_of), i.id, NULL, i.value, NULL,
      NULL, NULL
    FROM footfall.person_identifier i
    WHERE i.kind = 'mail address' AND i.state = 'member'
      AND i.first_seen < naming_as_of.as_of
  ) a
  WHERE naming_as_of.as_of IS NOT NULL AND a.person IS NOT NULL
    AND (naming_as_of.of_site IS NULL OR a.site = naming_as_of.of_site)
  GROUP BY a.site, a.person
$$;
COMMENT ON FUNCTION footfall.naming_as_of(text, timestamptz) IS
  'What persons of a site (null for all) were called, and by what they were reached, by what was told before an instant; null for the present, as in footfall.person.';

CREATE FUNCTION footfall.preference_as_of(of_site text, as_of timestamptz)
RETURNS TABLE (
  site text, person bigint, name text, value text, provenance text, times bigint, at timestamptz
)
LANGUAGE sql STABLE AS $$
  SELECT d.site, d.person, d.name, d.value, 'declared'::text, count(*), max(d.at)
  FROM footfall.declaration d
  WHERE (preference_as_of.of_site IS NULL OR d.site = preference_as_of.of_site)
    AND (preference_as_of.as_of IS NULL OR d.at < preference_as_of.as_of)
  GROUP BY d.site, d.person, d.name, d.value
  UNION ALL
  SELECT c.site, c.person, v.name, v.value, 'staff', 1, c.at
  FROM footfall.customer_as_of(preference_as_of.of_site, preference_as_of.as_of) c
  CROSS JOIN LATERAL (VALUES ('language', c.language), ('heard of us by', c.source))
    AS v (name, value)
  WHERE v.value IS NOT NULL
  UNION ALL
  SELECT c.site, c.person, 'channel', c.channel, 'inferred', count(*), max(c.at)
  FROM footfall.contact c
  WHERE c.person IS NOT NULL AND c.direction = 'inbound'
    AND (preference_as_of.of_site IS NULL OR c.site = preference_as_of.of_site)
    AND (preference_as_of.as_of IS NULL OR c.at < preference_as_of.as_of)
  GROUP BY c.site, c.person, c.channel
  UNION ALL
  -- What was cancelled was not bought.
  SELECT o.site, o.person, 'buys', coalesce(p.category, p.name, l.name, l.product), 'inferred',
    count(*), max(o.at)
  FROM footfall.sale_as_of(preference_as_of.of_site, preference_as_of.as_of) o
  JOIN footfall.order_line l ON l.site = o.site AND l.order_number = o.number
  LEFT JOIN footfall.product p ON p.site = o.site AND p.number = l.product
  WHERE o.person IS NOT NULL
    AND (preference_as_of.as_of IS NULL OR o.at < preference_as_of.as_of)
  GROUP BY o.site, o.person, coalesce(p.category, p.name, l.name, l.product)
$$;
COMMENT ON FUNCTION footfall.preference_as_of(text, timestamptz) IS
  'What persons of a site (null for all) like by what was said and done before an instant, null for all: see footfall.preference.';

CREATE OR REPLACE VIEW footfall.preference AS
SELECT p.site, p.person, p.name, p.value, p.provenance, p.times, p.at
FROM footfall.preference_as_of(NULL, NULL) p;

ALTER FUNCTION footfall.naming_as_of(text, timestamptz) OWNER TO footfall_owner;
ALTER FUNCTION footfall.preference_as_of(text, timestamptz) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.naming_as_of(text, timestamptz), footfall.preference_as_of(text, timestamptz)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.naming_as_of(text, timestamptz), footfall.preference_as_of(text, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;
