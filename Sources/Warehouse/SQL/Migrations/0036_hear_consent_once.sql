-- A list that says of a customer what it said before, while something else changed, is no new word: it
-- takes nothing back that was said meanwhile.
CREATE OR REPLACE VIEW footfall.consent AS
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
LEFT JOIN LATERAL (
  SELECT b.opt_in, b.opt_in_at
  FROM footfall_store.customer b
  WHERE b.id = l.id AND b.as_of < l.as_of AND b.opt_in IS NOT NULL
  ORDER BY b.as_of DESC
  LIMIT 1
) b ON true
WHERE l.opt_in IS NOT NULL AND (l.opt_in, l.opt_in_at) IS DISTINCT FROM (b.opt_in, b.opt_in_at)
UNION ALL
SELECT s.name, coalesce(n.person, x.node), x.purpose, x.status, x.basis, x.proof, x.at, NULL, NULL
FROM footfall_store.consent_statement x
JOIN footfall_store.site s ON s.id = x.site
LEFT JOIN footfall_store.identity_node n ON n.site = x.site AND n.id = x.node;
