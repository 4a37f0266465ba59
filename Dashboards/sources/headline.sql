-- question: What brings people here?
-- figure: sentence
-- text:
--   - ["{channel} brought {channel_share} of {visits:visit:visits}."]
--   - ["{riser} grew most: to {riser_visits:visit:visits}, from {riser_before}."]
--   - ["{campaigned_share} of the visits came by a campaign."]
--   - ["{host} sent most among the other sites: {host_visits:visit:visits}."]
-- formats: {channel_share: share, campaigned_share: share}
WITH visit AS (
  SELECT channel, source_name, campaign, started_at >= :from AS is_now
  FROM footfall.session
  WHERE site = :site AND is_visit
    AND started_at >= :previous_from AND started_at < :until
    AND (started_at >= :from OR started_at < :previous_until)
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = session.visitor AND g.started_at = session.started_at
        AND g.site = :site AND g.segment = :segment))
), channel AS (
  SELECT channel, count(*) FILTER (WHERE is_now) AS visits,
    count(*) FILTER (WHERE NOT is_now) AS before
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
  SELECT source_name, count(*) AS visits FROM visit
  WHERE is_now AND channel = 'Referral' AND source_name IS NOT NULL
  GROUP BY source_name
  ORDER BY visits DESC, source_name COLLATE "C" LIMIT 1
)
SELECT
  nullif(count(*) FILTER (WHERE is_now), 0) AS visits,
  (SELECT channel FROM top) AS channel,
  (SELECT visits FROM top)::double precision / nullif(count(*) FILTER (WHERE is_now), 0)
    AS channel_share,
  nullif(avg((campaign IS NOT NULL)::int) FILTER (WHERE is_now), 0)::double precision
    AS campaigned_share,
  (SELECT channel FROM riser) AS riser,
  (SELECT visits FROM riser) AS riser_visits,
  (SELECT before FROM riser) AS riser_before,
  (SELECT source_name FROM host) AS host,
  (SELECT visits FROM host) AS host_visits
FROM visit
