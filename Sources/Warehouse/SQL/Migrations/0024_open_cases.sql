-- What staff does about persons: cases with owner and cause, and a diary.
CREATE TABLE footfall_store.case_step (
  contact bigint NOT NULL,
  at timestamptz NOT NULL,
  step text NOT NULL CHECK (step IN ('assign', 'close', 'reopen')),
  owner text NOT NULL DEFAULT '',
  cause text NOT NULL DEFAULT '',
  note text NOT NULL DEFAULT '',
  staff text NOT NULL,
  PRIMARY KEY (contact, at)
);
COMMENT ON TABLE footfall_store.case_step IS 'What staff did about cases; never changed, only added to.';
COMMENT ON COLUMN footfall_store.case_step.contact IS 'Id of a message of the case''s conversation, or of the activity that the case is.';
COMMENT ON COLUMN footfall_store.case_step.at IS 'When it was done.';
COMMENT ON COLUMN footfall_store.case_step.step IS 'assign, close or reopen.';
COMMENT ON COLUMN footfall_store.case_step.owner IS 'Who sees to it from then on; empty where that stays.';
COMMENT ON COLUMN footfall_store.case_step.cause IS 'What the case came from; empty where it is not said.';
COMMENT ON COLUMN footfall_store.case_step.note IS 'What was done, in words of staff.';
COMMENT ON COLUMN footfall_store.case_step.staff IS 'Who wrote it down.';

CREATE TABLE footfall_store.diary_entry (
  id bigint PRIMARY KEY,
  site bigint NOT NULL,
  day date NOT NULL,
  what text NOT NULL,
  node bigint,
  staff text NOT NULL,
  noted_at timestamptz NOT NULL,
  noted_by text NOT NULL,
  done_at timestamptz,
  done_by text
);
CREATE INDEX diary_entry_day ON footfall_store.diary_entry (site, day);
COMMENT ON TABLE footfall_store.diary_entry IS 'What staff means to do on a day.';
COMMENT ON COLUMN footfall_store.diary_entry.id IS 'Keyed hash of the entry.';
COMMENT ON COLUMN footfall_store.diary_entry.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.diary_entry.day IS 'The day, in the zone of the site.';
COMMENT ON COLUMN footfall_store.diary_entry.what IS 'What is to be done.';
COMMENT ON COLUMN footfall_store.diary_entry.node IS 'Id of the value that names the person; null where it is about nobody.';
COMMENT ON COLUMN footfall_store.diary_entry.staff IS 'Who is to do it; empty where anybody may.';
COMMENT ON COLUMN footfall_store.diary_entry.noted_at IS 'When it was written down.';
COMMENT ON COLUMN footfall_store.diary_entry.noted_by IS 'Who wrote it down.';
COMMENT ON COLUMN footfall_store.diary_entry.done_at IS 'When it was done; null while it is to be done.';
COMMENT ON COLUMN footfall_store.diary_entry.done_by IS 'Who said that it is done.';

CREATE VIEW footfall.service_case AS
WITH step AS (
  SELECT coalesce(c.conversation, s.contact) AS id, s.at, s.step, s.owner, s.cause, s.note, s.staff
  FROM footfall_store.case_step s
  LEFT JOIN footfall_store.contact c ON c.id = s.contact
), known AS (
  SELECT s.id,
    (array_agg(s.owner ORDER BY s.at DESC) FILTER (WHERE s.owner <> ''))[1] AS owner,
    (array_agg(s.cause ORDER BY s.at DESC) FILTER (WHERE s.cause <> ''))[1] AS cause,
    (array_agg(s.note ORDER BY s.at DESC) FILTER (WHERE s.note <> ''))[1] AS note,
    (array_agg(s.step ORDER BY s.at DESC) FILTER (WHERE s.step <> 'assign'))[1] AS step,
    (array_agg(s.staff ORDER BY s.at DESC) FILTER (WHERE s.step <> 'assign'))[1] AS staff,
    max(s.at) FILTER (WHERE s.step <> 'assign') AS at
  FROM step s
  GROUP BY s.id
), heard AS (
  SELECT m.site, m.conversation,
    bool_or(m.topic = 'complaint') AS is_complaint,
    min(m.at) FILTER (WHERE m.topic = 'complaint') AS complained_at,
    max(m.at) AS last_at,
    (array_agg(coalesce(nullif(m.subject, ''), m.form) ORDER BY m.at, m.id))[1] AS subject,
    (array_agg(m.address ORDER BY m.at, m.id) FILTER (WHERE m.address IS NOT NULL))[1] AS address
  FROM footfall.message m
  WHERE m.direction = 'inbound' AND m.class = 'human'
  GROUP BY m.site, m.conversation
), opened AS (
  SELECT k.site, k.id, CASE WHEN h.is_complaint THEN 'complaint' ELSE 'question' END AS kind,
    k.person, h.address, CASE WHEN h.is_complaint THEN 'complaint' ELSE k.topic END AS topic,
    h.subject, coalesce(h.complained_at, k.asked_at) AS opened_at, h.last_at,
    k.oldest_unanswered_at AS waiting_since,
    -- A question is settled by its answer, a complaint by nobody but staff.
    CASE WHEN NOT h.is_complaint AND k.waiting_on IS DISTINCT FROM 'us' THEN k.last_at END
      AS answered_at,
    k.answered_by
  FROM footfall.conversation k
  JOIN heard h ON h.site = k.site AND h.conversation = k.id
  WHERE h.is_complaint OR k.waiting_on = 'us' OR EXISTS (SELECT FROM known n WHERE n.id = k.id)
  UNION ALL
  SELECT a.site, a.id, 'complaint', a.person, a.email, 'complaint', a.subject, a.at, a.at, NULL,
    NULL, NULL
  FROM footfall.activity a
  WHERE a.topic = 'complaint' AND a.direction IS DISTINCT FROM 'outbound'
), settled AS (
  SELECT o.site, o.id, o.kind, o.person, o.address, o.topic, o.subject, o.opened_at, o.last_at,
    o.waiting_since, n.owner, n.cause, n.note,
    -- Whoever writes again after it was closed opens it again.
    CASE WHEN n.step = 'close' AND n.at >= o.last_at THEN n.at
      WHEN n.step = 'reopen' AND n.at >= o.answered_at THEN NULL ELSE o.answered_at END AS closed_at,
    CASE WHEN n.step = 'close' AND n.at >= o.last_at THEN n.staff ELSE o.answered_by END
      AS closed_by
  FROM opened o
  LEFT JOIN known n ON n.id = o.id
)
SELECT s.site, s.id, s.kind, s.person, s.address, s.topic, s.subject, s.opened_at, s.last_at,
  s.waiting_since, s.owner, s.cause, s.note, s.closed_at,
  CASE WHEN s.closed_at IS NOT NULL THEN s.closed_by END AS closed_by,
  CASE WHEN s.closed_at IS NULL THEN 'open' ELSE 'closed' END AS state
FROM settled s;
COMMENT ON VIEW footfall.service_case IS 'Complaints, questions that nobody answered, and questions that staff took in hand.';
COMMENT ON COLUMN footfall.service_case.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.service_case.id IS 'Id of the contact that began it: of the conversation, or of the activity.';
COMMENT ON COLUMN footfall.service_case.kind IS 'complaint or question.';
COMMENT ON COLUMN footfall.service_case.person IS 'The person; null where nobody is named.';
COMMENT ON COLUMN footfall.service_case.address IS 'Mail address of the first message.';
COMMENT ON COLUMN footfall.service_case.topic IS 'What it is about.';
COMMENT ON COLUMN footfall.service_case.subject IS 'Subject of the first message.';
COMMENT ON COLUMN footfall.service_case.opened_at IS 'Time of the first complaint, or of the first question.';
COMMENT ON COLUMN footfall.service_case.last_at IS 'Time of the last word from the person.';
COMMENT ON COLUMN footfall.service_case.waiting_since IS 'Time of the first message that is not answered; null where none waits.';
COMMENT ON COLUMN footfall.service_case.owner IS 'Who of the staff sees to it; null where nobody does.';
COMMENT ON COLUMN footfall.service_case.cause IS 'What it came from, as staff says.';
COMMENT ON COLUMN footfall.service_case.note IS 'What was done, as staff says.';
COMMENT ON COLUMN footfall.service_case.closed_at IS 'When staff closed it or, of a question, when it was answered; null while it is open.';
COMMENT ON COLUMN footfall.service_case.closed_by IS 'Who closed or answered it.';
COMMENT ON COLUMN footfall.service_case.state IS 'open or closed; whoever writes again opens it again.';

-- What waited for an answer at the end of any day, as footfall.conversation tells it of now.
CREATE FUNCTION footfall.unanswered(of_site text, as_of timestamptz)
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
    WHERE m.site = of_site AND m.class = 'human' AND m.at < as_of
  )
  SELECT DISTINCT ON (s.conversation) s.conversation, s.id, s.at,
    count(*) OVER (PARTITION BY s.conversation), s.person, s.address, s.person_name, s.topic,
    s.subject, s.channel
  FROM said s
  WHERE s.direction = 'inbound' AND (s.told_at IS NULL OR s.at > s.told_at)
    AND s.topic NOT IN ('opt_in', 'unsubscribe', 'feedback_praise')
  ORDER BY s.conversation, s.at, s.id
$$;
COMMENT ON FUNCTION footfall.unanswered(text, timestamptz) IS
  'Conversations that waited for an answer at an instant: since the first message after our last word, and which that is.';

CREATE VIEW footfall.diary AS
-- Of a value that is not among the identities yet the person is itself, as of a contact.
SELECT i.name AS site, d.id, 'entry' AS kind, d.day, d.what, coalesce(n.person, d.node) AS person,
  n.value AS named, d.staff,
  NULL::text AS subject, NULL::text AS outcome, d.noted_at, d.done_at
FROM footfall_store.diary_entry d
JOIN footfall_store.site i ON i.id = d.site
LEFT JOIN footfall_store.identity_node n ON n.site = d.site AND n.id = d.node
UNION ALL
SELECT a.site, a.id, 'next action', a.next_at, coalesce(a.next_action, 'get in touch'), a.person,
  coalesce(a.email, a.customer_number), coalesce(a.staff, ''), a.subject, a.outcome, a.at, (
    SELECT min(n.at) FROM footfall.activity n
    WHERE n.site = a.site AND n.at > a.at
      AND (n.person = a.person OR n.customer_number = a.customer_number))
FROM footfall.activity a
WHERE a.next_at IS NOT NULL
UNION ALL
SELECT b.site, b.id, 'renewal', b.renews_on, 'renewal of ' || b.product, b.person,
  coalesce(b.email, b.customer_number), '', b.number, NULL, b.started::timestamp AT TIME ZONE i.zone,
  b.ended::timestamp AT TIME ZONE i.zone
FROM footfall.subscription b
JOIN footfall_store.site i ON i.name = b.site
WHERE b.renews_on IS NOT NULL;
COMMENT ON VIEW footfall.diary IS 'What is to be done on which day: entries of the diary, next actions that staff noted, and renewals of subscriptions.';
COMMENT ON COLUMN footfall.diary.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.diary.id IS 'Id of the entry, the activity or the subscription.';
COMMENT ON COLUMN footfall.diary.kind IS 'entry, next action or renewal.';
COMMENT ON COLUMN footfall.diary.day IS 'The day on which it is due.';
COMMENT ON COLUMN footfall.diary.what IS 'What is to be done.';
COMMENT ON COLUMN footfall.diary.person IS 'With whom; null where it is about nobody.';
COMMENT ON COLUMN footfall.diary.named IS 'The value by which the person is named: an address, a customer number.';
COMMENT ON COLUMN footfall.diary.staff IS 'Who is to do it; empty where anybody may.';
COMMENT ON COLUMN footfall.diary.subject IS 'What it is about, where that is told.';
COMMENT ON COLUMN footfall.diary.outcome IS 'What came of the last time.';
COMMENT ON COLUMN footfall.diary.noted_at IS 'When it was written down.';
COMMENT ON COLUMN footfall.diary.done_at IS 'When it was done: an entry when staff says so, a next action when anything later is noted of the same person or customer number, a renewal when the subscription ended; null while it is due.';

-- Whether a text holds another as whole words, in any case.
CREATE FUNCTION footfall_store.holds_words(text text, words text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT position(w.words IN w.text) > 0
  FROM (
    SELECT
      ' ' || regexp_replace(regexp_replace(lower($1), '[^[:alnum:]@._+-]+', ' ', 'g'),
        '[.]+( |$)', ' ', 'g') || ' ' AS text,
      ' ' || btrim(regexp_replace(lower($2), '[^[:alnum:]@._+-]+', ' ', 'g')) || ' ' AS words
  ) AS w
$$;
COMMENT ON FUNCTION footfall_store.holds_words(text, text) IS
  'Whether a text holds another as whole words, in any case.';

-- What staff wrote down about a person goes with the person; of other notes what names the person.
CREATE FUNCTION footfall_store.erase_notes(
  of_site bigint, persons bigint[], keys bigint[], texts text[]
)
RETURNS TABLE (what text, rows bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  changed bigint;
BEGIN
  DELETE FROM footfall_store.case_step s
  WHERE EXISTS (
      SELECT FROM footfall_store.contact c
      LEFT JOIN footfall_store.contact f ON f.id = c.conversation
      WHERE c.id = s.contact AND c.site = of_site
        AND (c.person = ANY (keys) OR c.owner = ANY (persons)
          OR f.person = ANY (keys) OR f.owner = ANY (persons)))
    OR EXISTS (
      SELECT FROM footfall_store.ledger_person p
      WHERE p.id = s.contact AND p.site = of_site AND p.person = ANY (persons));
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN QUERY SELECT 'steps of cases', changed;
  UPDATE footfall_store.case_step s
  SET note = CASE WHEN n.is_named THEN '' ELSE s.note END,
    cause = CASE WHEN c.is_named THEN '' ELSE s.cause END
  FROM footfall_store.case_step k
  CROSS JOIN LATERAL (
    SELECT coalesce(bool_or(footfall_store.holds_words(k.note, t.text)), false) AS is_named
    FROM unnest(texts) AS t (text)) n
  CROSS JOIN LATERAL (
    SELECT coalesce(bool_or(footfall_store.holds_words(k.cause, t.text)), false) AS is_named
    FROM unnest(texts) AS t (text)) c
  WHERE s.contact = k.contact AND s.at = k.at AND (n.is_named OR c.is_named);
  DELETE FROM footfall_store.diary_entry d WHERE d.site = of_site AND d.node = ANY (keys);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN QUERY SELECT 'diary entries', changed;
  UPDATE footfall_store.diary_entry d SET what = 'erased'
  WHERE EXISTS (
    SELECT FROM unnest(texts) AS t (text) WHERE footfall_store.holds_words(d.what, t.text));
END
$$;
COMMENT ON FUNCTION footfall_store.erase_notes(bigint, bigint[], bigint[], text[]) IS
  'Takes out what staff wrote down about persons: steps of their cases and entries of the diary, and in others what names them.';

ALTER TABLE footfall_store.case_step OWNER TO footfall_owner;
ALTER TABLE footfall_store.diary_entry OWNER TO footfall_owner;
ALTER VIEW footfall.service_case OWNER TO footfall_owner;
ALTER VIEW footfall.diary OWNER TO footfall_owner;
ALTER FUNCTION footfall.unanswered(text, timestamptz) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.unanswered(text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.unanswered(text, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;
ALTER FUNCTION footfall_store.holds_words(text, text) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.holds_words(text, text) FROM PUBLIC;
ALTER FUNCTION footfall_store.erase_notes(bigint, bigint[], bigint[], text[]) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.erase_notes(bigint, bigint[], bigint[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.erase_notes(bigint, bigint[], bigint[], text[])
  TO footfall_ingest;
GRANT SELECT ON footfall.service_case, footfall.diary
  TO footfall_ingest, footfall_report, footfall_analyst;
GRANT SELECT, INSERT, DELETE ON footfall_store.case_step TO footfall_ingest;
GRANT SELECT (id, generation) ON footfall_store.activity TO footfall_ingest;
GRANT SELECT, INSERT ON footfall_store.diary_entry TO footfall_ingest;
GRANT UPDATE (done_at, done_by) ON footfall_store.diary_entry TO footfall_ingest;
