-- question: Which kinds of visits are there, and what do they do?
-- figure: table
-- columns: {title: Segment, says: Visits for which, visits: Visits, before: Before, share: Of all visits, visitors: Visitors, pages: Pages a visit, converted: Reached a goal}
-- formats: {share: share, pages: decimal, converted: share}
-- limit: 50
-- finding: ["{title}: {visits:visit:visits}, {share} of all"]
-- note: A visit may belong to several segments, or to none; each segment has pages of its own.
WITH visit AS (
  SELECT visitor, started_at, pages, started_at >= :from AS is_now
  FROM footfall.session
  WHERE site = :site AND is_visit AND started_at >= :previous_from AND started_at < :until
    AND (started_at >= :from OR started_at < :previous_until)
), reached AS (
  SELECT DISTINCT c.visitor, c.started_at
  FROM footfall.conversion_as_of(:site, :from, :until, :told_until) c
  WHERE c.visitor IS NOT NULL
)
SELECT g.title, g.says, count(v.visitor) FILTER (WHERE v.is_now) AS visits,
  count(v.visitor) FILTER (WHERE NOT v.is_now) AS before,
  count(v.visitor) FILTER (WHERE v.is_now)::double precision / nullif((
    SELECT count(*) FROM visit WHERE is_now), 0) AS share,
  count(DISTINCT v.visitor) FILTER (WHERE v.is_now) AS visitors,
  avg(v.pages) FILTER (WHERE v.is_now)::double precision AS pages,
  avg((r.visitor IS NOT NULL)::int) FILTER (WHERE v.is_now)::double precision AS converted
FROM footfall.segment g
LEFT JOIN footfall.visit_segment m ON m.site = g.site AND m.segment = g.segment
  AND m.started_at >= :previous_from AND m.started_at < :until
LEFT JOIN visit v ON v.visitor = m.visitor AND v.started_at = m.started_at
LEFT JOIN reached r ON r.visitor = v.visitor AND r.started_at = v.started_at
WHERE g.site = :site
GROUP BY g.place, g.title, g.says
ORDER BY g.place
