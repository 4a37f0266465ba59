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
    -- Whoever was rung up, or written to anew, was answered; by what a program sent nobody was.
    SELECT c.person, max(c.at) AS at
    FROM footfall.contact c
    WHERE c.site = of_site AND c.direction = 'outbound' AND c.person IS NOT NULL
      AND (unanswered.as_of IS NULL OR c.at < unanswered.as_of)
      AND NOT EXISTS (SELECT FROM footfall_store.message m WHERE m.id = c.id AND m.class <> 1)
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
