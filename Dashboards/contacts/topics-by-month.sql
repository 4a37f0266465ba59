-- question: How do the topics change from month to month?
-- figure: heatmap
-- x: month
-- y: topic
-- colour: messages
-- unit: messages
-- finding: ["{best_y} leads over the months, with {best_y_share} of all messages"]
-- note: Messages that people sent, in local months of the site, up to the last day of the period.
WITH span AS (
  SELECT date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 day') AS last_month
), touch AS (
  SELECT date_trunc('month', at AT TIME ZONE :zone) AS month, topic, count(*) AS messages
  FROM footfall.message, span
  WHERE site = :site AND direction = 'inbound' AND class = 'human' AND at < :until
    AND at >= (last_month - interval '5 months') AT TIME ZONE :zone
    AND (:segment IS NULL OR id IN (
      SELECT g.contact FROM footfall.segment_contact(:site, :segment, :previous_from, :until) g))
  GROUP BY 1, 2
), topic AS (
  SELECT topic, sum(messages) AS messages FROM touch GROUP BY topic
), month AS (
  SELECT month
  FROM span, generate_series(
    greatest(last_month - interval '5 months', (SELECT min(month) FROM touch)),
    last_month, interval '1 month') AS month
)
SELECT
  to_char(month.month, 'Mon YYYY') AS month,
  upper(left(topic.topic, 1)) || replace(substr(topic.topic, 2), '_', ' ') AS topic,
  coalesce(touch.messages, 0) AS messages
FROM month
CROSS JOIN topic
LEFT JOIN touch ON touch.month = month.month AND touch.topic = topic.topic
ORDER BY topic.messages DESC, topic.topic COLLATE "C", month.month
