-- question: What do people look for?
-- figure: sentence
-- text:
--   - ["Visits with a search {visits.rose}.", "{visits:visit:visits} searched the site.", "Nobody searched the site in {days:day:days}."]
--   - ["{share} of all visits searched, most often for {term}.", "{share} of all visits searched."]
--   - ["{empty:search:searches} found nothing."]
--   - ["After {left_share} of the searches nothing more was opened."]
-- formats: {share: share, left_share: share}
WITH search AS MATERIALIZED (
  SELECT visitor, visit, term, has_result, page_after IS NULL AND term_after IS NULL AS is_left
  FROM footfall.site_search(:site, :previous_from, :until) f
  WHERE :segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = f.visitor AND g.started_at = f.visit
      AND g.site = :site AND g.segment = :segment)
), period AS (
  -- A browser has another key in each salt period: who came in two may be one.
  SELECT term, count(*) AS searches, count(DISTINCT visitor) AS visitors
  FROM search
  WHERE visit >= :from
  GROUP BY term, width_bucket(visit, (SELECT footfall.salt_starts(:site)))
), term AS (
  SELECT term
  FROM period
  GROUP BY term
  HAVING max(visitors) >= footfall.fewest_persons()
  ORDER BY sum(searches) DESC, term COLLATE "C"
  LIMIT 1
)
SELECT
  nullif(count(DISTINCT (visitor, visit)) FILTER (WHERE visit >= :from), 0) AS visits,
  count(DISTINCT (visitor, visit)) FILTER (WHERE visit < :previous_until) AS previous_visits,
  count(DISTINCT (visitor, visit)) FILTER (WHERE visit >= :from)::double precision / nullif((
    SELECT sum(sessions) FROM footfall.visit_count(:site, :from, :until, :segment)
    WHERE is_visit), 0) AS share,
  (SELECT term FROM term) AS term,
  nullif(count(*) FILTER (WHERE visit >= :from AND NOT has_result), 0) AS empty,
  nullif(avg(is_left::int) FILTER (WHERE visit >= :from), 0)::double precision
    AS left_share
FROM search
