-- question: What happened in the period?
-- figure: sentence
-- text:
--   - ["Visits {visits.rose}.", "{visits:visit:visits} in {days:day:days}."]
--   - ["Most people came on {best_day}, when there were {best_day_visits:visit:visits}."]
--   - ["The page {top_page} was seen most, in {top_page_share} of the visits."]
--   - ["Messages {messages.rose}.", "{messages:message:messages} came in."]
-- formats: {top_page_share: share}
WITH page AS (
  SELECT page, sum(visits) AS visits
  FROM footfall.page_count(:site, :from, :until, :segment)
  GROUP BY page
  ORDER BY visits DESC, page COLLATE "C"
  LIMIT 1
), visit AS (
  SELECT day, sum(sessions)::bigint AS visits
  FROM footfall.visit_count(:site, :from, :until, :segment)
  WHERE is_visit
  GROUP BY day
), day AS (
  SELECT day, visits
  FROM visit
  ORDER BY visits DESC, day
  LIMIT 1
), total AS (
  SELECT
    (SELECT coalesce(sum(visits), 0)::bigint FROM visit) AS visits,
    (SELECT coalesce(sum(sessions), 0)::bigint
      FROM footfall.visit_count(:site, :previous_from, :previous_until, :segment)
      WHERE is_visit) AS previous_visits
)
SELECT
  total.visits,
  total.previous_visits,
  (SELECT day FROM day) AS best_day,
  (SELECT visits FROM day) AS best_day_visits,
  (SELECT page FROM page) AS top_page,
  (SELECT visits FROM page)::double precision / nullif(total.visits, 0) AS top_page_share,
  CASE WHEN :segment IS NULL THEN touch.messages END AS messages,
  touch.previous_messages
FROM total, (
  SELECT
    nullif(count(*) FILTER (WHERE at >= :from), 0) AS messages,
    count(*) FILTER (WHERE at < :previous_until) AS previous_messages
  FROM footfall.message
  WHERE site = :site AND direction = 'inbound' AND class = 'human'
    AND at >= :previous_from AND at < :until
) AS touch
