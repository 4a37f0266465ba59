-- question: What happened in the period?
-- figure: sentence
-- text:
--   - ["Visits {visits.rose}.", "{visits:visit:visits} in {days:day:days}."]
--   - ["Most people came on {best_day}, when there were {best_day_visits:visit:visits}."]
--   - ["The page {top_page} was seen most, in {top_page_share} of the visits."]
--   - ["Messages {messages.rose}.", "{messages:message:messages} came in."]
-- formats: {top_page_share: share}
WITH page AS (
  SELECT page, count(DISTINCT (visitor, visit)) AS visits
  FROM footfall.page_view(:site, :from, :until, :segment)
  GROUP BY page
  ORDER BY visits DESC, page COLLATE "C"
  LIMIT 1
), visit AS (
  SELECT (started_at AT TIME ZONE :zone)::date AS day, started_at >= :from AS is_now
  FROM footfall.session
  WHERE site = :site AND is_visit AND started_at >= :previous_from AND started_at < :until
    AND (started_at >= :from OR started_at < :previous_until)
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = session.visitor AND g.started_at = session.started_at
        AND g.site = :site AND g.segment = :segment))
), day AS (
  SELECT day, count(*) AS visits
  FROM visit
  WHERE is_now
  GROUP BY day
  ORDER BY visits DESC, day
  LIMIT 1
), total AS (
  SELECT
    count(*) FILTER (WHERE is_now) AS visits,
    count(*) FILTER (WHERE NOT is_now) AS previous_visits
  FROM visit
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
