-- Who besides this user may do what: users that log in, and the roles of Footfall that they have.
-- Columns: name, role.
SELECT member.rolname::text AS name, substr(held.rolname, 10) AS role
FROM pg_auth_members m
JOIN pg_roles held ON held.oid = m.roleid
JOIN pg_roles member ON member.oid = m.member
WHERE held.rolname IN ('footfall_analyst', 'footfall_report', 'footfall_ingest', 'footfall_web')
  AND member.rolcanlogin AND NOT member.rolsuper
  AND member.rolname NOT IN ('footfall', session_user)
ORDER BY name, role
