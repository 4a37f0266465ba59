-- question: Which page did people read last before they wrote?
-- figure: bar
-- label: page
-- value: messages
-- unit: messages
-- heading: last page
-- limit: 12
-- finding: ["After {top} people write most: {top_value:message:messages}, {top_share} of those that are tied"]
-- note: The twelve months up to the end of the period. What people ask after a page is what it does not answer.
-- empty: "No message is tied to the pages that were read before it. A hidden field with the visitor's cookie in the form, or a token in its link, ties them: see README, Who is who."
SELECT page, count(*) AS messages
FROM footfall.message_path(:site, (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone,
  :until, :segment)
WHERE place = 1 AND page IS NOT NULL AND footfall.expects_answer(topic)
GROUP BY page
ORDER BY messages DESC, page COLLATE "C"
LIMIT 100
