-- question: What do campaigns bring, and where do people land?
-- figure: table
-- columns: {campaign: Campaign, source: Source, medium: Medium, channel: Channel, visits: Visits, before: Visits before, page: First page, bounced: Bounces, sent: Sent a form}
-- formats: {bounced: share, sent: share}
-- limit: 25
-- finding: ["{campaign} brings most: {visits:visit:visits}"]
-- note: By the address of the first page. The first page is the most frequent one of the campaign. Anybody can write anything there; what brought few stands together under others.
WITH visit AS (
  SELECT campaign, source_name, medium, channel, visitor, started_at >= :from AS is_now, entry_page,
    is_bounce, submissions, width_bucket(started_at, (SELECT footfall.salt_starts(:site))) AS period
  FROM footfall.session
  WHERE site = :site AND is_visit AND campaign IS NOT NULL
    AND started_at >= :previous_from AND started_at < :until
    AND (started_at >= :from OR started_at < :previous_until)
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = session.visitor AND g.started_at = session.started_at
        AND g.site = :site AND g.segment = :segment))
), period AS (
  -- A browser has another key in each salt period: who came in two may be one.
  SELECT campaign, source_name, medium, channel, count(DISTINCT visitor) AS visitors
  FROM visit
  GROUP BY campaign, source_name, medium, channel, period
), told AS (
  SELECT campaign, source_name, medium, channel,
    footfall.public_word(campaign, max(visitors)) AS word
  FROM period
  GROUP BY campaign, source_name, medium, channel
), named AS (
  SELECT t.word AS campaign, v.is_now, v.entry_page, v.is_bounce, v.submissions,
    CASE WHEN t.word = t.campaign THEN coalesce(v.source_name, '') ELSE '' END AS source,
    CASE WHEN t.word = t.campaign THEN coalesce(v.medium, '') ELSE '' END AS medium,
    CASE WHEN t.word = t.campaign THEN v.channel ELSE '' END AS channel
  FROM visit v
  JOIN told t ON t.campaign = v.campaign AND t.source_name IS NOT DISTINCT FROM v.source_name
    AND t.medium IS NOT DISTINCT FROM v.medium AND t.channel = v.channel
)
SELECT campaign, source, medium, channel,
  count(*) FILTER (WHERE is_now) AS visits,
  count(*) FILTER (WHERE NOT is_now) AS before,
  mode() WITHIN GROUP (ORDER BY entry_page COLLATE "C") FILTER (WHERE is_now) AS page,
  avg(is_bounce::int) FILTER (WHERE is_now)::double precision AS bounced,
  avg((submissions > 0)::int) FILTER (WHERE is_now)::double precision AS sent
FROM named
GROUP BY campaign, source, medium, channel
HAVING count(*) FILTER (WHERE is_now) > 0
ORDER BY visits DESC, campaign COLLATE "C", source COLLATE "C", medium COLLATE "C"
LIMIT 300
