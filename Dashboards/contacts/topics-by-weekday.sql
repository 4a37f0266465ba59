-- question: On which weekday do people write about what?
-- figure: heatmap
-- x: weekday
-- y: topic
-- colour: messages
-- unit: messages
-- finding: ["{best_x} brings most messages, {best_x_share} of all; the busiest pair is {top_y} on {top_x}"]
-- note: Messages that people sent in the twelve months up to the last day of the period, by local days of the site; the twelve most frequent topics.
WITH touch AS (
  SELECT extract(isodow FROM at AT TIME ZONE :zone)::int AS weekday, topic, count(*) AS messages
  FROM footfall.message
  WHERE site = :site AND direction = 'inbound' AND class = 'human' AND at < :until
    AND at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
    AND (:segment IS NULL OR id IN (
      SELECT g.contact FROM footfall.segment_contact(:site, :segment, :previous_from, :until) g))
  GROUP BY 1, 2
), topic AS (
  SELECT topic, sum(messages) AS messages
  FROM touch
  GROUP BY topic
  ORDER BY messages DESC, topic COLLATE "C"
  LIMIT 12
)
SELECT
  (ARRAY['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'])[day.weekday] AS weekday,
  upper(left(topic.topic, 1)) || replace(substr(topic.topic, 2), '_', ' ') AS topic,
  coalesce(touch.messages, 0) AS messages
FROM generate_series(1, 7) AS day (weekday)
CROSS JOIN topic
LEFT JOIN touch ON touch.weekday = day.weekday AND touch.topic = topic.topic
ORDER BY topic.messages DESC, topic.topic COLLATE "C", day.weekday
