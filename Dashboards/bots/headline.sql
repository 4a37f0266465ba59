-- question: How much of it is people?
-- figure: sentence
-- text:
--   - ["People made {people_share} of {hits:hit:hits}, programs {bot_share}."]
--   - ["AI read {ai_pages:page:pages}: {top_operator} most of them."]
--   - ["{disguised:session has:sessions have} the agent of a browser and are no people."]
--   - ["{unclassified:user agent:user agents} could not be told within the limits of the rules."]
-- formats: {people_share: share, bot_share: share}
WITH session AS (
  SELECT hits, pages, audience, visitor_kind, agent, agent_class, agent_operator, behaviour
  FROM footfall.session
  WHERE site = :site AND started_at >= :from AND started_at < :until
), operator AS (
  SELECT agent_operator, sum(pages) AS pages
  FROM session
  WHERE agent_class IN ('ai_training', 'ai_search', 'ai_assistant') AND agent_operator IS NOT NULL
  GROUP BY agent_operator
  ORDER BY pages DESC, agent_operator COLLATE "C"
  LIMIT 1
)
SELECT
  nullif(sum(hits), 0)::bigint AS hits,
  sum(hits) FILTER (WHERE visitor_kind = 'People')::double precision / nullif(sum(hits), 0)
    AS people_share,
  coalesce(sum(hits) FILTER (WHERE audience = 'bot' OR visitor_kind = 'Referrer spam'), 0)::double precision / nullif(sum(hits), 0)
    AS bot_share,
  nullif(sum(pages) FILTER (
    WHERE agent_class IN ('ai_training', 'ai_search', 'ai_assistant')), 0)::bigint AS ai_pages,
  (SELECT agent_operator FROM operator) AS top_operator,
  nullif(count(*) FILTER (WHERE behaviour IS NOT NULL), 0) AS disguised,
  nullif(count(DISTINCT agent) FILTER (WHERE agent_class = 'unclassified'), 0) AS unclassified
FROM session
