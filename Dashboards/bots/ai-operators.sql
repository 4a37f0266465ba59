-- question: Whose AI reads the site, and what for?
-- figure: table
-- columns: {operator: Operator, purpose: What for, agent: Agent, pages: Pages, before: Pages before, days: Days}
-- limit: 15
-- finding: ["{operator} reads most: {pages:page:pages}"]
-- note: Agents as they name themselves; a name can be forged.
SELECT
  coalesce(agent_operator, agent_reason) AS operator,
  CASE agent_class WHEN 'ai_training' THEN 'training' WHEN 'ai_search' THEN 'search'
    ELSE 'asked by a person' END AS purpose,
  agent_reason AS agent,
  coalesce(sum(pages) FILTER (WHERE started_at >= :from), 0)::bigint AS pages,
  coalesce(sum(pages) FILTER (WHERE started_at < :previous_until), 0)::bigint AS before,
  count(DISTINCT (started_at AT TIME ZONE :zone)::date) FILTER (WHERE started_at >= :from) AS days
FROM footfall.session
WHERE site = :site AND agent_class IN ('ai_training', 'ai_search', 'ai_assistant')
  AND started_at >= :previous_from AND started_at < :until
GROUP BY agent_operator, agent_class, agent_reason
HAVING sum(hits) FILTER (WHERE started_at >= :from) > 0
ORDER BY pages DESC, agent_reason COLLATE "C"
