-- question: What is searched for?
-- figure: bar
-- label: term
-- value: visits
-- compared: before
-- unit: visits
-- heading: term
-- limit: 15
-- finding: ["Looked for most: {top} ({top_value:visit:visits})"]
-- note: Visits that searched for it, each counted once a term. What few browsers typed may name somebody, and stands together under others.
WITH search AS (
  SELECT term, visitor, visit FROM footfall.site_search(:site, :previous_from, :until)
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
