-- A message that went to others as well stays theirs when one of its recipients is erased: of those who
-- are left the first is the one that the contact is with. Gives how many touches and names went.
CREATE FUNCTION footfall_store.erase_recipients(
  of_site bigint, persons bigint[], keys bigint[], names text[]
)
RETURNS TABLE (what text, rows bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  changed bigint;
  total bigint;
BEGIN
  DELETE FROM footfall_store.message_recipient r
  USING footfall_store.contact c
  WHERE c.id = r.message AND c.site = of_site
    AND (r.recipient = ANY (keys) OR r.owner = ANY (persons));
  GET DIAGNOSTICS total = ROW_COUNT;
  WITH next AS (
    SELECT DISTINCT ON (r.message) r.message, r.recipient
    FROM footfall_store.contact c
    JOIN footfall_store.message_recipient r ON r.message = c.id
    WHERE c.site = of_site AND (c.person = ANY (keys) OR c.owner = ANY (persons))
    ORDER BY r.message, r.owner IS NULL, r.place, r.recipient
  ), heir AS (
    DELETE FROM footfall_store.message_recipient r
    USING next n
    WHERE r.message = n.message AND r.recipient = n.recipient
    RETURNING r.message, r.recipient, r.owner, r.person_name
  )
  UPDATE footfall_store.contact c
  SET person = h.recipient, owner = h.owner, person_name = h.person_name
  FROM heir h
  WHERE c.id = h.message;
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN QUERY SELECT 'contacts', total + changed;
  -- Another address may have the whole name.
  UPDATE footfall_store.message_recipient r
  SET person_name = ''
  FROM footfall_store.contact c
  WHERE c.id = r.message AND c.site = of_site AND r.person_name <> ''
    AND footfall_store.folded_name(r.person_name) IN (
      SELECT footfall_store.folded_name(t.text) FROM unnest(names) AS t (text));
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN QUERY SELECT 'texts', changed;
END
$$;
COMMENT ON FUNCTION footfall_store.erase_recipients(bigint, bigint[], bigint[], text[]) IS
  'Takes persons out of messages that went to others as well.';
ALTER FUNCTION footfall_store.erase_recipients(bigint, bigint[], bigint[], text[])
  OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.erase_recipients(bigint, bigint[], bigint[], text[])
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.erase_recipients(bigint, bigint[], bigint[], text[])
  TO footfall_ingest;

-- Addresses that no contact and no bounce names any more. Whoever stores a contact stores its address
-- in the same transaction, and is waited for.
CREATE OR REPLACE FUNCTION footfall_store.forget_addresses() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  LOCK TABLE footfall_store.person IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM footfall_store.person p
  WHERE NOT EXISTS (SELECT FROM footfall_store.contact c WHERE c.person = p.id)
    AND NOT EXISTS (SELECT FROM footfall_store.message_recipient r WHERE r.recipient = p.id)
    AND NOT EXISTS (SELECT FROM footfall_store.bounce b WHERE b.recipient = p.id);
END
$$;

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
  WHERE p.id = ANY (keys)
    AND NOT EXISTS (SELECT FROM footfall_store.contact c WHERE c.person = p.id)
    AND NOT EXISTS (SELECT FROM footfall_store.message_recipient r WHERE r.recipient = p.id);

  INSERT INTO footfall_store.stream_tally AS t (generation, outcome, reason, lines)
  SELECT g.generation, o.outcome, '', o.sign * count(*)
  FROM unnest(generations) AS g (generation)
  CROSS JOIN (VALUES ('kept', -1), ('erased', 1)) AS o (outcome, sign)
  GROUP BY g.generation, o.outcome, o.sign
  ON CONFLICT (generation, outcome, reason) DO UPDATE SET lines = t.lines + excluded.lines;
END
$$;
