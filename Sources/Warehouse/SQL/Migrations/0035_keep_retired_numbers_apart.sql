-- A customer number may be given anew after its customer was deleted: what happened after that is not
-- the old customer's, and belongs to whom its other values name.
CREATE OR REPLACE VIEW footfall_store.ledger_owner AS
SELECT r.id, r.site, coalesce(n.person, l.person, e.person) AS person
FROM (
  SELECT DISTINCT ON (v.id) v.id, v.site, v.at, v.number, v.login, v.email
  FROM footfall_store.ledger_name v
  ORDER BY v.id, v.as_of DESC
) r
LEFT JOIN footfall_store.identity_node n
  ON n.value = r.number AND n.kind = 1 AND n.site = r.site
    AND (n.retired_at IS NULL OR r.at <= n.retired_at)
LEFT JOIN footfall_store.identity_node l
  ON l.value = r.login AND l.kind = 2 AND l.site = r.site
LEFT JOIN footfall_store.identity_node e
  ON e.value = r.email AND e.kind = 3 AND e.site = r.site
WHERE coalesce(n.person, l.person, e.person) IS NOT NULL;

INSERT INTO footfall_store.underived_stream (generation) VALUES (0) ON CONFLICT DO NOTHING;
