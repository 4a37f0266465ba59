-- A person is named in records of others as well: by a value in a row that is somebody else's, by the
-- whole name as the author of a text, in words of staff. These lose what names the person, and stay.
CREATE FUNCTION footfall_store.folded_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT btrim(regexp_replace(lower($1), '[^[:alnum:]]+', ' ', 'g'))
$$;
COMMENT ON FUNCTION footfall_store.folded_name(text) IS
  'The words of a name in lower case, with one blank between.';

-- Takes values out of all versions of all rows of ledgers, whosever they are. Gives in how many.
CREATE FUNCTION footfall_store.erase_values(
  of_site bigint, numbers text[], logins text[], emails text[], phones text[], names text[]
)
RETURNS TABLE (what text, rows bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field record;
  changed bigint;
  total bigint := 0;
BEGIN
  FOR field IN
    SELECT l.ledger, a.attname AS name, v.texts
    FROM unnest(footfall_store.ledgers()) AS l (ledger)
    JOIN pg_attribute a
      ON a.attrelid = format('footfall_store.%I', l.ledger)::regclass AND NOT a.attisdropped
    JOIN (VALUES ('customer_number', numbers), ('login', logins), ('email', emails),
      ('phone', phones), ('respondent', emails)) AS v (name, texts) ON v.name = a.attname
    UNION ALL
    SELECT 'customer', 'number', numbers
  LOOP
    EXECUTE format(
      'UPDATE footfall_store.%1$I l SET %2$I = NULL WHERE l.site = $1 AND l.%2$I = ANY ($2)',
      field.ledger, field.name) USING of_site, field.texts;
    GET DIAGNOSTICS changed = ROW_COUNT;
    total := total + changed;
  END LOOP;
  UPDATE footfall_store.customer l SET name = NULL, given_name = NULL, family_name = NULL
  WHERE l.site = of_site
    AND footfall_store.folded_name(
      coalesce(l.name, concat_ws(' ', l.given_name, l.family_name))) IN (
      SELECT footfall_store.folded_name(t.text) FROM unnest(names) AS t (text));
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN QUERY SELECT 'records of others', total + changed;
END
$$;
COMMENT ON FUNCTION footfall_store.erase_values(
  bigint, text[], text[], text[], text[], text[]) IS
  'Takes values that name a person out of rows of ledgers, whosever they are.';

-- Whether a text holds words that name somebody, or a telephone number, however it is written.
CREATE FUNCTION footfall_store.names_somebody(text text, words text[], digits text[])
RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (
      SELECT FROM unnest($2) AS w (word)
      WHERE w.word ~ '[[:alnum:]]' AND footfall_store.holds_words($1, w.word))
    OR EXISTS (
      SELECT FROM unnest($3) AS d (digits)
      WHERE position(d.digits IN regexp_replace($1, '[^0-9]', '', 'g')) > 0)
$$;
COMMENT ON FUNCTION footfall_store.names_somebody(text, text[], text[]) IS
  'Whether a text holds words that name somebody, or the digits of a telephone number.';

-- Blanks texts that people wrote, where they name the person. `ledgers` and `fields` go together.
CREATE FUNCTION footfall_store.erase_words(
  of_site bigint, ledgers text[], fields text[], words text[], digits text[]
)
RETURNS TABLE (what text, rows bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field record;
  signs text[];
  encoded text[];
  folded text[];
  changed bigint;
  total bigint := 0;
BEGIN
  IF NOT ledgers <@ footfall_store.ledgers() THEN
    RAISE EXCEPTION 'not a ledger' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- What a text must hold at least: most do not, and need no closer look.
  SELECT array_agg('%' || s.sign || '%') INTO signs
  FROM (
    SELECT (regexp_match(lower(w.word), '[[:alnum:]]+'))[1] FROM unnest(words) AS w (word)
    UNION SELECT right(d.digits, 2) FROM unnest(digits) AS d (digits)
  ) AS s (sign);
  IF signs IS NULL THEN RETURN; END IF;
  SELECT array_agg(footfall_store.folded_name(w.word)),
    array_agg(encode(convert_to(w.word, 'UTF8'), 'escape'))
  INTO folded, encoded FROM unnest(words) AS w (word);
  FOR field IN
    SELECT l.name AS of, l.field AS name, NULL AS blank, true AS has_site
    FROM unnest(ledgers, fields) AS l (name, field)
    UNION ALL
    SELECT v.name, v.field, v.blank, v.has_site
    FROM (VALUES
      ('contact', 'person_name', '', true), ('contact', 'subject', '', true),
      ('contact', 'excerpt', '', true), ('identity_assertion', 'note', '', true),
      ('consent_statement', 'proof', '', true), ('diary_entry', 'what', 'erased', true),
      ('case_step', 'note', '', false), ('case_step', 'cause', '', false),
      ('attachment', 'name', '', false), ('bounce', 'diagnostic', '', false))
      AS v (name, field, blank, has_site)
  LOOP
    EXECUTE format(
      'UPDATE footfall_store.%1$I l SET %2$I = %3$L
       WHERE %4$s lower(l.%2$I) LIKE ANY ($2) AND %5$s',
      field.of, field.name, field.blank, CASE WHEN field.has_site THEN 'l.site = $1 AND' ELSE '' END,
      -- A longer name is somebody else's.
      CASE WHEN field.name IN ('person_name', 'contact_name', 'name') AND field.of <> 'attachment'
        THEN format('footfall_store.folded_name(l.%I) = ANY ($5)', field.name)
        ELSE format('footfall_store.names_somebody(l.%I, $3, $4)', field.name) END)
      USING of_site, signs, words, digits, folded;
    GET DIAGNOSTICS changed = ROW_COUNT;
    total := total + changed;
  END LOOP;
  UPDATE footfall_store.contact c SET declared = '{}'
  WHERE c.site = of_site AND lower(c.declared::text) LIKE ANY (signs)
    AND footfall_store.names_somebody(c.declared::text, words, digits);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN QUERY SELECT 'texts', total + changed;
  UPDATE footfall_store.rejected_record r SET raw = '', detail = ''
  WHERE r.raw <> ''
    AND lower(concat_ws(' ', r.detail, encode(r.raw, 'escape'))) LIKE ANY (
      signs || ARRAY(
        SELECT '%' || (regexp_match(lower(w.word), '[[:alnum:]]+'))[1] || '%'
        FROM unnest(encoded) AS w (word) WHERE w.word ~ '[[:alnum:]]'))
    AND footfall_store.names_somebody(
      concat_ws(' ', r.detail, encode(r.raw, 'escape')), encoded, digits);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN QUERY SELECT 'rejects', changed;
END
$$;
COMMENT ON FUNCTION footfall_store.erase_words(bigint, text[], text[], text[], text[]) IS
  'Blanks texts that people wrote, where they name a person.';

-- Whoever talks for a vendor by an address that goes, goes; the firm stays.
CREATE OR REPLACE FUNCTION footfall_store.erase_vendors(of_site bigint, texts text[])
RETURNS TABLE (what text, rows bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  changed bigint;
BEGIN
  UPDATE footfall_store.vendor v
  SET contact_name = NULL, email = NULL, phone = NULL, note = NULL,
    name = CASE WHEN lower(v.name) IN (SELECT lower(t) FROM unnest(texts) AS t) THEN 'erased'
      ELSE v.name END
  WHERE v.site = of_site
    AND (v.email = ANY (texts) OR lower(v.name) IN (SELECT lower(t) FROM unnest(texts) AS t));
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN QUERY SELECT 'vendors', changed;
END
$$;

-- Addresses that no contact and no bounce names any more. Whoever stores a contact stores its address
-- in the same transaction, and is waited for.
CREATE FUNCTION footfall_store.forget_addresses() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  LOCK TABLE footfall_store.person IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM footfall_store.person p
  WHERE NOT EXISTS (SELECT FROM footfall_store.contact c WHERE c.person = p.id)
    AND NOT EXISTS (SELECT FROM footfall_store.bounce b WHERE b.recipient = p.id);
END
$$;
COMMENT ON FUNCTION footfall_store.forget_addresses() IS
  'Takes out addresses that no contact and no bounce names any more.';
SELECT footfall_store.forget_addresses();

-- Takes a person out of all tables but those of hits, by the values that name him: what is about him
-- alone goes, and of what was sold the names. Gives how many rows that were.
CREATE OR REPLACE FUNCTION footfall_store.erase_person(
  of_site bigint, persons bigint[], keys bigint[], numbers text[], logins text[], emails text[],
  names text[]
)
RETURNS TABLE (what text, rows bigint, number text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  generations bigint[] := '{}';
  found text[];
  read bigint[];
  changed bigint;
  traces text[];
  ids bigint[];
  list record;
BEGIN
  LOCK TABLE footfall_store.customer, footfall_store.activity, footfall_store.wish,
    footfall_store.customer_order, footfall_store.subscription, footfall_store.survey_answer
    IN SHARE ROW EXCLUSIVE MODE;
  -- Rows that are the persons', and of those that are nobody's where the strongest value of a version
  -- names the person.
  SELECT array_agg(DISTINCT v.id) INTO ids
  FROM footfall_store.ledger_name v
  LEFT JOIN footfall_store.ledger_person p ON p.id = v.id
  WHERE v.site = of_site
    AND CASE
      WHEN p.person IS NOT NULL THEN p.person = ANY (persons)
      WHEN v.number IS NOT NULL THEN v.number = ANY (numbers)
      WHEN v.login IS NOT NULL THEN v.login = ANY (logins)
      ELSE v.email = ANY (emails)
    END;

  WITH gone AS (
    DELETE FROM footfall_store.contact c
    WHERE c.site = of_site AND (c.person = ANY (keys) OR c.owner = ANY (persons))
    RETURNING c.generation
  )
  SELECT array_agg(generation), count(*) INTO read, changed FROM gone;
  generations := generations || coalesce(read, '{}');
  RETURN QUERY SELECT 'contacts', changed, NULL;

  FOR list IN
    SELECT v.ledger, v.name
    FROM (VALUES ('customer', 'customers'), ('activity', 'activities'), ('wish', 'wishes'))
      AS v (ledger, name)
  LOOP
    EXECUTE format(
      'WITH gone AS (DELETE FROM footfall_store.%I l WHERE l.id = ANY ($1) RETURNING l.generation)
       SELECT array_agg(generation), count(*) FROM gone', list.ledger)
      INTO read, changed USING ids;
    generations := generations || coalesce(read, '{}');
    RETURN QUERY SELECT list.name, changed, NULL;
  END LOOP;

  WITH changing AS (
    UPDATE footfall_store.customer_order l
    SET customer_number = NULL, email = NULL, login = NULL, name = NULL, phone = NULL
    WHERE l.id = ANY (ids)
    RETURNING l.number AS name
  )
  SELECT array_agg(DISTINCT c.name) FILTER (WHERE c.name IS NOT NULL), count(*)
  INTO found, changed FROM changing c;
  PERFORM footfall_store.erase_orders(of_site, found);
  RETURN QUERY SELECT 'orders', changed, NULL;
  RETURN QUERY SELECT 'order', 1::bigint, f.number FROM unnest(found) AS f (number);

  UPDATE footfall_store.subscription l SET customer_number = NULL, email = NULL
  WHERE l.id = ANY (ids);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN QUERY SELECT 'subscriptions', changed, NULL;

  UPDATE footfall_store.survey_answer l
  SET respondent = NULL, customer_number = NULL, email = NULL, answer = NULL
  WHERE l.id = ANY (ids);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN QUERY SELECT 'answers', changed, NULL;

  -- Bytes that hold an address, however it is written, or a name; what they were rejected for stays.
  SELECT array_agg(lower(encode(convert_to(t, 'UTF8'), 'escape'))) INTO traces
  FROM (
    SELECT unnest(emails) UNION SELECT replace(unnest(emails), '@', '%40')
    UNION SELECT replace(unnest(emails), '@', '\u0040') UNION SELECT unnest(names)
  ) AS v (t);
  UPDATE footfall_store.rejected_record r SET raw = '', detail = ''
  WHERE r.raw <> '' AND EXISTS (
    SELECT FROM unnest(traces) AS v (t)
    WHERE position(v.t IN lower(encode(r.raw, 'escape'))) > 0);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN QUERY SELECT 'rejects', changed, NULL;

  DELETE FROM footfall_store.consent_statement x WHERE x.site = of_site AND x.node = ANY (keys);
  DELETE FROM footfall_store.identity_assertion x
  WHERE x.site = of_site AND (x.a = ANY (keys) OR x.b = ANY (keys));
  DELETE FROM footfall_store.identity_evidence x
  WHERE x.site = of_site AND (x.a = ANY (keys) OR x.b = ANY (keys));
  DELETE FROM footfall_store.identity_node x WHERE x.site = of_site AND x.id = ANY (keys);
  DELETE FROM footfall_store.ledger_person x
  WHERE x.site = of_site AND x.person = ANY (persons);
  -- An address is that of a person at each site; at another it may still be wanted.
  DELETE FROM footfall_store.person p
  WHERE p.id = ANY (keys) AND NOT EXISTS (
    SELECT FROM footfall_store.contact c WHERE c.person = p.id);

  INSERT INTO footfall_store.stream_tally AS t (generation, outcome, reason, lines)
  SELECT g.generation, o.outcome, '', o.sign * count(*)
  FROM unnest(generations) AS g (generation)
  CROSS JOIN (VALUES ('kept', -1), ('erased', 1)) AS o (outcome, sign)
  GROUP BY g.generation, o.outcome, o.sign
  ON CONFLICT (generation, outcome, reason) DO UPDATE SET lines = t.lines + excluded.lines;
END
$$;
ALTER FUNCTION footfall_store.folded_name(text) OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.erase_values(bigint, text[], text[], text[], text[], text[])
  OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.names_somebody(text, text[], text[]) OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.erase_words(bigint, text[], text[], text[], text[])
  OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.forget_addresses() OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.folded_name(text),
  footfall_store.erase_values(bigint, text[], text[], text[], text[], text[]),
  footfall_store.names_somebody(text, text[], text[]),
  footfall_store.erase_words(bigint, text[], text[], text[], text[]),
  footfall_store.forget_addresses() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.folded_name(text),
  footfall_store.erase_values(bigint, text[], text[], text[], text[], text[]),
  footfall_store.erase_words(bigint, text[], text[], text[], text[]),
  footfall_store.forget_addresses() TO footfall_ingest;
