-- Persons to whom visits may be tied. $1 site. Columns: person.
SELECT person FROM footfall_store.browsing_consent WHERE site = $1 AND is_given
