-- question: How is consent known?
-- figure: bar
-- label: source
-- value: persons
-- unit: persons
-- heading: source
-- limit: 10
-- finding: ["Consent is mostly known by this source: {top}, {top_share} of those who allow news"]
-- note: Persons who may be sent news, by the last record that says so. Forms by which few do stand together under others.
WITH told AS (
  SELECT
    CASE c.basis WHEN 'form' THEN 'form ' || c.proof WHEN 'ledger' THEN 'customer list'
      WHEN 'message' THEN 'message' ELSE 'written down by staff' END AS source,
    c.basis,
    count(*) AS persons
  FROM footfall.person p
  JOIN footfall.news_as_of(:site, :told_until) c ON c.person = p.person
  WHERE p.site = :site AND p.known_since < :as_of AND c.is_wanted
  GROUP BY 1, 2
)
SELECT
  -- Whoever sends a form says what it is called.
  CASE WHEN basis = 'form' THEN footfall.public_word(source, persons) ELSE source END AS source,
  sum(persons)::bigint AS persons
FROM told
GROUP BY 1
ORDER BY persons DESC, 1
