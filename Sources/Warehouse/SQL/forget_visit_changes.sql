-- Forgets whose visits became whose, of persons who are erased. $1 site, $2 persons
DELETE FROM footfall_store.visit_change
WHERE site = $1 AND (before = ANY ($2::bigint[]) OR after = ANY ($2::bigint[]))
