-- Takes cookies away that are no longer shared. $1 site, $2 cookies that are
DELETE FROM footfall_store.shared_cookie WHERE site = $1 AND cookie <> ALL ($2::bigint[])
