-- question: What happened in the period?
-- figure: sentence
-- text:
--   - ["Visits {visits.rose}.", "{visits:visit:visits} in {days:day:days}."]
--   - ["Most of the change came from {channel} ({channel_change}).", ""]
--   - ["Revenue {revenue.rose} {currency}.", "Orders brought {revenue} {currency}."]
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
  SELECT true AS is_now, day, channel, sum(sessions)::bigint AS visits
  FROM footfall.visit_count(:site, :from, :until, :segment)
  WHERE is_visit
  GROUP BY day, channel
  UNION ALL
  SELECT false, day, channel, sum(sessions)::bigint
  FROM footfall.visit_count(:site, :previous_from, :previous_until, :segment)
  WHERE is_visit
  GROUP BY day, channel
), day AS (
  SELECT day, sum(visits)::bigint AS visits
  FROM visit
  WHERE is_now
  GROUP BY day
  ORDER BY visits DESC, day
  LIMIT 1
), total AS (
  SELECT
    coalesce(sum(visits) FILTER (WHERE is_now), 0)::bigint AS visits,
    coalesce(sum(visits) FILTER (WHERE NOT is_now), 0)::bigint AS previous_visits
  FROM visit
), channel AS (
  SELECT channel,
    coalesce(sum(visits) FILTER (WHERE is_now), 0)
      - coalesce(sum(visits) FILTER (WHERE NOT is_now), 0) AS change
  FROM visit
  GROUP BY channel
), moved AS (
  SELECT c.channel, CASE WHEN c.change > 0 THEN '+' ELSE '−' END || abs(c.change) AS change
  FROM channel c
  CROSS JOIN total t
  WHERE t.previous_visits >= 20 AND sign(c.change) = sign(t.visits - t.previous_visits)
    AND 2 * abs(c.change) > abs(t.visits - t.previous_visits) AND c.change <> 0
    AND (SELECT e.first_at AT TIME ZONE :zone FROM footfall.extent_of(:site, NULL) e)::date
      <= (:previous_from AT TIME ZONE :zone)::date
  ORDER BY abs(c.change) DESC, c.channel COLLATE "C"
  LIMIT 1
), sale AS (
  SELECT round(sum(o.amount) FILTER (WHERE o.at >= :from)) AS revenue,
    round(coalesce(sum(o.amount) FILTER (WHERE o.at < :previous_until), 0)) AS previous_revenue,
    max(s.currency) AS currency
  FROM footfall.sale_as_of(:site, :told_until) o
  JOIN footfall.site s ON s.name = o.site
  WHERE o.site = :site AND o.at >= :previous_from AND o.at < :until AND :segment IS NULL
    AND coalesce(o.currency, s.currency) = s.currency
)
SELECT
  total.visits,
  total.previous_visits,
  (SELECT day FROM day) AS best_day,
  (SELECT visits FROM day) AS best_day_visits,
  (SELECT page FROM page) AS top_page,
  (SELECT visits FROM page)::double precision / nullif(total.visits, 0) AS top_page_share,
  CASE WHEN :segment IS NULL THEN touch.messages END AS messages,
  touch.previous_messages,
  (SELECT channel FROM moved) AS channel,
  (SELECT change FROM moved) AS channel_change,
  sale.revenue,
  sale.previous_revenue,
  sale.currency
FROM total, sale, (
  SELECT
    nullif(count(*) FILTER (WHERE at >= :from), 0) AS messages,
    count(*) FILTER (WHERE at < :previous_until) AS previous_messages
  FROM footfall.message
  WHERE site = :site AND direction = 'inbound' AND class = 'human'
    AND at >= :previous_from AND at < :until
) AS touch
