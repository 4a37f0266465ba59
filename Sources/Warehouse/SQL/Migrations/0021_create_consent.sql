-- What persons allow, what they like, and what was erased: what must be respected.
ALTER TABLE footfall_store.site ADD COLUMN link_browsing text NOT NULL DEFAULT 'consent';
ALTER TABLE footfall_store.site
  ADD CONSTRAINT site_link_browsing CHECK (link_browsing IN ('consent', 'always', 'never'));
ALTER TABLE footfall_store.site ADD COLUMN double_opt_in boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN footfall_store.site.link_browsing IS 'Whether visits are tied to the persons who made them: by their consent, always or never.';
COMMENT ON COLUMN footfall_store.site.double_opt_in IS 'Whether a box ticked in a form counts only once its address has confirmed it.';

-- What a form says besides its message is part of the contact, and goes with it.
ALTER TABLE footfall_store.contact ADD COLUMN consents text[] NOT NULL DEFAULT '{}';
ALTER TABLE footfall_store.contact ADD COLUMN declared jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN footfall_store.contact.consents IS 'What the form allows or forbids: purpose=asked, confirmed or withdrawn.';
COMMENT ON COLUMN footfall_store.contact.declared IS 'What the person says of himself in fields of the form: interests, channel, language.';

CREATE TABLE footfall_store.consent_statement (
  site bigint NOT NULL,
  node bigint NOT NULL,
  purpose text NOT NULL,
  at timestamptz NOT NULL,
  status text NOT NULL CHECK (status IN ('given', 'withdrawn')),
  basis text NOT NULL CHECK (basis IN ('staff', 'unmerge')),
  proof text NOT NULL,
  staff text NOT NULL,
  PRIMARY KEY (site, node, purpose, at)
);
COMMENT ON TABLE footfall_store.consent_statement IS 'What staff wrote down of what a person allows; never changed, only added to.';
COMMENT ON COLUMN footfall_store.consent_statement.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.consent_statement.node IS 'Id of the value that names the person.';
COMMENT ON COLUMN footfall_store.consent_statement.purpose IS 'What for: news, browsing or another word.';
COMMENT ON COLUMN footfall_store.consent_statement.at IS 'When it was said.';
COMMENT ON COLUMN footfall_store.consent_statement.status IS 'given or withdrawn.';
COMMENT ON COLUMN footfall_store.consent_statement.basis IS 'staff; or unmerge, where it was said while two persons were taken for one.';
COMMENT ON COLUMN footfall_store.consent_statement.proof IS 'How it can be shown.';
COMMENT ON COLUMN footfall_store.consent_statement.staff IS 'Who wrote it down.';

CREATE TABLE footfall_store.suppression (
  site bigint NOT NULL,
  node bigint NOT NULL,
  reason text NOT NULL CHECK (reason IN ('hard', 'soft', 'complaint', 'manual', 'erased')),
  since timestamptz NOT NULL,
  PRIMARY KEY (site, node, reason)
);
CREATE INDEX suppression_erased ON footfall_store.suppression (node) WHERE reason = 'erased';
COMMENT ON TABLE footfall_store.suppression IS 'Values that must not be written to; of those erased nothing else is kept.';
COMMENT ON COLUMN footfall_store.suppression.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.suppression.node IS 'Keyed hash of the value.';
COMMENT ON COLUMN footfall_store.suppression.reason IS 'hard or soft bounce, complaint, manual or erased.';
COMMENT ON COLUMN footfall_store.suppression.since IS 'Since when.';

-- Every statement of consent, wherever it was made.
CREATE VIEW footfall.consent AS
SELECT s.name AS site, c.owner AS person, split_part(w.word, '=', 1) AS purpose,
  CASE WHEN split_part(w.word, '=', 2) = 'asked' AND NOT s.double_opt_in THEN 'given'
    ELSE split_part(w.word, '=', 2) END AS status,
  'form' AS basis, concat_ws(' on ', nullif(c.form, ''), nullif(c.page_path, '')) AS proof,
  c.at, c.generation, c.position
FROM footfall_store.contact c
CROSS JOIN LATERAL unnest(c.consents) AS w (word)
JOIN footfall_store.site s ON s.id = c.site
WHERE c.owner IS NOT NULL
UNION ALL
SELECT s.name, c.owner, 'news', 'withdrawn', 'message', c.subject, c.at, c.generation, c.position
FROM footfall_store.contact c
JOIN footfall_store.site s ON s.id = c.site
WHERE c.owner IS NOT NULL AND c.direction = 1
  AND coalesce(c.told_topic, c.topic) = 'unsubscribe'
UNION ALL
SELECT s.name, p.person, 'news', CASE WHEN l.opt_in THEN 'given' ELSE 'withdrawn' END, 'ledger',
  coalesce('customer ' || l.number, 'customer ledger'), coalesce(l.opt_in_at, l.as_of),
  l.generation, l.position
FROM footfall_store.customer l
JOIN footfall_store.site s ON s.id = l.site
JOIN footfall_store.ledger_person p ON p.id = l.id
WHERE l.opt_in IS NOT NULL
UNION ALL
SELECT s.name, coalesce(n.person, x.node), x.purpose, x.status, x.basis, x.proof, x.at, NULL, NULL
FROM footfall_store.consent_statement x
JOIN footfall_store.site s ON s.id = x.site
LEFT JOIN footfall_store.identity_node n ON n.site = x.site AND n.id = x.node;
COMMENT ON VIEW footfall.consent IS 'What persons allowed or forbade, statement by statement.';
COMMENT ON COLUMN footfall.consent.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.consent.person IS 'The person.';
COMMENT ON COLUMN footfall.consent.purpose IS 'What for: news, browsing or another word.';
COMMENT ON COLUMN footfall.consent.status IS 'asked (not confirmed yet), given, confirmed or withdrawn.';
COMMENT ON COLUMN footfall.consent.basis IS 'form, message, ledger, staff or unmerge.';
COMMENT ON COLUMN footfall.consent.proof IS 'Where it was said.';
COMMENT ON COLUMN footfall.consent.at IS 'When it was said.';
COMMENT ON COLUMN footfall.consent.generation IS 'Stream that it was read from; null for what staff wrote down.';
COMMENT ON COLUMN footfall.consent.position IS 'Byte offset in the stream.';

-- The present state: the last word counts, and of two at one time the stricter. Asking again takes
-- nothing back.
CREATE VIEW footfall.consent_state AS
SELECT DISTINCT ON (c.person, c.site, c.purpose)
  c.site, c.person, c.purpose, c.status, c.status IN ('given', 'confirmed') AS is_given, c.basis,
  c.proof, c.at
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
) c
WHERE c.status <> 'asked' OR c.decided NOT IN ('given', 'confirmed')
ORDER BY c.person, c.site, c.purpose, c.at DESC, c.status DESC, c.basis;
COMMENT ON VIEW footfall.consent_state IS 'What persons allow now.';
COMMENT ON COLUMN footfall.consent_state.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.consent_state.person IS 'The person.';
COMMENT ON COLUMN footfall.consent_state.purpose IS 'What for.';
COMMENT ON COLUMN footfall.consent_state.status IS 'asked, given, confirmed or withdrawn.';
COMMENT ON COLUMN footfall.consent_state.is_given IS 'Whether it may be acted upon.';
COMMENT ON COLUMN footfall.consent_state.basis IS 'Where it was said: form, message, ledger, staff or unmerge.';
COMMENT ON COLUMN footfall.consent_state.proof IS 'Where exactly.';
COMMENT ON COLUMN footfall.consent_state.at IS 'When it was said.';

CREATE VIEW footfall.suppression AS
SELECT s.name AS site, x.node, coalesce(n.person, x.node) AS person, n.value AS address, x.reason,
  x.since
FROM (
  SELECT y.site, y.node, y.reason, y.since FROM footfall_store.suppression y
  UNION ALL
  -- A mailbox that is full for two weeks is given up.
  SELECT c.site, b.recipient, (ARRAY['hard', 'soft', NULL, NULL, 'complaint'])[b.kind], min(c.at)
  FROM footfall_store.bounce b
  JOIN footfall_store.contact c ON c.id = b.message
  WHERE b.kind IN (1, 2, 5) AND b.recipient IS NOT NULL
  GROUP BY c.site, b.recipient, b.kind
  HAVING b.kind <> 2 OR count(*) >= 3 AND max(c.at) - min(c.at) >= interval '14 days'
) x
JOIN footfall_store.site s ON s.id = x.site
LEFT JOIN footfall_store.identity_node n ON n.site = x.site AND n.id = x.node;
COMMENT ON VIEW footfall.suppression IS 'Who must not be written to, and why.';
COMMENT ON COLUMN footfall.suppression.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.suppression.node IS 'Keyed hash of the value.';
COMMENT ON COLUMN footfall.suppression.person IS 'The person; of one who was erased nothing is known.';
COMMENT ON COLUMN footfall.suppression.address IS 'The value; null where it was erased.';
COMMENT ON COLUMN footfall.suppression.reason IS 'hard, soft, complaint, manual or erased.';
COMMENT ON COLUMN footfall.suppression.since IS 'Since when.';

-- What persons like: said by themselves, written down by staff, or seen in what they buy.
CREATE VIEW footfall.preference AS
SELECT s.name AS site, c.owner AS person, d.key AS name, v.value, 'declared' AS provenance,
  count(*) AS times, max(c.at) AS at
FROM footfall_store.contact c
CROSS JOIN LATERAL jsonb_each_text(c.declared) AS d
CROSS JOIN LATERAL regexp_split_to_table(d.value, ', *') AS v (value)
JOIN footfall_store.site s ON s.id = c.site
WHERE c.owner IS NOT NULL
GROUP BY s.name, c.owner, d.key, v.value
UNION ALL
SELECT c.site, c.person, v.name, v.value, 'staff', 1, c.as_of
FROM footfall.customer c
CROSS JOIN LATERAL (VALUES ('language', c.language), ('heard of us by', c.source))
  AS v (name, value)
WHERE c.person IS NOT NULL AND v.value IS NOT NULL
UNION ALL
SELECT c.site, c.person, 'channel', c.channel, 'inferred', count(*), max(c.at)
FROM footfall.contact c
WHERE c.person IS NOT NULL AND c.direction = 'inbound'
GROUP BY c.site, c.person, c.channel
UNION ALL
SELECT o.site, o.person, 'buys', coalesce(p.category, p.name, l.name, l.product), 'inferred',
  count(*), max(o.at)
FROM footfall.customer_order o
JOIN footfall.order_line l ON l.site = o.site AND l.order_number = o.number
LEFT JOIN footfall.product p ON p.site = o.site AND p.number = l.product
WHERE o.person IS NOT NULL
GROUP BY o.site, o.person, coalesce(p.category, p.name, l.name, l.product);
COMMENT ON VIEW footfall.preference IS 'What persons like, and how that is known.';
COMMENT ON COLUMN footfall.preference.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.preference.person IS 'The person.';
COMMENT ON COLUMN footfall.preference.name IS 'What it is about: interest, channel, language, buys.';
COMMENT ON COLUMN footfall.preference.value IS 'What is liked.';
COMMENT ON COLUMN footfall.preference.provenance IS 'declared by the person, staff, or inferred from what was done.';
COMMENT ON COLUMN footfall.preference.times IS 'How often it was said or done.';
COMMENT ON COLUMN footfall.preference.at IS 'When last.';

ALTER TABLE footfall_store.consent_statement OWNER TO footfall_owner;
ALTER TABLE footfall_store.suppression OWNER TO footfall_owner;
ALTER VIEW footfall.consent OWNER TO footfall_owner;
ALTER VIEW footfall.consent_state OWNER TO footfall_owner;
ALTER VIEW footfall.suppression OWNER TO footfall_owner;
ALTER VIEW footfall.preference OWNER TO footfall_owner;
GRANT SELECT, INSERT ON footfall_store.consent_statement TO footfall_ingest;
GRANT SELECT, INSERT ON footfall_store.suppression TO footfall_ingest;
GRANT SELECT ON footfall.consent, footfall.consent_state, footfall.suppression, footfall.preference
  TO footfall_ingest, footfall_report, footfall_analyst;

-- Takes out what was written down of orders, whose buyers were erased.
CREATE FUNCTION footfall_store.erase_orders(of_site bigint, numbers text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE footfall_store.order_status l SET note = NULL
  WHERE l.site = of_site AND l.order_number = ANY (numbers) AND l.note IS NOT NULL;
  UPDATE footfall_store.shipment l SET tracking = NULL
  WHERE l.site = of_site AND l.order_number = ANY (numbers) AND l.tracking IS NOT NULL;
$$;
ALTER FUNCTION footfall_store.erase_orders(bigint, text[]) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.erase_orders(bigint, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.erase_orders(bigint, text[]) TO footfall_ingest;
COMMENT ON FUNCTION footfall_store.erase_orders(bigint, text[]) IS
  'Takes out what was written down of orders, whose buyers were erased.';

-- Takes a person out of all tables but those of hits, by the values that name him: what is about him
-- alone goes, and of what was sold the names. Gives how many rows that were.
CREATE FUNCTION footfall_store.erase_person(
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
BEGIN
  LOCK TABLE footfall_store.customer, footfall_store.activity, footfall_store.wish,
    footfall_store.customer_order, footfall_store.subscription, footfall_store.survey_answer
    IN SHARE ROW EXCLUSIVE MODE;
  -- Rows that a version of names the person, but for those that are somebody else's.
  SELECT array_agg(DISTINCT v.id) INTO ids
  FROM footfall_store.ledger_name v
  WHERE v.site = of_site
    AND (v.number = ANY (numbers) OR v.login = ANY (logins) OR v.email = ANY (emails))
    AND NOT EXISTS (
      SELECT FROM footfall_store.ledger_person p
      WHERE p.id = v.id AND p.person <> ALL (persons));

  WITH gone AS (
    DELETE FROM footfall_store.contact c
    WHERE c.site = of_site AND (c.person = ANY (keys) OR c.owner = ANY (persons))
    RETURNING c.generation
  )
  SELECT array_agg(generation), count(*) INTO read, changed FROM gone;
  generations := generations || coalesce(read, '{}');
  RETURN QUERY SELECT 'contacts', changed, NULL;

  WITH gone AS (
    DELETE FROM footfall_store.customer l
    WHERE l.id = ANY (ids)
    RETURNING l.generation
  )
  SELECT array_agg(generation), count(*) INTO read, changed FROM gone;
  generations := generations || coalesce(read, '{}');
  RETURN QUERY SELECT 'customers', changed, NULL;

  WITH gone AS (
    DELETE FROM footfall_store.activity l
    WHERE l.id = ANY (ids)
    RETURNING l.generation
  )
  SELECT array_agg(generation), count(*) INTO read, changed FROM gone;
  generations := generations || coalesce(read, '{}');
  RETURN QUERY SELECT 'activities', changed, NULL;

  WITH gone AS (
    DELETE FROM footfall_store.wish l
    WHERE l.id = ANY (ids)
    RETURNING l.generation
  )
  SELECT array_agg(generation), count(*) INTO read, changed FROM gone;
  generations := generations || coalesce(read, '{}');
  RETURN QUERY SELECT 'wishes', changed, NULL;

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

  -- Bytes that hold an address or a whole name; what they were rejected for stays.
  SELECT array_agg(lower(encode(convert_to(t, 'UTF8'), 'escape'))) INTO traces
  FROM (
    SELECT unnest(emails) UNION SELECT replace(unnest(emails), '@', '%40')
    UNION SELECT replace(unnest(emails), '@', '\u0040') UNION SELECT unnest(names)
  ) AS v (t);
  UPDATE footfall_store.rejected_record r SET raw = ''
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
ALTER FUNCTION footfall_store.erase_person(
  bigint, bigint[], bigint[], text[], text[], text[], text[]) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.erase_person(
  bigint, bigint[], bigint[], text[], text[], text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.erase_person(
  bigint, bigint[], bigint[], text[], text[], text[], text[]) TO footfall_ingest;
COMMENT ON FUNCTION footfall_store.erase_person(
  bigint, bigint[], bigint[], text[], text[], text[], text[]) IS
  'Takes a person out of all tables but those of hits.';
