-- question: Which bots come most?
-- figure: bar
-- label: bot
-- value: hits
-- compared: before
-- unit: hits
-- heading: bot
-- limit: 10
-- finding: ["{top} makes {top_share} of the hits of bots"]
-- note: By the rule that named the agent a bot.
SELECT
  coalesce(bot, 'unnamed') AS bot,
  coalesce(sum(hits) FILTER (WHERE started_at >= :from), 0)::bigint AS hits,
  coalesce(sum(hits) FILTER (WHERE started_at < :from), 0)::bigint AS before
FROM footfall.session
WHERE site = :site AND audience = 'bot'
  AND started_at >= :previous_from AND started_at < :until
GROUP BY 1
HAVING sum(hits) FILTER (WHERE started_at >= :from) > 0
ORDER BY hits DESC, coalesce(bot, 'unnamed') COLLATE "C"
