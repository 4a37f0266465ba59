-- Who may be one person is for staff to say: pairs that look alike are told, and joined by nobody else.
CREATE FUNCTION footfall.folded_words(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(
    CASE
      -- Most names have nothing to be taken off, which takes five times as long.
      WHEN octet_length(words) = length(words) THEN lower(words)
      ELSE translate(
        lower(regexp_replace(normalize(words, NFD), '[\u0300-\u036f]+', '', 'g')), 'øłđı', 'oldi')
    END, '[[:punct:][:space:]]+', ' ', 'g'))
$$;
COMMENT ON FUNCTION footfall.folded_words(text) IS
  'Words of a name for comparing: without case, accents and signs.';

-- What is alike is found by sorting, never by comparing each with each.
CREATE VIEW footfall.person_suggestion AS
WITH face AS (
  SELECT c.site, c.person, c.number, c.phone, footfall.folded_words(c.postal_code) AS place,
    string_to_array(footfall.folded_words(
      coalesce(c.name, concat_ws(' ', c.given_name, c.family_name))), ' ') AS words
  FROM footfall.customer c
  WHERE c.person IS NOT NULL
), mark AS (
  SELECT site, 'name and post code' AS reason, person, number, words[1] AS first,
    concat_ws(' ', place, words[cardinality(words)], left(words[1], 1)) AS value
  FROM face
  WHERE place <> '' AND cardinality(words) > 1
  UNION ALL
  SELECT site, 'name and telephone', person, number, words[1], phone || array_to_string(words, ' ')
  FROM face
  WHERE phone IS NOT NULL AND cardinality(words) > 1
  UNION ALL
  SELECT i.site, 'one mailbox', i.person, NULL, '', regexp_replace(i.value, '([^+@])\+[^@]*@', '\1@')
  FROM footfall.person_identifier i
  WHERE i.kind = 'mail address' AND i.person IS NOT NULL AND NOT i.is_role
), alike AS (
  -- Of what many have in common nothing can be told.
  SELECT site, reason, array_agg(person ORDER BY person, first, number) AS persons,
    array_agg(number ORDER BY person, first, number) AS numbers,
    array_agg(first ORDER BY person, first, number) AS firsts
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
COMMENT ON VIEW footfall.person_suggestion IS
  'Pairs that may be one person, which no record says; staff says so by person merge; whom it parted again is no pair. Two customer numbers are two persons, and no pair.';
COMMENT ON COLUMN footfall.person_suggestion.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.person_suggestion.one IS 'The one person.';
COMMENT ON COLUMN footfall.person_suggestion.one_name IS 'What that one is called.';
COMMENT ON COLUMN footfall.person_suggestion.one_address IS 'Mail address.';
COMMENT ON COLUMN footfall.person_suggestion.one_number IS 'Customer number.';
COMMENT ON COLUMN footfall.person_suggestion.other IS 'The other person.';
COMMENT ON COLUMN footfall.person_suggestion.other_name IS 'What the other is called.';
COMMENT ON COLUMN footfall.person_suggestion.other_address IS 'Mail address.';
COMMENT ON COLUMN footfall.person_suggestion.other_number IS 'Customer number.';
COMMENT ON COLUMN footfall.person_suggestion.reason IS
  'What is alike: name and post code (first names may be shortened), name and telephone, or one mailbox (addresses that differ behind a plus sign).';
ALTER FUNCTION footfall.folded_words(text) OWNER TO footfall_owner;
ALTER VIEW footfall.person_suggestion OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.folded_words(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.folded_words(text)
  TO footfall_ingest, footfall_report, footfall_analyst;
GRANT SELECT ON footfall.person_suggestion TO footfall_ingest, footfall_report, footfall_analyst;
