-- Hits of people who are logged in and known, session by session: the first of each, and each that
-- another follows upon. $1 site. Columns: visitor, first_at, last_at, at, cookie, person.
SELECT visitor, first_at, last_at, at, cookie, person
FROM (
  SELECT s.visitor, s.first_at, s.last_at, e.at, e.cookie, n.person,
    lag(n.person) OVER w AS person_before, lag(e.cookie) OVER w AS cookie_before
  FROM footfall_store.event e
  JOIN footfall_store.identity_node n ON n.site = e.site AND n.id = e.login AND n.kind = 2
  JOIN footfall_store.session s
    ON s.visitor = e.visitor AND e.at BETWEEN s.first_at AND s.last_at
  WHERE e.login IS NOT NULL AND e.site = $1 AND n.person IS NOT NULL
  WINDOW w AS (PARTITION BY s.visitor, s.first_at ORDER BY e.at, e.generation, e.position)
) h
WHERE (person, cookie) IS DISTINCT FROM (person_before, cookie_before)
ORDER BY visitor, first_at, at, person
