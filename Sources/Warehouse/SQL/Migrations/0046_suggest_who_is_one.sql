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

CREATE VIEW footfall.person_suggestion AS
WITH face AS MATERIALIZED (
  SELECT p.site, p.person, p.name, p.address, p.customer_number, p.phone,
    string_to_array(footfall.folded_words(p.name), ' ') AS words, c.postal_code
  FROM footfall.person p
  LEFT JOIN (
    SELECT r.site, r.person, max(footfall.folded_words(r.postal_code)) AS postal_code
    FROM footfall.customer r
    WHERE r.person IS NOT NULL
    GROUP BY r.site, r.person
  ) c ON c.site = p.site AND c.person = p.person
), mailbox AS (
  SELECT i.site, i.person,
    regexp_replace(i.value, '\+[^@]*@', '@') AS value
  FROM footfall.person_identifier i
  WHERE i.kind = 'mail address' AND i.person IS NOT NULL AND NOT i.is_role
), pair AS (
  SELECT a.site, a.person AS one, b.person AS other, 'name and post code' AS reason
  FROM face a
  JOIN face b ON b.site = a.site AND b.postal_code = a.postal_code
    AND b.words[cardinality(b.words)] = a.words[cardinality(a.words)] AND b.person > a.person
  WHERE a.postal_code <> '' AND cardinality(a.words) > 1 AND cardinality(b.words) > 1
    AND (starts_with(a.words[1], b.words[1]) OR starts_with(b.words[1], a.words[1]))
  UNION ALL
  SELECT a.site, a.person, b.person, 'name and telephone'
  FROM face a
  JOIN face b ON b.site = a.site AND b.phone = a.phone AND b.words = a.words AND b.person > a.person
  WHERE cardinality(a.words) > 1
  UNION ALL
  SELECT DISTINCT a.site, a.person, b.person, 'one mailbox'
  FROM mailbox a
  JOIN mailbox b ON b.site = a.site AND b.value = a.value AND b.person > a.person
), told AS (
  SELECT site, one, other, string_agg(reason, ', ' ORDER BY reason) AS reason
  FROM pair
  GROUP BY site, one, other
)
SELECT t.site, t.one, a.name AS one_name, a.address AS one_address, a.customer_number AS one_number,
  t.other, b.name AS other_name, b.address AS other_address, b.customer_number AS other_number,
  t.reason
FROM told t
JOIN face a ON a.site = t.site AND a.person = t.one
JOIN face b ON b.site = t.site AND b.person = t.other
WHERE (a.customer_number IS NULL OR b.customer_number IS NULL)
  -- Staff said that they are two.
  AND NOT EXISTS (
    SELECT FROM footfall.person_evidence e
    JOIN footfall.person_identifier m ON m.site = e.site AND m.id = e.a
    JOIN footfall.person_identifier n ON n.site = e.site AND n.id = e.b
    WHERE e.site = t.site AND e.rule = 'staff: two persons' AND e.set_aside IS NULL
      AND (m.person, n.person) IN ((t.one, t.other), (t.other, t.one)));
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
