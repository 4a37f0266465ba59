-- question: What are the reasons?
-- figure: bar
-- label: reason
-- value: persons
-- unit: persons
-- heading: reason
-- finding: ["{top}: {top_value:person:persons}"]
-- note: Persons, each counted once a kind of reason; one person may have several.
-- empty: Nobody needs to be contacted today.
SELECT kind.name AS reason, count(DISTINCT coalesce(r.person::text, r.address, r.named)) AS persons
FROM footfall.contact_reason(:site, :as_of, :told_until) r
JOIN (VALUES (60, '', 'A complaint is open'), (50, '', 'A question waits'), (40, '', 'An action is due'),
  (30, '', 'A renewal is due'), (20, '', 'No order for longer than usual'),
  (10, 'bought', 'A first order'), (10, 'asked', 'Asked, and wants news')) AS kind (weight, word, name)
  ON kind.weight = r.weight AND starts_with(r.reason, kind.word)
GROUP BY kind.weight, kind.name
ORDER BY persons DESC, kind.weight DESC, kind.name
