-- question: Which programs come most, and by which rule?
-- figure: bar
-- label: rule
-- value: hits
-- compared: before
-- unit: hits
-- heading: rule
-- limit: 12
-- finding: ["{top} makes {top_share} of the hits of programs"]
-- note: By the rule that named the user agent.
SELECT
  agent_reason AS rule,
  coalesce(sum(hits) FILTER (WHERE started_at >= :from), 0)::bigint AS hits,
  coalesce(sum(hits) FILTER (WHERE started_at < :previous_until), 0)::bigint AS before
FROM footfall.session
WHERE site = :site AND audience = 'bot' AND behaviour IS NULL
  AND started_at >= :previous_from AND started_at < :until
GROUP BY agent_reason
HAVING sum(hits) FILTER (WHERE started_at >= :from) > 0
ORDER BY hits DESC, agent_reason COLLATE "C"
LIMIT 200
