-- What each version of a row names a person by, ledger by ledger: the one place that says so.
CREATE VIEW footfall_store.ledger_name AS
SELECT r.id, r.site, r.as_of, r.generation, r.position,
  least(r.as_of, r.since::timestamp AT TIME ZONE z.zone, r.deleted_at) AS at,
  r.number, r.login, r.email, r.phone, r.deleted_at AS retired_at
FROM footfall_store.customer r
JOIN footfall_store.site z ON z.id = r.site
UNION ALL
SELECT r.id, r.site, r.as_of, r.generation, r.position, r.at,
  r.customer_number, r.login, r.email, r.phone, NULL
FROM footfall_store.customer_order r
UNION ALL
SELECT r.id, r.site, r.as_of, r.generation, r.position, r.at,
  r.customer_number, NULL, r.email, r.phone, NULL
FROM footfall_store.activity r
UNION ALL
SELECT r.id, r.site, r.as_of, r.generation, r.position, r.at,
  r.customer_number, NULL, r.email, NULL, NULL
FROM footfall_store.survey_answer r
UNION ALL
SELECT r.id, r.site, r.as_of, r.generation, r.position, coalesce(r.at, r.as_of),
  r.customer_number, NULL, r.email, NULL, NULL
FROM footfall_store.wish r
UNION ALL
SELECT r.id, r.site, r.as_of, r.generation, r.position,
  r.started::timestamp AT TIME ZONE z.zone,
  r.customer_number, NULL, r.email, NULL, NULL
FROM footfall_store.subscription r
JOIN footfall_store.site z ON z.id = r.site;
COMMENT ON VIEW footfall_store.ledger_name IS 'What each version of a row of a ledger names a person by.';
COMMENT ON COLUMN footfall_store.ledger_name.id IS 'Id of the row.';
COMMENT ON COLUMN footfall_store.ledger_name.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.ledger_name.as_of IS 'Since when the row says this.';
COMMENT ON COLUMN footfall_store.ledger_name.generation IS 'File that it was read from.';
COMMENT ON COLUMN footfall_store.ledger_name.position IS 'Byte offset of the row in it.';
COMMENT ON COLUMN footfall_store.ledger_name.at IS 'When it happened.';
COMMENT ON COLUMN footfall_store.ledger_name.number IS 'Customer number.';
COMMENT ON COLUMN footfall_store.ledger_name.login IS 'Login.';
COMMENT ON COLUMN footfall_store.ledger_name.email IS 'Mail address.';
COMMENT ON COLUMN footfall_store.ledger_name.phone IS 'Telephone number.';
COMMENT ON COLUMN footfall_store.ledger_name.retired_at IS 'When the customer number was given up.';

-- Whose each row is follows from that.
CREATE OR REPLACE VIEW footfall_store.ledger_owner AS
SELECT r.id, r.site, coalesce(n.person, l.person, e.person) AS person
FROM (
  SELECT DISTINCT ON (v.id) v.id, v.site, v.number, v.login, v.email
  FROM footfall_store.ledger_name v
  ORDER BY v.id, v.as_of DESC
) r
LEFT JOIN footfall_store.identity_node n
  ON n.value = r.number AND n.kind = 1 AND n.site = r.site
LEFT JOIN footfall_store.identity_node l
  ON l.value = r.login AND l.kind = 2 AND l.site = r.site
LEFT JOIN footfall_store.identity_node e
  ON e.value = r.email AND e.kind = 3 AND e.site = r.site
WHERE coalesce(n.person, l.person, e.person) IS NOT NULL;
ALTER VIEW footfall_store.ledger_name OWNER TO footfall_owner;
