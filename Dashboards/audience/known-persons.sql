-- question: Which known persons are new on the site, and which return?
-- figure: stacked
-- x: day
-- y: persons
-- colour: person
-- unit: persons
-- finding: ["{top}: {top_share} of the persons known"]
-- note: Persons to whom visits are tied, each once a day, in local days of the site. New is whose first known visit was on the day; who visits without being known is told by browser above.
WITH visit AS MATERIALIZED (
  SELECT person, (at AT TIME ZONE :zone)::date AS day, visitor, started_at
  FROM footfall.known_visit(:site, '-infinity', :until)
), first AS (
  SELECT person, min(day) AS day FROM visit GROUP BY person
), counted AS (
  SELECT v.day, v.day > f.day AS returns, count(DISTINCT v.person) AS persons
  FROM visit v
  JOIN first f ON f.person = v.person
  WHERE v.day >= (:from AT TIME ZONE :zone)::date
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = v.visitor AND g.started_at = v.started_at
        AND g.site = :site AND g.segment = :segment))
  GROUP BY 1, 2
), day AS (
  SELECT (:from AT TIME ZONE :zone)::date + place AS day
  FROM generate_series(
    0, (:until AT TIME ZONE :zone)::date - (:from AT TIME ZONE :zone)::date - 1) AS place
)
SELECT day, person.name AS person, coalesce(persons, 0) AS persons
FROM day
CROSS JOIN (VALUES (1, false, 'New'), (2, true, 'Returning')) AS person (place, returns, name)
LEFT JOIN counted USING (day, returns)
WHERE EXISTS (SELECT FROM counted)
ORDER BY person.place, day
