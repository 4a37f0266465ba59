-- question: Which pages were read last before a complaint?
-- figure: table
-- columns: {third: Third last, second: Second last, page: Last page, messages: Times}
-- limit: 8
-- finding:
--   - "{told}: read last before {messages} of {all_messages:complaint:complaints}"
--   - "What was read before {all_messages:complaint is:complaints is} known; no three of them went the same way"
-- note: The last three pages of the visit before the message, in the twelve months up to the end of the period; only messages that are tied to a visit. Which single pages were read before stands on the page of contacts.
-- empty: "No complaint is tied to the pages that were read before it. A hidden field with the visitor's cookie in the form, or a token in its link, ties them: see README, Who is who."
WITH way AS (
  SELECT contact, max(page) FILTER (WHERE place = 3) AS third,
    max(page) FILTER (WHERE place = 2) AS second, max(page) FILTER (WHERE place = 1) AS page
  FROM footfall.message_path(:site, (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone,
    :until, :segment)
  WHERE place <= 3 AND page IS NOT NULL AND topic = 'complaint'
  GROUP BY contact
)
SELECT coalesce(way.third, '–') AS third, coalesce(way.second, '–') AS second, page, count(*) AS messages,
  sum(count(*)) OVER ()::bigint AS all_messages,
  CASE WHEN count(*) >= 3 THEN concat_ws(', then ', way.third, way.second, page) END AS told
FROM way
GROUP BY way.third, way.second, way.page
ORDER BY messages DESC, way.page COLLATE "C", way.second COLLATE "C" NULLS FIRST,
  way.third COLLATE "C" NULLS FIRST
LIMIT 100
