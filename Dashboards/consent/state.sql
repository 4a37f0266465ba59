-- question: What do persons allow?
-- figure: ring
-- label: state
-- value: persons
-- unit: persons
-- finding: ["{top}: {top_share} of the persons known"]
-- note: News, by the last word that is loaded, of all but vendors; what the words mean stands at the foot of the page.
SELECT
  CASE n.state WHEN 'allowed' THEN 'Allowed' WHEN 'asked' THEN 'Not confirmed yet'
    WHEN 'withdrawn' THEN 'Refused or taken back' WHEN 'suppressed' THEN 'Must not be written to'
    ELSE 'Never asked' END AS state,
  count(*) AS persons
FROM footfall.person p
LEFT JOIN footfall.news_as_of(:site, :told_until) n ON n.person = p.person
WHERE p.site = :site AND p.known_since < :as_of
  AND p.person NOT IN (SELECT v.person FROM footfall.vendor_person_as_of(:site, :told_until) v)
GROUP BY 1
ORDER BY persons DESC, 1
