-- Values of a site that name persons, and whom. $1 site.
-- Columns: id, kind, first_seen, is_role, retired_at, person, state.
SELECT id, kind, first_seen, is_role, retired_at, person, state
FROM footfall_store.identity_node WHERE site = $1
