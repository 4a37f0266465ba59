-- question: What do people look for next, where they search again?
-- figure: table
-- columns: {term: First, then: Then, searches: Searches}
-- limit: 15
-- finding: ["After {named} people look for {named_then}: {searches:time:times}", "{all_searches:search was:searches were} followed by another"]
-- note: Two searches of a visit, one just after the other. Pairs that few browsers typed on each day may name somebody, and stand together under others.
WITH search AS (
  SELECT term, term_after, visitor, visit
  FROM footfall.site_search(:site, :from, :until) f
  WHERE term_after IS NOT NULL
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = f.visitor AND g.started_at = f.visit
        AND g.site = :site AND g.segment = :segment))
), period AS (
  -- A browser has another key in each salt period: who came in two may be one.
  SELECT term, term_after, count(*) AS searches, count(DISTINCT visitor) AS visitors
  FROM search
  GROUP BY term, term_after, width_bucket(visit, (SELECT footfall.salt_starts(:site)))
), pair AS (
  SELECT term, term_after, sum(searches) AS searches, max(visitors) AS visitors
  FROM period
  GROUP BY term, term_after
)
SELECT footfall.public_word(term, visitors) AS term,
  footfall.public_word(term_after, visitors) AS then, sum(searches)::bigint AS searches,
  CASE WHEN min(visitors) >= footfall.fewest_persons() THEN min(term) END AS named,
  CASE WHEN min(visitors) >= footfall.fewest_persons() THEN min(term_after) END AS named_then,
  (SELECT sum(searches)::bigint FROM pair) AS all_searches
FROM pair
GROUP BY 1, 2
ORDER BY min(visitors) < footfall.fewest_persons(), searches DESC, 1, 2
LIMIT 100
