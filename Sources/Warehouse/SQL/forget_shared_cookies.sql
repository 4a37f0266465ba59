-- Takes cookies away that are no longer shared; where hits are dropped that told it, it stays so.
-- $1 site, $2 cookies that are
DELETE FROM footfall_store.shared_cookie WHERE site = $1 AND cookie <> ALL ($2::bigint[])
  AND first_seen >= (SELECT events_until FROM footfall_store.seal)
