-- question: What is looked for, and not found?
-- figure: bar
-- label: term
-- value: visits
-- compared: before
-- unit: visits
-- heading: term
-- limit: 15
-- finding: ["Looked for in vain: {top} ({top_value:visit:visits})"]
-- note: Searches without a result, as far as the log tells it (see the foot of the page). What few browsers typed on each day may name somebody, and stands together under others.
WITH search AS (
  SELECT term, visitor, visit
  FROM footfall.site_search(:site, :previous_from, :until) f
  WHERE NOT has_result
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = f.visitor AND g.started_at = f.visit
        AND g.site = :site AND g.segment = :segment))
), period AS (
  -- A browser has another key in each salt period: who came in two may be one.
  SELECT term, count(DISTINCT visitor) AS visitors
  FROM search
  GROUP BY term, width_bucket(visit, (SELECT footfall.salt_starts(:site)))
), word AS (
  SELECT term, footfall.public_word(term, max(visitors)) AS shown
  FROM period
  GROUP BY term
)
SELECT
  w.shown AS term,
  count(DISTINCT (s.visitor, s.visit, s.term)) FILTER (WHERE s.visit >= :from) AS visits,
  count(DISTINCT (s.visitor, s.visit, s.term)) FILTER (WHERE s.visit < :previous_until) AS before
FROM search s
JOIN word w ON w.term = s.term
GROUP BY w.shown
HAVING count(*) FILTER (WHERE s.visit >= :from) > 0
ORDER BY visits DESC, w.shown COLLATE "C"
LIMIT 300
