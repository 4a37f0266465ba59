-- question: What happened in the period?
-- figure: sentence
-- text:
--   - ["Visits {visits.rose} to {visits}.", "{visits:visit:visits} in {days:day:days}."]
--   - ["Most people came on {best_day}, when there were {best_day_visits:visit:visits}."]
--   - ["{top_page} was seen most, in {top_page_share} of the visits."]
--   - ["Messages {messages.rose} to {messages}.", "{messages:message:messages} came in."]
-- formats: {top_page_share: share}
WITH visit AS (
  SELECT visitor, started_at, ended_at
  FROM footfall.session
  WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
), day AS (
  SELECT (started_at AT TIME ZONE :zone)::date AS day, count(*) AS visits
  FROM visit
  GROUP BY 1
  ORDER BY visits DESC, day
  LIMIT 1
), page AS (
  SELECT e.page, count(DISTINCT (v.visitor, v.started_at)) AS visits
  FROM visit v
  JOIN footfall.event e
    ON e.visitor = v.visitor AND e.at BETWEEN v.started_at AND v.ended_at
  WHERE e.site = :site AND e.kind = 'page'
    AND e.at >= :from AND e.at < :until + interval '2 days'
  GROUP BY e.page
  ORDER BY visits DESC, e.page COLLATE "C"
  LIMIT 1
)
SELECT
  (SELECT count(*) FROM visit) AS visits,
  (SELECT count(*) FROM footfall.session
    WHERE site = :site AND is_visit
      AND started_at >= :previous_from AND started_at < :previous_until) AS previous_visits,
  (SELECT day FROM day) AS best_day,
  (SELECT visits FROM day) AS best_day_visits,
  (SELECT page FROM page) AS top_page,
  (SELECT visits FROM page)::double precision / nullif((SELECT count(*) FROM visit), 0)
    AS top_page_share,
  nullif(count(*) FILTER (WHERE at >= :from), 0) AS messages,
  count(*) FILTER (WHERE at < :previous_until) AS previous_messages
FROM footfall.contact
WHERE site = :site AND direction = 'inbound' AND at >= :previous_from AND at < :until
