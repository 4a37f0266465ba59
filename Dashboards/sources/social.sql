-- question: Which networks, videos, mails and assistants send visits?
-- figure: bar
-- label: source
-- value: visits
-- compared: before
-- unit: visits
-- heading: source
-- limit: 10
-- finding: ["{top} sends most of these visits: {top_value}"]
-- note: All channels but direct, search and referral. What brought few stands together under others.
WITH period AS (
  -- A browser has another key in each salt period: who came in two may be one.
  SELECT coalesce(source_name, channel) AS source, count(DISTINCT visitor) AS visitors,
    count(*) FILTER (WHERE started_at >= :from) AS visits,
    count(*) FILTER (WHERE started_at < :previous_until) AS before
  FROM footfall.session
  WHERE site = :site AND is_visit
    AND channel NOT IN ('Direct', 'Organic Search', 'Paid Search', 'Referral')
    AND started_at >= :previous_from AND started_at < :until
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = session.visitor AND g.started_at = session.started_at
        AND g.site = :site AND g.segment = :segment))
  GROUP BY 1, width_bucket(started_at, (SELECT footfall.salt_starts(:site)))
), visit AS (
  SELECT source, max(visitors) AS visitors, sum(visits) AS visits, sum(before) AS before
  FROM period
  GROUP BY source
)
SELECT footfall.public_word(source, visitors) AS source, sum(visits)::bigint AS visits,
  sum(before)::bigint AS before
FROM visit
GROUP BY 1
HAVING sum(visits) > 0
ORDER BY visits DESC, 1
LIMIT 200
