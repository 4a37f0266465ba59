-- question: What do people look for?
-- figure: sentence
-- text:
--   - ["Visits with a search {visits.rose}.", "{visits:visit:visits} searched the site.", "Nobody searched the site in {days:day:days}."]
--   - ["{share} of all visits searched, most often for {term}.", "{share} of all visits searched."]
--   - ["{empty:search:searches} found nothing."]
--   - ["After {left_share} of the searches nothing more was opened."]
-- formats: {share: share, left_share: share}
WITH search AS MATERIALIZED (
  SELECT visitor, visit, term, has_result, page_after
  FROM footfall.site_search(:site, :previous_from, :until)
), term AS (
  SELECT term
  FROM search
  WHERE visit >= :from
  GROUP BY term
  HAVING count(DISTINCT visitor) >= footfall.fewest_persons()
  ORDER BY count(*) DESC, term COLLATE "C"
  LIMIT 1
)
SELECT
  nullif(count(DISTINCT (visitor, visit)) FILTER (WHERE visit >= :from), 0) AS visits,
  count(DISTINCT (visitor, visit)) FILTER (WHERE visit < :previous_until) AS previous_visits,
  count(DISTINCT (visitor, visit)) FILTER (WHERE visit >= :from)::double precision / nullif((
    SELECT count(*) FROM footfall.session
    WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until), 0) AS share,
  (SELECT term FROM term) AS term,
  nullif(count(*) FILTER (WHERE visit >= :from AND NOT has_result), 0) AS empty,
  nullif(avg((page_after IS NULL)::int) FILTER (WHERE visit >= :from), 0)::double precision
    AS left_share
FROM search
