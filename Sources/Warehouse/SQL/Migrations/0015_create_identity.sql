-- Who is who: values that name persons, the records that name two of them together, what staff
-- says, and whose each row of a ledger is. Persons are derived from these by the program.
CREATE TABLE footfall_store.identity_node (
  site bigint NOT NULL,
  id bigint NOT NULL,
  kind smallint NOT NULL CHECK (kind BETWEEN 1 AND 8),
  value text NOT NULL,
  first_seen timestamptz NOT NULL,
  last_seen timestamptz NOT NULL,
  is_role boolean NOT NULL,
  retired_at timestamptz,
  person bigint,
  state smallint NOT NULL CHECK (state BETWEEN 0 AND 4),
  PRIMARY KEY (site, id)
);
CREATE UNIQUE INDEX identity_node_value ON footfall_store.identity_node (value, kind, site);
CREATE INDEX identity_node_person ON footfall_store.identity_node (person, site);
COMMENT ON TABLE footfall_store.identity_node IS 'Values that name persons: customer numbers, logins, addresses.';
COMMENT ON COLUMN footfall_store.identity_node.site IS 'Id of the site; no evidence of one speaks for another.';
COMMENT ON COLUMN footfall_store.identity_node.id IS 'Keyed hash of kind and value.';
COMMENT ON COLUMN footfall_store.identity_node.kind IS 'What it is: see footfall.identity_kind_name.';
COMMENT ON COLUMN footfall_store.identity_node.value IS 'The value, normalised.';
COMMENT ON COLUMN footfall_store.identity_node.first_seen IS 'Time of the first record that names it.';
COMMENT ON COLUMN footfall_store.identity_node.last_seen IS 'Time of the last record that names it.';
COMMENT ON COLUMN footfall_store.identity_node.is_role IS 'Whether it is the address of an office: it joins nobody.';
COMMENT ON COLUMN footfall_store.identity_node.retired_at IS 'When it was given up; it may be given anew after.';
COMMENT ON COLUMN footfall_store.identity_node.person IS 'The person it names; null where it names none, or several.';
COMMENT ON COLUMN footfall_store.identity_node.state IS 'How it belongs to the person: see footfall.identity_state_name.';

CREATE TABLE footfall_store.identity_evidence (
  site bigint NOT NULL,
  a bigint NOT NULL,
  b bigint NOT NULL,
  rule smallint NOT NULL,
  generation bigint NOT NULL,
  position bigint NOT NULL,
  at timestamptz NOT NULL,
  set_aside smallint,
  PRIMARY KEY (site, a, b, rule, generation, position),
  CHECK (a < b)
);
COMMENT ON TABLE footfall_store.identity_evidence IS 'Records that name two values together.';
COMMENT ON COLUMN footfall_store.identity_evidence.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.identity_evidence.a IS 'One value: the smaller id.';
COMMENT ON COLUMN footfall_store.identity_evidence.b IS 'The other value.';
COMMENT ON COLUMN footfall_store.identity_evidence.rule IS 'What kind of record it is: see footfall.identity_rule_name.';
COMMENT ON COLUMN footfall_store.identity_evidence.generation IS 'File that it was read from.';
COMMENT ON COLUMN footfall_store.identity_evidence.position IS 'Byte offset of the record in it.';
COMMENT ON COLUMN footfall_store.identity_evidence.at IS 'Time of the record.';
COMMENT ON COLUMN footfall_store.identity_evidence.set_aside IS 'Why it does not count: see footfall.identity_conflict_name; null where it does.';

CREATE TABLE footfall_store.identity_assertion (
  site bigint NOT NULL,
  a bigint NOT NULL,
  b bigint NOT NULL,
  at timestamptz NOT NULL,
  is_same boolean NOT NULL,
  staff text NOT NULL,
  note text NOT NULL,
  withdrawn_at timestamptz,
  PRIMARY KEY (site, a, b, at),
  CHECK (a < b)
);
COMMENT ON TABLE footfall_store.identity_assertion IS 'What staff says of two values: one person, or two.';
COMMENT ON COLUMN footfall_store.identity_assertion.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.identity_assertion.a IS 'One value: the smaller id.';
COMMENT ON COLUMN footfall_store.identity_assertion.b IS 'The other value.';
COMMENT ON COLUMN footfall_store.identity_assertion.at IS 'When it was said.';
COMMENT ON COLUMN footfall_store.identity_assertion.is_same IS 'Whether they name one person.';
COMMENT ON COLUMN footfall_store.identity_assertion.staff IS 'Who said so.';
COMMENT ON COLUMN footfall_store.identity_assertion.note IS 'Why.';
COMMENT ON COLUMN footfall_store.identity_assertion.withdrawn_at IS 'When it was taken back; null while it holds.';

CREATE TABLE footfall_store.identity_run (
  at timestamptz PRIMARY KEY,
  persons bigint NOT NULL,
  merged bigint NOT NULL,
  split bigint NOT NULL,
  moved bigint NOT NULL
);
COMMENT ON TABLE footfall_store.identity_run IS 'When persons were derived anew and came out otherwise than before.';
COMMENT ON COLUMN footfall_store.identity_run.at IS 'When.';
COMMENT ON COLUMN footfall_store.identity_run.persons IS 'Persons after it.';
COMMENT ON COLUMN footfall_store.identity_run.merged IS 'Persons that became part of another.';
COMMENT ON COLUMN footfall_store.identity_run.split IS 'Persons that were part of another.';
COMMENT ON COLUMN footfall_store.identity_run.moved IS 'Values known before that name somebody else now.';

CREATE TABLE footfall_store.identity_change (
  at timestamptz NOT NULL,
  site bigint NOT NULL,
  node bigint NOT NULL,
  before bigint,
  after bigint,
  PRIMARY KEY (at, site, node)
);
COMMENT ON TABLE footfall_store.identity_change IS 'Values known before that came to name somebody else.';
COMMENT ON COLUMN footfall_store.identity_change.at IS 'When: that of the run.';
COMMENT ON COLUMN footfall_store.identity_change.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.identity_change.node IS 'The value.';
COMMENT ON COLUMN footfall_store.identity_change.before IS 'The person it named; null for none.';
COMMENT ON COLUMN footfall_store.identity_change.after IS 'The person it names from then on; null for none.';

CREATE TABLE footfall_store.ledger_person (
  id bigint PRIMARY KEY,
  site bigint NOT NULL,
  person bigint NOT NULL
);
CREATE INDEX ledger_person_person ON footfall_store.ledger_person (person, site);
COMMENT ON TABLE footfall_store.ledger_person IS 'Whose each row of a ledger is.';
COMMENT ON COLUMN footfall_store.ledger_person.id IS 'Id of the row.';
COMMENT ON COLUMN footfall_store.ledger_person.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.ledger_person.person IS 'The person.';

-- The address of a contact names a person; whose it is may change, the address does not.
ALTER TABLE footfall_store.contact ADD COLUMN owner bigint;
UPDATE footfall_store.contact SET owner = person;
DROP INDEX footfall_store.contact_person;
CREATE INDEX contact_owner ON footfall_store.contact (owner, at);
COMMENT ON COLUMN footfall_store.contact.owner IS 'The person that the address names; null without an address.';

-- Every value that a record names a person by. Orders are no values: each belongs to whom it names.
CREATE VIEW footfall_store.identity_claim AS
SELECT r.site, r.generation, r.position, 2::smallint AS rule,
  least(r.as_of, r.since::timestamp AT TIME ZONE z.zone, r.deleted_at) AS at, v.kind, v.value,
  CASE v.kind WHEN 1 THEN r.deleted_at END AS retired_at
FROM footfall_store.customer r
JOIN footfall_store.site z ON z.id = r.site
CROSS JOIN LATERAL (VALUES
  (1::smallint, r.number), (2::smallint, r.login), (3::smallint, r.email), (5::smallint, r.phone))
  AS v (kind, value)
WHERE v.value IS NOT NULL
UNION ALL
SELECT r.site, r.generation, r.position, 2::smallint, r.at, v.kind, v.value,
  NULL::timestamptz
FROM footfall_store.customer_order r
CROSS JOIN LATERAL (VALUES
  (1::smallint, r.customer_number), (2::smallint, r.login), (3::smallint, r.email),
  (5::smallint, r.phone))
  AS v (kind, value)
WHERE v.value IS NOT NULL
UNION ALL
SELECT r.site, r.generation, r.position, 2::smallint, r.at, v.kind, v.value,
  NULL::timestamptz
FROM footfall_store.activity r
CROSS JOIN LATERAL (VALUES
  (1::smallint, r.customer_number), (3::smallint, r.email), (5::smallint, r.phone))
  AS v (kind, value)
WHERE v.value IS NOT NULL
UNION ALL
SELECT r.site, r.generation, r.position, 2::smallint, r.at, v.kind, v.value,
  NULL::timestamptz
FROM footfall_store.survey_answer r
CROSS JOIN LATERAL (VALUES (1::smallint, r.customer_number), (3::smallint, r.email))
  AS v (kind, value)
WHERE v.value IS NOT NULL
UNION ALL
SELECT r.site, r.generation, r.position, 2::smallint, coalesce(r.at, r.as_of), v.kind, v.value,
  NULL::timestamptz
FROM footfall_store.wish r
CROSS JOIN LATERAL (VALUES (1::smallint, r.customer_number), (3::smallint, r.email))
  AS v (kind, value)
WHERE v.value IS NOT NULL
UNION ALL
SELECT r.site, r.generation, r.position, 2::smallint,
  r.started::timestamp AT TIME ZONE z.zone, v.kind, v.value,
  NULL::timestamptz
FROM footfall_store.subscription r
JOIN footfall_store.site z ON z.id = r.site
CROSS JOIN LATERAL (VALUES (1::smallint, r.customer_number), (3::smallint, r.email))
  AS v (kind, value)
WHERE v.value IS NOT NULL
UNION ALL
SELECT c.site, c.generation, c.position, (c.channel + 3)::smallint, c.at, 3::smallint, p.address,
  NULL::timestamptz
FROM footfall_store.contact c
JOIN footfall_store.person p ON p.id = c.person;
COMMENT ON VIEW footfall_store.identity_claim IS 'Every value that a record names a person by.';
COMMENT ON COLUMN footfall_store.identity_claim.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.identity_claim.generation IS 'File that the record was read from.';
COMMENT ON COLUMN footfall_store.identity_claim.position IS 'Byte offset of the record in it.';
COMMENT ON COLUMN footfall_store.identity_claim.rule IS 'What kind of record it is.';
COMMENT ON COLUMN footfall_store.identity_claim.at IS 'Time of the record.';
COMMENT ON COLUMN footfall_store.identity_claim.kind IS 'What the value is.';
COMMENT ON COLUMN footfall_store.identity_claim.value IS 'The value.';
COMMENT ON COLUMN footfall_store.identity_claim.retired_at IS 'When the record says that it was given up.';

-- Whose each row of a ledger is as it holds now: the customer number counts before the login, that
-- before the address.
CREATE VIEW footfall_store.ledger_owner AS
WITH named AS (
  SELECT DISTINCT ON (r.id) r.id, r.site, r.number, r.login, r.email
  FROM footfall_store.customer r ORDER BY r.id, r.as_of DESC
), bought AS (
  SELECT DISTINCT ON (r.id) r.id, r.site, r.customer_number, r.login, r.email
  FROM footfall_store.customer_order r ORDER BY r.id, r.as_of DESC
), done AS (
  SELECT DISTINCT ON (r.id) r.id, r.site, r.customer_number, r.email
  FROM footfall_store.activity r ORDER BY r.id, r.as_of DESC
), answered AS (
  SELECT DISTINCT ON (r.id) r.id, r.site, r.customer_number, r.email
  FROM footfall_store.survey_answer r ORDER BY r.id, r.as_of DESC
), wished AS (
  SELECT DISTINCT ON (r.id) r.id, r.site, r.customer_number, r.email
  FROM footfall_store.wish r ORDER BY r.id, r.as_of DESC
), subscribed AS (
  SELECT DISTINCT ON (r.id) r.id, r.site, r.customer_number, r.email
  FROM footfall_store.subscription r ORDER BY r.id, r.as_of DESC
), row_of_ledger AS (
  SELECT id, site, number, login, email FROM named
  UNION ALL SELECT id, site, customer_number, login, email FROM bought
  UNION ALL SELECT id, site, customer_number, NULL, email FROM done
  UNION ALL SELECT id, site, customer_number, NULL, email FROM answered
  UNION ALL SELECT id, site, customer_number, NULL, email FROM wished
  UNION ALL SELECT id, site, customer_number, NULL, email FROM subscribed
)
SELECT r.id, r.site, coalesce(n.person, l.person, e.person) AS person
FROM row_of_ledger r
LEFT JOIN footfall_store.identity_node n
  ON n.value = r.number AND n.kind = 1 AND n.site = r.site
LEFT JOIN footfall_store.identity_node l
  ON l.value = r.login AND l.kind = 2 AND l.site = r.site
LEFT JOIN footfall_store.identity_node e
  ON e.value = r.email AND e.kind = 3 AND e.site = r.site
WHERE coalesce(n.person, l.person, e.person) IS NOT NULL;
COMMENT ON VIEW footfall_store.ledger_owner IS 'Whose each row of a ledger is, by the values in it.';
COMMENT ON COLUMN footfall_store.ledger_owner.id IS 'Id of the row.';
COMMENT ON COLUMN footfall_store.ledger_owner.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.ledger_owner.person IS 'The person.';

ALTER TABLE footfall_store.identity_node OWNER TO footfall_owner;
ALTER TABLE footfall_store.identity_evidence OWNER TO footfall_owner;
ALTER TABLE footfall_store.identity_assertion OWNER TO footfall_owner;
ALTER TABLE footfall_store.identity_run OWNER TO footfall_owner;
ALTER TABLE footfall_store.identity_change OWNER TO footfall_owner;
ALTER TABLE footfall_store.ledger_person OWNER TO footfall_owner;
ALTER VIEW footfall_store.identity_claim OWNER TO footfall_owner;
ALTER VIEW footfall_store.ledger_owner OWNER TO footfall_owner;
GRANT SELECT, INSERT, UPDATE, DELETE ON
  footfall_store.identity_node, footfall_store.identity_evidence, footfall_store.ledger_person
  TO footfall_ingest;
GRANT SELECT, INSERT, UPDATE ON footfall_store.identity_run, footfall_store.identity_change
  TO footfall_ingest;
GRANT SELECT, INSERT ON footfall_store.identity_assertion TO footfall_ingest;
GRANT UPDATE (withdrawn_at) ON footfall_store.identity_assertion TO footfall_ingest;
GRANT SELECT ON footfall_store.identity_claim, footfall_store.ledger_owner TO footfall_ingest;
GRANT UPDATE (owner) ON footfall_store.contact TO footfall_ingest;
