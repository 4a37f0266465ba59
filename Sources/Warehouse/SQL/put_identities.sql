-- Says whom values name. $1 site, $2 ids, $3 persons (0 = none), $4 states
UPDATE footfall_store.identity_node n
SET person = nullif(v.person, 0), state = v.state
FROM unnest($2::bigint[], $3::bigint[], $4::smallint[]) AS v (id, person, state)
WHERE n.site = $1 AND n.id = v.id
