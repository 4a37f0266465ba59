-- question: Who came to be somebody else?
-- figure: table
-- columns: {changed_at: When, names: Names, before: Were of, after: Are of, visits: Visits}
-- limit: 20
-- finding: ["Last time {names:name:names} came to be somebody else's"]
-- note: Each time that records which came later made known names, or visits, somebody else's than before; the newest first, whatever the period. Which names stands in footfall.person_change.
-- definitions:
--   Names: numbers, logins and addresses
--   Were of: persons of whom they were before
--   Are of: persons of whom they are since
WITH named AS (
  SELECT at, count(*) AS names, count(DISTINCT before) AS before, count(DISTINCT after) AS after
  FROM footfall.person_change
  WHERE site = :site
  GROUP BY at
), moved AS (
  SELECT at, sum(visits)::bigint AS visits
  FROM footfall.visit_change
  WHERE site = :site
  GROUP BY at
)
SELECT at AS changed_at, coalesce(n.names, 0) AS names, coalesce(n.before, 0) AS before,
  coalesce(n.after, 0) AS after, coalesce(m.visits, 0) AS visits
FROM named n
FULL JOIN moved m USING (at)
ORDER BY at DESC
