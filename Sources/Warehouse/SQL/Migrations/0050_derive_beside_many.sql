-- What comes in of a few persons is derived in the time that these few take, also where a million customers
-- are known; names are looked up in a third of it, and what lists and forms said of one person on any day
-- is told without looking at the others.
--
-- To whom visits may be tied is asked of those who said so, and no longer of everybody.
DROP VIEW footfall_store.contact_tie;
DROP VIEW footfall_store.browsing_consent;

CREATE VIEW footfall_store.browsing_consent AS
SELECT n.site, n.id AS person
FROM footfall.consent_state c
JOIN footfall_store.site s ON s.name = c.site AND s.link_browsing = 'consent'
JOIN footfall_store.identity_node n ON n.site = s.id AND n.id = c.person AND n.person = n.id
WHERE c.purpose = 'browsing' AND c.is_given;
COMMENT ON VIEW footfall_store.browsing_consent IS 'To whom visits may be tied, where a site asks for consent to that.';
COMMENT ON COLUMN footfall_store.browsing_consent.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.browsing_consent.person IS 'The person.';

CREATE VIEW footfall_store.contact_tie AS
WITH open AS (
  SELECT c.id, c.site, c.owner, c.at, c.cookie, c.channel, p.id AS page, c.token, c.token_rule
  FROM footfall_store.contact c
  JOIN footfall_store.site s ON s.id = c.site
  LEFT JOIN footfall_store.page p
    ON c.channel = 1 AND c.page_path <> '' AND p.site = c.site AND p.path = c.page_path
  WHERE c.direction = 1 AND s.link_browsing <> 'never'
    AND (c.owner IS NULL OR s.link_browsing = 'always'
      OR (c.site, c.owner) IN (SELECT b.site, b.person FROM footfall_store.browsing_consent b))
), carried AS (
  -- Hits with the token: of the browser whose cookie it is, or that followed a link with it.
  SELECT c.id, e.visitor, e.at, e.cookie
  FROM open c
  JOIN footfall_store.event e ON e.token = c.token AND e.site = c.site
    AND e.at BETWEEN c.at - interval '1 day' AND c.at + interval '10 seconds'
  -- Programs look at links that people send each other.
  WHERE e.audience <> 1
  UNION ALL
  SELECT c.id, e.visitor, e.at, e.cookie
  FROM open c
  JOIN footfall_store.event e ON e.cookie = c.token AND e.site = c.site
    AND e.at BETWEEN c.at - interval '1 day' AND c.at + interval '10 seconds'
), told AS (
  SELECT DISTINCT c.id, c.channel, c.at, c.token_rule AS rule, s.visitor, s.first_at, s.last_at,
    coalesce(h.cookie, h.visitor) AS browser
  FROM carried h
  JOIN open c ON c.id = h.id
  JOIN footfall_store.session s ON s.visitor = h.visitor AND h.at BETWEEN s.first_at AND s.last_at
  -- Who passes a link or an address on gives nobody the visit of somebody who is known.
  WHERE c.owner IS NULL OR coalesce((
    SELECT bool_or(o.person = c.owner)
    FROM footfall_store.visitor_owner o
    WHERE o.visitor = s.visitor AND o.session_at = s.first_at), true)
), mailed AS (
  -- People write when they have left: what counts is the last visit before, of the one browser.
  SELECT id, rule, visitor, first_at,
    rank() OVER (PARTITION BY id ORDER BY first_at DESC) AS place,
    min(browser) OVER (PARTITION BY id) = max(browser) OVER (PARTITION BY id) AS is_one
  FROM told
  WHERE channel = 2 AND first_at <= at
), candidate AS (
  -- Half an hour after the last hit nobody can be taken for the same.
  SELECT c.id, 1::smallint AS rule, o.visitor, o.session_at
  FROM open c
  JOIN footfall_store.visitor_owner o ON o.person = c.owner AND o.site = c.site
  JOIN footfall_store.session s ON s.visitor = o.visitor AND s.first_at = o.session_at
  WHERE c.at >= o.from_at AND c.at < s.last_at + interval '30 minutes'
    AND (c.at < o.until_at OR o.until_at > s.last_at)
  UNION
  SELECT c.id, 2::smallint, s.visitor, s.first_at
  FROM open c
  JOIN footfall_store.event e ON e.cookie = c.cookie AND e.site = c.site
    AND e.at BETWEEN c.at - interval '1 day' AND c.at + interval '10 seconds'
  JOIN footfall_store.session s ON s.visitor = e.visitor AND e.at BETWEEN s.first_at AND s.last_at
  WHERE c.at >= s.first_at - interval '10 seconds' AND c.at < s.last_at + interval '30 minutes'
  UNION
  SELECT id, rule, visitor, first_at
  FROM told
  WHERE channel = 1 AND at >= first_at - interval '10 seconds'
    AND at < last_at + interval '30 minutes'
  UNION
  SELECT id, rule, visitor, first_at FROM mailed WHERE place = 1 AND is_one
  UNION
  SELECT c.id, 5::smallint, s.visitor, s.first_at
  FROM open c
  JOIN footfall_store.event e ON e.kind = 7 AND e.site = c.site AND e.page = c.page
    AND e.at BETWEEN c.at - interval '10 seconds' AND c.at + interval '10 seconds'
  JOIN footfall_store.session s ON s.visitor = e.visitor AND e.at BETWEEN s.first_at AND s.last_at
)
SELECT id AS contact, rule, min(visitor) AS visitor, min(session_at) AS session_at
FROM candidate
GROUP BY id, rule
HAVING count(*) = 1;
COMMENT ON VIEW footfall_store.contact_tie IS 'The visit in which a contact was made, by each rule that tells one and no other.';
COMMENT ON COLUMN footfall_store.contact_tie.contact IS 'The contact.';
COMMENT ON COLUMN footfall_store.contact_tie.rule IS 'The smaller the stronger: see footfall.visit_rule_name.';
COMMENT ON COLUMN footfall_store.contact_tie.visitor IS 'The visitor.';
COMMENT ON COLUMN footfall_store.contact_tie.session_at IS 'Time of the first hit of the session.';

ALTER VIEW footfall_store.browsing_consent OWNER TO footfall_owner;
ALTER VIEW footfall_store.contact_tie OWNER TO footfall_owner;
GRANT SELECT ON footfall_store.browsing_consent, footfall_store.contact_tie TO footfall_ingest;

-- What a large derivation worked with would be read by those after it until it is vacuumed, and the
-- planner would take it for theirs. A backup, which TRUNCATE would wait for, is left in peace.
CREATE FUNCTION footfall_store.clear_arrivals() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF pg_relation_size('footfall_store.arrived_claim') > 1048576 THEN
    BEGIN
      LOCK TABLE footfall_store.arrived_claim, footfall_store.arrived_value,
        footfall_store.touched_value IN ACCESS EXCLUSIVE MODE NOWAIT;
      TRUNCATE footfall_store.arrived_claim, footfall_store.arrived_value,
        footfall_store.touched_value;
      RETURN;
    EXCEPTION WHEN lock_not_available THEN
      NULL;
    END;
  END IF;
  DELETE FROM footfall_store.arrived_claim;
  DELETE FROM footfall_store.arrived_value;
  DELETE FROM footfall_store.touched_value;
END
$$;
COMMENT ON FUNCTION footfall_store.clear_arrivals() IS 'Empties what a derivation works with.';
ALTER FUNCTION footfall_store.clear_arrivals() OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.clear_arrivals() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.clear_arrivals() TO footfall_ingest;
REVOKE DELETE ON footfall_store.arrived_claim, footfall_store.arrived_value,
  footfall_store.touched_value FROM footfall_ingest;

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

-- What the list of customers and forms said of a person, so that it is told of any day. A list that was
-- read for the first time yesterday says what was known since the customer is one.
CREATE VIEW footfall.customer_version AS
SELECT s.name AS site, l.id, l.as_of,
  CASE WHEN l.since IS NULL OR EXISTS (
      SELECT FROM footfall_store.customer b WHERE b.id = l.id AND b.as_of < l.as_of)
    THEN l.as_of ELSE least(l.as_of, l.since::timestamp AT TIME ZONE s.zone) END AS at,
  p.person, l.number,
  coalesce(l.name, nullif(concat_ws(' ', l.given_name, l.family_name), ''), l.company) AS name,
  l.phone, l.language, l.source
FROM footfall_store.customer l
JOIN footfall_store.site s ON s.id = l.site
JOIN footfall_store.ledger_person p ON p.id = l.id
WHERE p.person IS NOT NULL;
COMMENT ON VIEW footfall.customer_version IS
  'How the list of customers named persons, version by version.';
COMMENT ON COLUMN footfall.customer_version.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.customer_version.id IS 'Id of the row, as in footfall.customer.';
COMMENT ON COLUMN footfall.customer_version.as_of IS 'Since when the list says this.';
COMMENT ON COLUMN footfall.customer_version.at IS
  'Since when it holds: what the list said first holds since the person is a customer, where it tells that.';
COMMENT ON COLUMN footfall.customer_version.person IS 'The person.';
COMMENT ON COLUMN footfall.customer_version.number IS 'Customer number.';
COMMENT ON COLUMN footfall.customer_version.name IS 'Name in full, else of the company.';
COMMENT ON COLUMN footfall.customer_version.phone IS 'Telephone number.';
COMMENT ON COLUMN footfall.customer_version.language IS 'Language.';
COMMENT ON COLUMN footfall.customer_version.source IS 'How the person heard of the business.';

CREATE VIEW footfall.declaration AS
SELECT s.name AS site, c.owner AS person, d.key AS name, v.value, c.at
FROM footfall_store.contact c
CROSS JOIN LATERAL jsonb_each_text(c.declared) AS d
CROSS JOIN LATERAL regexp_split_to_table(d.value, ', *') AS v (value)
JOIN footfall_store.site s ON s.id = c.site
WHERE c.owner IS NOT NULL;
COMMENT ON VIEW footfall.declaration IS 'What persons said in forms that they like, each time.';
COMMENT ON COLUMN footfall.declaration.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.declaration.person IS 'The person.';
COMMENT ON COLUMN footfall.declaration.name IS 'What it is about.';
COMMENT ON COLUMN footfall.declaration.value IS 'What is liked.';
COMMENT ON COLUMN footfall.declaration.at IS 'When it was said.';

-- Part of the query that asks, which mostly wants one person: the others are not looked at.
CREATE FUNCTION footfall.customer_as_of(of_site text, as_of timestamptz)
RETURNS TABLE (
  site text, id bigint, at timestamptz, person bigint, number text, name text, phone text,
  language text, source text
)
LANGUAGE sql STABLE AS $$
  SELECT c.site, c.id, c.at, c.person, c.number, c.name, c.phone, c.language, c.source
  FROM footfall.customer_version c
  WHERE (customer_as_of.of_site IS NULL OR c.site = customer_as_of.of_site)
    AND (customer_as_of.as_of IS NULL OR c.at < customer_as_of.as_of)
    AND NOT EXISTS (
      SELECT FROM footfall.customer_version n
      WHERE n.id = c.id AND n.as_of > c.as_of
        AND (customer_as_of.as_of IS NULL OR n.as_of < customer_as_of.as_of))
$$;
COMMENT ON FUNCTION footfall.customer_as_of(text, timestamptz) IS
  'How the list of customers of a site (null for all) named persons just before an instant, null for the present.';

ALTER VIEW footfall.customer_version OWNER TO footfall_owner;
ALTER VIEW footfall.declaration OWNER TO footfall_owner;
ALTER FUNCTION footfall.customer_as_of(text, timestamptz) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.customer_as_of(text, timestamptz) FROM PUBLIC;
GRANT SELECT ON footfall.customer_version, footfall.declaration
  TO footfall_ingest, footfall_report, footfall_analyst;
GRANT EXECUTE ON FUNCTION footfall.customer_as_of(text, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;
