-- question: What do staff do?
-- figure: bar
-- label: deed
-- value: activities
-- compared: before
-- unit: activities
-- heading: deed
-- finding: ["Mostly {top}: {top_value} of {total} activities"]
-- note: What staff wrote down themselves.
SELECT
  kind AS deed,
  count(*) FILTER (WHERE at >= :from) AS activities,
  count(*) FILTER (WHERE at < :previous_until) AS before
FROM footfall.activity
WHERE site = :site AND at >= :previous_from AND at < :until
GROUP BY kind
HAVING count(*) FILTER (WHERE at >= :from) > 0
ORDER BY activities DESC, kind COLLATE "C"
