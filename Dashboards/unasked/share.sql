-- question: After which pages do most of their readers write?
-- figure: table
-- columns:
--   page: Page
--   visits: Visits that saw it
--   messages: Messages just after it
--   per_1000: Per 1,000 visits
--   topic: Most often about
-- limit: 15
-- finding: ["Of 1,000 visits that saw {told}, {per_1000} wrote just after it", "No page was followed by five messages: too few to say after which most write"]
-- note: Pages with a message just after them and twenty visits or more, in the twelve months up to the end of the period, by their share; those with fewer than five messages stand last, for their share may be chance. Only messages that are tied to a visit count, so the true share is higher.
-- empty: "No page that twenty visits saw was followed by a message that is tied to its visit."
WITH asked AS (
  SELECT page, count(*) AS messages, mode() WITHIN GROUP (ORDER BY topic COLLATE "C") AS topic
  FROM footfall.message_path(:site, (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone,
    :until, NULL)
  WHERE place = 1 AND page IS NOT NULL AND footfall.expects_answer(topic)
  GROUP BY page
), seen AS (
  SELECT page, sum(visits)::bigint AS visits
  FROM footfall.page_day
  WHERE site = :site AND day < (:until AT TIME ZONE :zone)::date
    AND day >= (:until AT TIME ZONE :zone - interval '12 months')::date
  GROUP BY page
)
SELECT a.page, s.visits, a.messages, round(1000.0 * a.messages / s.visits)::bigint AS per_1000,
  upper(left(a.topic, 1)) || replace(substr(a.topic, 2), '_', ' ') AS topic,
  CASE WHEN a.messages >= 5 THEN a.page END AS told
FROM asked a
JOIN seen s ON s.page = a.page
WHERE s.visits >= 20
ORDER BY a.messages >= 5 DESC, a.messages::numeric / s.visits DESC, a.messages DESC, a.page COLLATE "C"
LIMIT 100
