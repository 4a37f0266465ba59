-- Touched values of a site that are stored, and whom they name. $1 site.
-- Columns: id, kind, first_seen, is_role, retired_at, person, state.
SELECT n.id, n.kind, n.first_seen, n.is_role, n.retired_at, n.person, n.state
FROM footfall_store.touched_value t
JOIN footfall_store.identity_node n ON n.site = t.site AND n.id = t.id
WHERE t.site = $1
