-- question: What brings people here?
-- figure: sentence
-- text:
--   - ["{channel} brought {channel_share} of {visits:visit:visits}."]
--   - ["{riser} grew most: to {riser_visits:visit:visits}, from {riser_before}."]
--   - ["{campaigned_share} of the visits came by a campaign."]
--   - ["{host} sent most among the other sites: {host_visits:visit:visits}."]
-- formats: {channel_share: share, campaigned_share: share}
WITH visit AS (
  SELECT channel, source_name, campaign, sessions AS visits, 0 AS before
  FROM footfall.visit_count(:site, :from, :until, :segment)
  WHERE is_visit
  UNION ALL
  SELECT channel, source_name, campaign, 0, sessions
  FROM footfall.visit_count(:site, :previous_from, :previous_until, :segment)
  WHERE is_visit
), channel AS (
  SELECT channel, sum(visits)::bigint AS visits, sum(before)::bigint AS before
  FROM visit
  GROUP BY channel
), top AS (
  SELECT channel, visits FROM channel WHERE visits > 0
  ORDER BY visits DESC, channel COLLATE "C" LIMIT 1
), riser AS (
  SELECT channel, visits, before FROM channel
  WHERE before >= 20 AND visits > before
  ORDER BY visits - before DESC, channel COLLATE "C" LIMIT 1
), host AS (
  SELECT source_name, sum(visits)::bigint AS visits FROM visit
  WHERE visits > 0 AND channel = 'Referral' AND source_name IS NOT NULL
    AND source_name NOT IN (
      SELECT r.source_name FROM footfall.rare_source(:site, :previous_from, :until) r)
  GROUP BY source_name
  ORDER BY visits DESC, source_name COLLATE "C" LIMIT 1
)
SELECT
  nullif(sum(visits), 0)::bigint AS visits,
  (SELECT channel FROM top) AS channel,
  (SELECT visits FROM top)::double precision / nullif(sum(visits), 0) AS channel_share,
  nullif(sum(visits) FILTER (WHERE campaign IS NOT NULL), 0)::double precision
    / nullif(sum(visits), 0) AS campaigned_share,
  (SELECT channel FROM riser) AS riser,
  (SELECT visits FROM riser) AS riser_visits,
  (SELECT before FROM riser) AS riser_before,
  (SELECT source_name FROM host) AS host,
  (SELECT visits FROM host) AS host_visits
FROM visit
