-- To whom of some persons visits may be tied. $1 site, $2 persons. Columns: person.
SELECT p.person
FROM footfall_store.site s
CROSS JOIN unnest($2::bigint[]) AS p (person)
WHERE s.id = $1
  AND (s.link_browsing = 'always'
    OR (s.id, p.person) IN (SELECT b.site, b.person FROM footfall_store.browsing_consent b))
