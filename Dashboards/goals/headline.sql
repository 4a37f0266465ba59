-- question: What did visitors do that was wanted?
-- figure: sentence
-- text:
--   - ["The share of visits that reach a goal {share.rose}.", "{share} of {visits:visit:visits} reached a goal.", "What visitors are wanted to do is not declared yet."]
--   - ["Reached most: {title}, in {title_visits:visit:visits}."]
--   - ["The conversions are worth {worth}."]
--   - ["Say it in the configuration, under {setting} of the site: to see a page, to take a download, to send a form, to write, to order, to stay. The next nightly run counts it in all visits that are stored."]
-- formats: {share: share}
WITH conversion AS (
  SELECT c.goal, c.at, c.person, c.visitor, c.started_at, c.value,
    CASE WHEN c.started_at IS NULL THEN c.at ELSE c.started_at END >= :from AS is_now
  FROM footfall.conversion_as_of(:site, :previous_from, :until, :told_until) c
  WHERE :segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = c.visitor AND g.started_at = c.started_at
      AND g.site = :site AND g.segment = :segment)
), top AS (
  SELECT goal, count(DISTINCT (visitor, started_at)) FILTER (WHERE visitor IS NOT NULL) AS visits
  FROM conversion
  WHERE is_now
  GROUP BY goal
  ORDER BY visits DESC, goal COLLATE "C"
  LIMIT 1
), total AS (
  SELECT
    (SELECT nullif(sum(sessions), 0)::bigint
      FROM footfall.visit_count(:site, :from, :until, :segment) WHERE is_visit) AS visits,
    (SELECT nullif(sum(sessions), 0)::bigint
      FROM footfall.visit_count(:site, :previous_from, :previous_until, :segment)
      WHERE is_visit) AS visits_before
), reached AS (
  SELECT count(DISTINCT (visitor, started_at)) FILTER (WHERE is_now) AS visits,
    count(DISTINCT (visitor, started_at)) FILTER (
      WHERE NOT is_now AND started_at < :previous_until) AS visits_before
  FROM conversion
  WHERE visitor IS NOT NULL
), order_goal AS (
  SELECT goal FROM footfall.goal WHERE site = :site AND deed = 'order' AND value IS NULL
), worth AS (
  -- An order that reaches several goals was paid once.
  SELECT value, max(times) AS times
  FROM (
    SELECT c.goal, c.at, c.person, c.visitor, c.value, count(*) AS times
    FROM conversion c
    JOIN order_goal o ON o.goal = c.goal
    WHERE c.is_now
    GROUP BY 1, 2, 3, 4, 5
  ) AS paid
  GROUP BY at, person, visitor, value
  UNION ALL
  SELECT c.value, 1
  FROM conversion c
  WHERE c.is_now AND c.goal NOT IN (SELECT goal FROM order_goal)
), declared AS (
  SELECT count(*) AS goals FROM footfall.goal WHERE site = :site
)
SELECT
  CASE WHEN d.goals > 0 THEN t.visits END AS visits,
  CASE WHEN d.goals > 0 THEN r.visits::double precision / t.visits END AS share,
  r.visits_before::double precision / t.visits_before AS previous_share,
  (SELECT g.title FROM footfall.goal g JOIN top ON top.goal = g.goal
   WHERE g.site = :site AND top.visits > 0) AS title,
  (SELECT top.visits FROM top) AS title_visits,
  (SELECT nullif(round(sum(value * times)), 0)::text || ' ' || (
     SELECT currency FROM footfall.site WHERE name = :site)
   FROM worth) AS worth,
  CASE WHEN d.goals = 0 THEN 'goals' END AS setting
FROM declared d, total t, reached r
