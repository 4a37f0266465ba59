-- question: Which goals were reached, and how often?
-- figure: table
-- columns: {title: Goal, says: What is done, conversions: Conversions, before: Before, visits: Visits, visit_rate: Rate of visits, persons: Persons, person_rate: Rate of persons, worth: Worth}
-- formats: {visit_rate: share, person_rate: share}
-- limit: 50
-- finding: ["{title}: reached in {visits:visit:visits}, {visit_rate} of all"]
-- note: Visits that began in the period, and conversions in it that belong to no visit. Worth in the currency of the site, where the goal or the order tells it.
WITH conversion AS (
  SELECT c.goal, c.at, c.visitor, c.started_at, c.person, c.value,
    CASE WHEN c.started_at IS NULL THEN c.at ELSE c.started_at END >= :from AS is_now,
    CASE WHEN c.started_at IS NULL THEN c.at ELSE c.started_at END < :previous_until AS is_before
  FROM footfall.conversion_as_of(:site, :previous_from, :until, :told_until) c
  WHERE :segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = c.visitor AND g.started_at = c.started_at
      AND g.site = :site AND g.segment = :segment)
), visit AS (
  SELECT coalesce(sum(sessions), 0)::bigint AS visits
  FROM footfall.visit_count(:site, :from, :until, :segment)
  WHERE is_visit
), known AS (
  SELECT count(*) AS persons
  FROM (
    SELECT v.person
    FROM footfall.known_visit(:site, :from, 'infinity') v
    WHERE v.started_at >= :from AND v.started_at < :until
      AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
        WHERE g.visitor = v.visitor AND g.started_at = v.started_at
          AND g.site = :site AND g.segment = :segment))
    UNION
    SELECT person FROM conversion WHERE is_now AND person IS NOT NULL
  ) AS seen
)
SELECT g.title, g.says,
  count(c.goal) FILTER (WHERE c.is_now) AS conversions,
  count(c.goal) FILTER (WHERE c.is_before) AS before,
  count(DISTINCT (c.visitor, c.started_at)) FILTER (WHERE c.is_now AND c.visitor IS NOT NULL)
    AS visits,
  count(DISTINCT (c.visitor, c.started_at)) FILTER (WHERE c.is_now AND c.visitor IS NOT NULL)
    ::double precision / nullif(v.visits, 0) AS visit_rate,
  count(DISTINCT c.person) FILTER (WHERE c.is_now) AS persons,
  count(DISTINCT c.person) FILTER (WHERE c.is_now)::double precision / nullif(k.persons, 0)
    AS person_rate,
  round(sum(c.value) FILTER (WHERE c.is_now)) AS worth
FROM footfall.goal g
CROSS JOIN visit v
CROSS JOIN known k
LEFT JOIN conversion c ON c.goal = g.goal
WHERE g.site = :site
GROUP BY g.place, g.title, g.says, v.visits, k.persons
ORDER BY g.place
