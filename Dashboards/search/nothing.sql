-- question: What is looked for, and not found?
-- figure: bar
-- label: term
-- value: visits
-- compared: before
-- unit: visits
-- heading: term
-- limit: 15
-- finding: ["Looked for in vain: {top} ({top_value:visit:visits})"]
-- note: Searches without a result, as far as the log tells it (see the foot of the page). What few browsers typed may name somebody, and stands together under others.
WITH search AS (
  SELECT term, visitor, visit
  FROM footfall.site_search(:site, :previous_from, :until)
  WHERE NOT has_result
), word AS (
  SELECT term, footfall.public_word(term, count(DISTINCT visitor)) AS shown
  FROM search
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
