-- question: Which networks, videos, mails and assistants send visits?
-- figure: bar
-- label: source
-- value: visits
-- compared: before
-- unit: visits
-- heading: source
-- limit: 10
-- finding: ["{top} sends most of these visits: {top_value}"]
-- note: All channels but direct, search and referral. What a link alone names and few came by stands together under others.
WITH visit AS (
  SELECT coalesce(source_name, channel) AS source,
    count(*) FILTER (WHERE started_at >= :from) AS visits,
    count(*) FILTER (WHERE started_at < :previous_until) AS before
  FROM footfall.session
  WHERE site = :site AND is_visit
    AND channel NOT IN ('Direct', 'Organic Search', 'Paid Search', 'Referral')
    AND started_at >= :previous_from AND started_at < :until
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = session.visitor AND g.started_at = session.started_at
        AND g.site = :site AND g.segment = :segment))
  GROUP BY 1
)
SELECT
  CASE
    WHEN source IN (SELECT r.source_name FROM footfall.rare_source(:site, :previous_from, :until) r)
      THEN footfall.public_word(source, 0)
    ELSE source
  END AS source, sum(visits)::bigint AS visits,
  sum(before)::bigint AS before
FROM visit
GROUP BY 1
HAVING sum(visits) > 0
ORDER BY visits DESC, 1
LIMIT 200
