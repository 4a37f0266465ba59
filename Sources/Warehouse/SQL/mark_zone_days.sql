-- Days of a site begin at other instants where its zone is another. $1 site, $2 zone
SELECT footfall_store.mark_all_days($1, $2) FROM footfall_store.site WHERE id = $1 AND zone <> $2
