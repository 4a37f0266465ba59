-- Hits of people who are logged in and known, session by session: the first of each, and each that
-- another follows upon; of days that are rolled up as they stand, from what is kept of them.
-- $1 site. Columns: visitor, first_at, last_at, at, cookie, person.
WITH span AS MATERIALIZED (
  SELECT since, before FROM footfall_store.changed_spans($1)
), told AS (
  SELECT l.visitor, l.first_at, l.number, l.last_at, l.at, l.login, l.cookie
  FROM footfall_store.session_login l
  WHERE l.site = $1
    AND NOT EXISTS (SELECT FROM span s WHERE l.first_at >= s.since AND l.first_at < s.before)
  UNION ALL
  SELECT n.visitor, n.first_at, n.number, n.last_at, n.at, n.login, n.cookie
  FROM span s
  CROSS JOIN LATERAL footfall_store.logins_of_days($1, s.since, s.before) n
)
SELECT visitor, first_at, last_at, at, cookie, person
FROM (
  SELECT t.visitor, t.first_at, t.last_at, t.at, t.cookie, n.person,
    lag(n.person) OVER w AS person_before, lag(t.cookie) OVER w AS cookie_before
  FROM told t
  JOIN footfall_store.identity_node n ON n.site = $1 AND n.id = t.login AND n.kind = 2
  WHERE n.person IS NOT NULL
  WINDOW w AS (PARTITION BY t.visitor, t.first_at ORDER BY t.number)
) h
WHERE (person, cookie) IS DISTINCT FROM (person_before, cookie_before)
ORDER BY visitor, first_at, at, person
