-- question: What do persons allow?
-- figure: pie
-- label: state
-- value: persons
-- unit: persons
-- finding: ["{top}: {top_share} of the persons known"]
-- note: News, by the last word that is loaded; what the words mean stands at the foot of the page.
SELECT
  CASE WHEN c.is_given THEN 'Allowed' WHEN c.status = 'asked' THEN 'Not confirmed yet'
    WHEN c.status = 'withdrawn' THEN 'Refused or taken back' ELSE 'Never asked' END AS state,
  count(*) AS persons
FROM footfall.person p
LEFT JOIN footfall.consent_as_of(:site, :told_until) c
  ON c.person = p.person AND c.purpose = 'news'
WHERE p.site = :site AND p.known_since < :as_of
GROUP BY 1
ORDER BY persons DESC, 1
