-- Persons are derived from records; of most days few are new. What is new is noted where it is
-- stored, so that a derivation looks at the parts of the graph that it touches and at no other. What
-- goes or changes is rare (undo, erasure, another zone): then everything is derived anew. So must a
-- migration say that changes the rules.
-- Each transaction notes for itself, so that nobody waits for a derivation that is at work.
CREATE TABLE footfall_store.underived_stream (
  generation bigint NOT NULL,
  noted_by bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  is_taken boolean NOT NULL DEFAULT false,
  PRIMARY KEY (generation, noted_by)
);
COMMENT ON TABLE footfall_store.underived_stream IS 'Files of ledgers that are new since persons were derived last.';
COMMENT ON COLUMN footfall_store.underived_stream.generation IS 'The file; 0: everything is to be derived anew.';
COMMENT ON COLUMN footfall_store.underived_stream.noted_by IS 'The transaction that noted it.';
COMMENT ON COLUMN footfall_store.underived_stream.is_taken IS 'Whether the derivation that is at work takes it into account.';

CREATE TABLE footfall_store.underived_contact (
  id bigint NOT NULL,
  noted_by bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  is_taken boolean NOT NULL DEFAULT false,
  PRIMARY KEY (id, noted_by)
);
COMMENT ON TABLE footfall_store.underived_contact IS 'Contacts that are new since persons were derived last.';
COMMENT ON COLUMN footfall_store.underived_contact.id IS 'The contact.';
COMMENT ON COLUMN footfall_store.underived_contact.noted_by IS 'The transaction that noted it.';
COMMENT ON COLUMN footfall_store.underived_contact.is_taken IS 'Whether the derivation that is at work takes it into account.';

CREATE TABLE footfall_store.underived_value (
  site bigint NOT NULL,
  id bigint NOT NULL,
  noted_by bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  is_taken boolean NOT NULL DEFAULT false,
  PRIMARY KEY (site, id, noted_by)
);
COMMENT ON TABLE footfall_store.underived_value IS 'Values of which staff said something since persons were derived last.';
COMMENT ON COLUMN footfall_store.underived_value.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.underived_value.id IS 'The value.';
COMMENT ON COLUMN footfall_store.underived_value.noted_by IS 'The transaction that noted it.';
COMMENT ON COLUMN footfall_store.underived_value.is_taken IS 'Whether the derivation that is at work takes it into account.';

-- What a derivation works with; empty between two.
CREATE UNLOGGED TABLE footfall_store.arrived_claim (
  site bigint NOT NULL,
  generation bigint NOT NULL,
  position bigint NOT NULL,
  rule smallint NOT NULL,
  at timestamptz NOT NULL,
  kind smallint NOT NULL,
  value text NOT NULL,
  retired_at timestamptz
);
COMMENT ON TABLE footfall_store.arrived_claim IS 'What new records name persons by; empty between derivations.';
COMMENT ON COLUMN footfall_store.arrived_claim.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.arrived_claim.generation IS 'File that the record was read from.';
COMMENT ON COLUMN footfall_store.arrived_claim.position IS 'Byte offset of the record in it.';
COMMENT ON COLUMN footfall_store.arrived_claim.rule IS 'What kind of record it is.';
COMMENT ON COLUMN footfall_store.arrived_claim.at IS 'Time of the record.';
COMMENT ON COLUMN footfall_store.arrived_claim.kind IS 'What the value is.';
COMMENT ON COLUMN footfall_store.arrived_claim.value IS 'The value.';
COMMENT ON COLUMN footfall_store.arrived_claim.retired_at IS 'When the record says that it was given up.';

CREATE UNLOGGED TABLE footfall_store.arrived_value (
  site bigint NOT NULL,
  id bigint NOT NULL,
  kind smallint NOT NULL,
  value text NOT NULL
);
COMMENT ON TABLE footfall_store.arrived_value IS 'Values that are named for the first time; empty between derivations.';
COMMENT ON COLUMN footfall_store.arrived_value.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.arrived_value.id IS 'Keyed hash of kind and value.';
COMMENT ON COLUMN footfall_store.arrived_value.kind IS 'What it is.';
COMMENT ON COLUMN footfall_store.arrived_value.value IS 'The value, normalised.';

CREATE UNLOGGED TABLE footfall_store.touched_value (
  site bigint NOT NULL,
  id bigint NOT NULL
);
COMMENT ON TABLE footfall_store.touched_value IS 'Values to which evidence leads from what is new; empty between derivations.';
COMMENT ON COLUMN footfall_store.touched_value.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.touched_value.id IS 'The value.';

-- The evidence that the collected records give: each ties its strongest value to its others. Mail
-- whose sender is not proved (rule 7) ties nothing.
CREATE VIEW footfall_store.arrived_evidence AS
WITH node AS (
  SELECT site, id, kind, value FROM footfall_store.identity_node
  UNION ALL
  SELECT site, id, kind, value FROM footfall_store.arrived_value
), claim AS (
  SELECT c.site, c.generation, c.position, c.rule, min(c.at) AS at, n.id, n.kind
  FROM footfall_store.arrived_claim c
  JOIN node n ON n.value = c.value AND n.kind = c.kind AND n.site = c.site
  WHERE c.rule <> 7
  GROUP BY c.site, c.generation, c.position, c.rule, n.id, n.kind
), paired AS (
  SELECT site, generation, position, rule, at, id,
    first_value(id) OVER (
      PARTITION BY site, generation, position, rule ORDER BY kind, id) AS strongest
  FROM claim
)
SELECT site, least(id, strongest) AS a, greatest(id, strongest) AS b, rule, generation, position,
  min(at) AS at
FROM paired
WHERE id <> strongest
GROUP BY site, least(id, strongest), greatest(id, strongest), rule, generation, position;
COMMENT ON VIEW footfall_store.arrived_evidence IS 'The evidence that the collected records give.';
COMMENT ON COLUMN footfall_store.arrived_evidence.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.arrived_evidence.a IS 'One value: the smaller id.';
COMMENT ON COLUMN footfall_store.arrived_evidence.b IS 'The other value.';
COMMENT ON COLUMN footfall_store.arrived_evidence.rule IS 'What kind of record it is.';
COMMENT ON COLUMN footfall_store.arrived_evidence.generation IS 'File that it was read from.';
COMMENT ON COLUMN footfall_store.arrived_evidence.position IS 'Byte offset of the record in it.';
COMMENT ON COLUMN footfall_store.arrived_evidence.at IS 'Time of the record.';

-- Evidence is followed both ways.
CREATE INDEX identity_evidence_b ON footfall_store.identity_evidence (site, b);
CREATE INDEX identity_assertion_b ON footfall_store.identity_assertion (site, b);

-- A person is looked up by the address of a contact.
CREATE INDEX person_address ON footfall_store.person (address);
CREATE FUNCTION footfall.ids_of_address(of_address text) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.id FROM footfall_store.person p WHERE p.address = of_address
$$;
COMMENT ON FUNCTION footfall.ids_of_address(text) IS 'Ids by which contacts know a mail address.';

-- What rows of ledgers name persons by, and contacts.
CREATE VIEW footfall_store.ledger_claim AS
SELECT r.site, r.generation, r.position, 2::smallint AS rule, r.at, v.kind, v.value,
  CASE v.kind WHEN 1 THEN r.retired_at END AS retired_at
FROM footfall_store.ledger_name r
CROSS JOIN LATERAL (VALUES
  (1::smallint, r.number), (2::smallint, r.login), (3::smallint, r.email), (5::smallint, r.phone))
  AS v (kind, value)
WHERE v.value IS NOT NULL;
COMMENT ON VIEW footfall_store.ledger_claim IS 'Every value that a row of a ledger names a person by.';
COMMENT ON COLUMN footfall_store.ledger_claim.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.ledger_claim.generation IS 'File that the row was read from.';
COMMENT ON COLUMN footfall_store.ledger_claim.position IS 'Byte offset of the row in it.';
COMMENT ON COLUMN footfall_store.ledger_claim.rule IS 'What kind of record it is.';
COMMENT ON COLUMN footfall_store.ledger_claim.at IS 'Time of the row.';
COMMENT ON COLUMN footfall_store.ledger_claim.kind IS 'What the value is.';
COMMENT ON COLUMN footfall_store.ledger_claim.value IS 'The value.';
COMMENT ON COLUMN footfall_store.ledger_claim.retired_at IS 'When the row says that it was given up.';

CREATE VIEW footfall_store.contact_claim AS
SELECT c.id, c.site, c.generation, c.position,
  CASE
    WHEN c.channel = 2 AND c.direction = 1 AND NOT coalesce(m.is_proven, false) THEN 7
    ELSE c.channel + 3
  END::smallint AS rule,
  c.at, 3::smallint AS kind, p.address AS value
FROM footfall_store.contact c
JOIN footfall_store.person p ON p.id = c.person
LEFT JOIN footfall_store.message m ON m.id = c.id;
COMMENT ON VIEW footfall_store.contact_claim IS 'The address that a contact names a person by.';
COMMENT ON COLUMN footfall_store.contact_claim.id IS 'The contact.';
COMMENT ON COLUMN footfall_store.contact_claim.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.contact_claim.generation IS 'File that it was read from.';
COMMENT ON COLUMN footfall_store.contact_claim.position IS 'Its place in that.';
COMMENT ON COLUMN footfall_store.contact_claim.rule IS 'What kind of record it is; 7 where the sender is not proved, who ties no values together.';
COMMENT ON COLUMN footfall_store.contact_claim.at IS 'Time of the contact.';
COMMENT ON COLUMN footfall_store.contact_claim.kind IS 'What the value is: an address.';
COMMENT ON COLUMN footfall_store.contact_claim.value IS 'The address.';

CREATE OR REPLACE VIEW footfall_store.identity_claim AS
SELECT site, generation, position, rule, at, kind, value, retired_at
FROM footfall_store.ledger_claim
UNION ALL
SELECT site, generation, position, rule, at, kind, value, NULL
FROM footfall_store.contact_claim;

-- Functions, for which rows are looked up by index in each of the ledgers.
CREATE FUNCTION footfall_store.claims_of_stream(of_generation bigint)
RETURNS SETOF footfall_store.ledger_claim
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT c.* FROM footfall_store.ledger_claim c WHERE c.generation = of_generation;
END
$$;
COMMENT ON FUNCTION footfall_store.claims_of_stream(bigint) IS 'What rows of ledgers name persons by, of a file.';

CREATE FUNCTION footfall_store.rows_of_stream(of_generation bigint) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT r.id FROM footfall_store.ledger_name r WHERE r.generation = of_generation;
END
$$;
COMMENT ON FUNCTION footfall_store.rows_of_stream(bigint) IS 'Rows of ledgers that name persons, of a file.';

-- After much came in at once the planner would otherwise know nothing of it for minutes.
CREATE FUNCTION footfall_store.analyze_arrivals() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  ANALYZE footfall_store.arrived_claim, footfall_store.arrived_value;
END
$$;
COMMENT ON FUNCTION footfall_store.analyze_arrivals() IS 'Tells the planner what a derivation works with.';

CREATE FUNCTION footfall_store.analyze_persons() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  ANALYZE footfall_store.identity_node, footfall_store.identity_evidence,
    footfall_store.ledger_person, footfall_store.customer, footfall_store.customer_order,
    footfall_store.activity, footfall_store.survey_answer, footfall_store.wish,
    footfall_store.subscription, footfall_store.contact, footfall_store.person;
END
$$;
COMMENT ON FUNCTION footfall_store.analyze_persons() IS 'Tells the planner how many persons there are, and how many records of them.';

-- Where a row of an earlier day comes late, versions may go, and come as those of other files: what
-- was derived from these is to be derived anew.
CREATE OR REPLACE FUNCTION footfall_store.take_ledger(ledger text, new_rows json) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  fields text;
  stored bigint;
  known text;
  before text[];
  is_late boolean;
BEGIN
  IF ledger <> ALL (footfall_store.ledgers()) THEN
    RAISE EXCEPTION 'not a ledger' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  EXECUTE format('LOCK TABLE footfall_store.%I IN SHARE ROW EXCLUSIVE MODE', ledger);
  SELECT string_agg(CASE a.attname
      WHEN 'told' THEN 'jsonb_build_array(jsonb_build_object(''at'', n.as_of, ''by'', n.generation, '
        || '''position'', n.position))'
      ELSE format('n.%I', a.attname) END, ', ' ORDER BY a.attnum)
    INTO fields
  FROM pg_attribute a
  WHERE a.attrelid = format('footfall_store.%I', ledger)::regclass AND a.attnum > 0
    AND NOT a.attisdropped;
  EXECUTE format(
    'WITH new AS MATERIALIZED (
       SELECT n.* FROM json_populate_recordset(null::footfall_store.%1$I, $1) n
     )
     INSERT INTO footfall_store.%1$I
     SELECT %2$s
     FROM new n
     WHERE (SELECT count(*) = count(DISTINCT id) FROM new)
       AND NOT EXISTS (SELECT FROM new k JOIN footfall_store.%1$I o ON o.id = k.id)', ledger, fields)
    USING new_rows;
  GET DIAGNOSTICS stored = ROW_COUNT;
  IF stored > 0 THEN RETURN stored; END IF;
  known := format(
    'SELECT o.id, o.as_of, o.content, o.generation FROM footfall_store.%1$I o
     WHERE o.id IN (SELECT n.id FROM json_populate_recordset(null::footfall_store.%1$I, $1) n)',
    ledger);
  EXECUTE format('SELECT coalesce(array_agg(ROW(k.*)::text), ''{}'') FROM (%s) k', known)
    INTO before USING new_rows;
  stored := footfall_store.take_versions(ledger, new_rows);
  EXECUTE format(
    'WITH after AS MATERIALIZED (%1$s), before AS MATERIALIZED (SELECT unnest($2) AS row)
     SELECT EXISTS (SELECT row FROM before EXCEPT SELECT ROW(k.*)::text FROM after k)
       OR EXISTS (
         SELECT FROM after k
         WHERE ROW(k.*)::text NOT IN (SELECT row FROM before) AND k.generation NOT IN (
           SELECT n.generation FROM json_populate_recordset(null::footfall_store.%2$I, $1) n))',
    known, ledger)
    INTO is_late USING new_rows, before;
  IF is_late THEN
    INSERT INTO footfall_store.underived_stream (generation) VALUES (0) ON CONFLICT DO NOTHING;
  END IF;
  RETURN stored;
END
$$;

INSERT INTO footfall_store.underived_stream (generation) VALUES (0);

ALTER TABLE footfall_store.underived_stream OWNER TO footfall_owner;
ALTER TABLE footfall_store.underived_contact OWNER TO footfall_owner;
ALTER TABLE footfall_store.underived_value OWNER TO footfall_owner;
ALTER TABLE footfall_store.arrived_claim OWNER TO footfall_owner;
ALTER TABLE footfall_store.arrived_value OWNER TO footfall_owner;
ALTER TABLE footfall_store.touched_value OWNER TO footfall_owner;
ALTER VIEW footfall_store.arrived_evidence OWNER TO footfall_owner;
ALTER VIEW footfall_store.ledger_claim OWNER TO footfall_owner;
ALTER VIEW footfall_store.contact_claim OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.analyze_arrivals() OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.analyze_persons() OWNER TO footfall_owner;
ALTER FUNCTION footfall.ids_of_address(text) OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.claims_of_stream(bigint) OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.rows_of_stream(bigint) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.ids_of_address(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.ids_of_address(text)
  TO footfall_ingest, footfall_report, footfall_analyst;
REVOKE ALL ON FUNCTION footfall_store.claims_of_stream(bigint),
  footfall_store.rows_of_stream(bigint), footfall_store.analyze_arrivals(),
  footfall_store.analyze_persons() FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON footfall_store.underived_stream,
  footfall_store.underived_contact, footfall_store.underived_value TO footfall_ingest;
GRANT SELECT, INSERT, DELETE ON footfall_store.arrived_claim, footfall_store.arrived_value,
  footfall_store.touched_value TO footfall_ingest;
GRANT SELECT ON footfall_store.arrived_evidence, footfall_store.ledger_claim, footfall_store.contact_claim,
  footfall_store.ledger_name TO footfall_ingest;
GRANT EXECUTE ON FUNCTION footfall_store.claims_of_stream(bigint),
  footfall_store.rows_of_stream(bigint), footfall_store.analyze_arrivals(),
  footfall_store.analyze_persons() TO footfall_ingest;
