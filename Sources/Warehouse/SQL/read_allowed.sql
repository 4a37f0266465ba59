-- To whom of some persons visits may be tied. $1 site, $2 persons. Columns: person.
SELECT person FROM footfall_store.browsing_consent
WHERE site = $1 AND person = ANY ($2::bigint[]) AND is_given
