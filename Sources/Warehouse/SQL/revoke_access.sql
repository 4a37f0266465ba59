-- Writes the script that takes a role from a user, or all roles of Footfall; and drops the user
-- where none is left and $3 says so. $1 user, $2 role or null, $3 whether the user is dropped.
-- Columns: script.
SELECT concat(
  string_agg(format('REVOKE %I FROM %I;', held.rolname, $1::text), '' ORDER BY held.rolname)
    FILTER (WHERE $2::text IS NULL OR held.rolname = $2::text),
  CASE WHEN $3::boolean AND bool_and($2::text IS NULL OR held.rolname = $2::text)
    THEN format('DROP ROLE %I;', $1::text) END
) AS script
FROM pg_auth_members m
JOIN pg_roles held ON held.oid = m.roleid
JOIN pg_roles member ON member.oid = m.member
WHERE member.rolname = $1::text AND held.rolname LIKE 'footfall\_%'
