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
CREATE VIEW footfall.vendor_person AS
SELECT v.site, v.id AS vendor, coalesce(n.person, p.id) AS person
FROM footfall.vendor v
JOIN footfall_store.site s ON s.name = v.site
LEFT JOIN footfall_store.identity_node n ON n.site = s.id AND n.kind = 3 AND n.value = v.email
LEFT JOIN footfall_store.person p ON p.address = v.email
WHERE coalesce(n.person, p.id) IS NOT NULL
  AND NOT EXISTS (
    SELECT FROM footfall.customer c WHERE c.site = v.site AND c.person = coalesce(n.person, p.id))
  AND NOT EXISTS (
    SELECT FROM footfall.customer_order o
    WHERE o.site = v.site AND o.person = coalesce(n.person, p.id))
  AND NOT EXISTS (
    SELECT FROM footfall.subscription b
    WHERE b.site = v.site AND b.person = coalesce(n.person, p.id));
COMMENT ON VIEW footfall.vendor_person IS
  'Persons who are known as vendors alone: their mail address stands in the list of vendors, and they neither stand in that of customers nor ever bought anything. They are no prospects, and nobody asks them whether they want news.';
COMMENT ON COLUMN footfall.vendor_person.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.vendor_person.vendor IS 'Id of the vendor.';
COMMENT ON COLUMN footfall.vendor_person.person IS 'The person.';
ALTER VIEW footfall.vendor_person OWNER TO footfall_owner;
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
    SELECT v.person FROM footfall.vendor_person v WHERE v.site = of_site)
$$;
COMMENT ON FUNCTION footfall.news_as_of(text, timestamptz) IS
  'How persons of a site stood to news just before an instant, null for the present. Their state is allowed, asked (not confirmed yet), withdrawn, or suppressed: must not be written to at all, whatever they allowed. Who is not among them was never asked, or is known as a vendor alone. Only those may be sent news of whom it is wanted.';

ALTER VIEW footfall.consent_span OWNER TO footfall_owner;
ALTER FUNCTION footfall.news_as_of(text, timestamptz) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.news_as_of(text, timestamptz) FROM PUBLIC;
GRANT SELECT ON footfall.consent_span TO footfall_ingest, footfall_report, footfall_analyst;
GRANT EXECUTE ON FUNCTION footfall.news_as_of(text, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;

-- One folding for all that is looked for and suggested. Its names are bound as it is made, so that no
-- search path reaches them, and it can be part of the query, which takes a third of the time.
CREATE OR REPLACE FUNCTION footfall.folded_words(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN btrim(regexp_replace(
  replace(replace(replace(
    CASE
      -- Most names have nothing to be taken off, which takes five times as long.
      WHEN octet_length(words) = length(words) THEN lower(words)
      ELSE replace(replace(replace(replace(translate(
        lower(regexp_replace(normalize(words, NFD), '[\u0300-\u036f]+', '', 'g')), 'øłđıð', 'oldid'),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')
    END,
    -- Müller is Muller to one clerk and Mueller to another.
    'ae', 'a'), 'oe', 'o'), 'ue', 'u'),
  '[[:punct:][:space:]]+', ' ', 'g'));
COMMENT ON FUNCTION footfall.folded_words(text) IS
  'Words of a name for looking it up and for suggestions: without case, accents and signs; ß is ss, and ä, ö and ü, however they are written (a, ae), are a, o and u.';
COMMENT ON FUNCTION footfall_store.folded_name(text) IS
  'The words of a name in lower case, with one blank between: by these a person who is erased is found in records of others. It tells more names apart than footfall.folded_words, so that nobody else''s name goes too; and it is what the hashes of erased names were made like, which another folding would not find again.';
ALTER FUNCTION footfall.form_completion(text, timestamptz, timestamptz)
  SET search_path = pg_catalog, pg_temp;

CREATE OR REPLACE VIEW footfall.person_suggestion AS
WITH face AS (
  SELECT c.site, c.person, c.number, c.phone, footfall.folded_words(c.postal_code) AS place,
    string_to_array(footfall.folded_words(
      coalesce(c.name, concat_ws(' ', c.given_name, c.family_name))), ' ') AS words
  FROM footfall.customer c
  WHERE c.person IS NOT NULL
), mark AS (
  SELECT site, 'name and post code' AS reason, person, number, words[1] AS first, false AS is_turned,
    concat_ws(' ', place, words[cardinality(words)], left(words[1], 1)) AS value
  FROM face
  WHERE place <> '' AND cardinality(words) > 1
  UNION ALL
  -- As if the family's name stood first.
  SELECT site, 'name and post code', person, number, words[2], true,
    concat_ws(' ', place, words[1], left(words[2], 1))
  FROM face
  WHERE place <> '' AND cardinality(words) > 1
  UNION ALL
  SELECT site, 'name and telephone', person, number, '', false,
    phone || (SELECT string_agg(w.word, ' ' ORDER BY w.word) FROM unnest(words) AS w (word))
  FROM face
  WHERE phone IS NOT NULL AND cardinality(words) > 1
  UNION ALL
  SELECT i.site, 'one mailbox', i.person, NULL, '', false,
    regexp_replace(i.value, '([^+@])\+[^@]*@', '\1@')
  FROM footfall.person_identifier i
  WHERE i.kind = 'mail address' AND i.person IS NOT NULL AND NOT i.is_role
), alike AS (
  -- Of what many have in common nothing can be told.
  SELECT site, reason, array_agg(person ORDER BY person, first, number, is_turned) AS persons,
    array_agg(number ORDER BY person, first, number, is_turned) AS numbers,
    array_agg(first ORDER BY person, first, number, is_turned) AS firsts,
    array_agg(is_turned ORDER BY person, first, number, is_turned) AS turned
  FROM mark
  GROUP BY site, reason, value
  HAVING count(DISTINCT person) BETWEEN 2 AND CASE reason WHEN 'one mailbox' THEN 5 ELSE 20 END
), pair AS MATERIALIZED (
  SELECT l.site, l.persons[i] AS one, l.persons[j] AS other,
    string_agg(DISTINCT l.reason, ', ' ORDER BY l.reason) AS reason
  FROM alike l
  CROSS JOIN LATERAL generate_subscripts(l.persons, 1) AS i
  CROSS JOIN LATERAL generate_series(i + 1, cardinality(l.persons)) AS j
  WHERE l.persons[i] <> l.persons[j] AND (l.numbers[i] IS NULL OR l.numbers[j] IS NULL)
    -- What is shortened to a letter may be either name, what is longer the first alone.
    AND (l.firsts[i] = l.firsts[j] OR length(l.firsts[i]) = 1 OR length(l.firsts[j]) = 1
      OR NOT (l.turned[i] OR l.turned[j]))
    AND (starts_with(l.firsts[i], l.firsts[j]) OR starts_with(l.firsts[j], l.firsts[i]))
  GROUP BY l.site, l.persons[i], l.persons[j]
), parted AS MATERIALIZED (
  SELECT DISTINCT e.site, m.person AS one, n.person AS other
  FROM footfall.person_evidence e
  JOIN footfall.person_identifier m ON m.site = e.site AND m.id = e.a
  JOIN footfall.person_identifier n ON n.site = e.site AND n.id = e.b
  WHERE e.rule = 'staff: two persons' AND e.set_aside IS NULL
    OR e.rule = 'staff' AND e.set_aside = 'withdrawn'
)
SELECT t.site, t.one, a.name AS one_name, a.address AS one_address, a.customer_number AS one_number,
  t.other, b.name AS other_name, b.address AS other_address, b.customer_number AS other_number,
  t.reason
FROM pair t
CROSS JOIN LATERAL (
  SELECT p.name, p.address, p.customer_number
  FROM footfall.person p WHERE p.site = t.site AND p.person = t.one OFFSET 0
) a
CROSS JOIN LATERAL (
  SELECT p.name, p.address, p.customer_number
  FROM footfall.person p WHERE p.site = t.site AND p.person = t.other OFFSET 0
) b
WHERE (a.customer_number IS NULL OR b.customer_number IS NULL) AND NOT EXISTS (
  SELECT FROM parted d
  WHERE d.site = t.site AND (d.one, d.other) IN ((t.one, t.other), (t.other, t.one)));
COMMENT ON COLUMN footfall.person_suggestion.reason IS
  'What is alike: name and post code (first names may be shortened, and the family''s name may stand first), name and telephone, or one mailbox (addresses that differ behind a plus sign).';
