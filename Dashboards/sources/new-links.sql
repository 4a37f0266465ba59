-- question: Who talks about us?
-- figure: table
-- columns: {since: Since, what: What, address: Address, visits: Visits, tone: Tone}
-- links: [address]
-- limit: 15
-- finding: ["{address} is the newest"]
-- note: Mentions that are on the list of mentions, and pages of other sites from which a visit came for the first time in this period; of pages that few followed, and of mentions, the host alone.
WITH period AS (
  -- A browser has another key in each salt period: who came in two may be one.
  SELECT referrer, referrer_host, count(DISTINCT visitor) AS visitors,
    min(started_at) AS since, count(*) AS visits
  FROM footfall.session
  WHERE site = :site AND is_visit AND channel = 'Referral' AND referrer IS NOT NULL
    AND started_at >= :from AND started_at < :until
  GROUP BY referrer, referrer_host, width_bucket(started_at, (SELECT footfall.salt_starts(:site)))
), found AS (
  SELECT referrer, referrer_host, max(visitors) AS visitors, min(since) AS since,
    sum(visits)::bigint AS visits
  FROM period
  GROUP BY referrer, referrer_host
), linked AS (
  SELECT CASE WHEN visitors >= footfall.fewest_persons() THEN referrer
      ELSE referrer_host END AS address, since, visits
  FROM found
  WHERE referrer NOT IN (
    SELECT b.referrer FROM footfall.referrer_day b
    WHERE b.site = :site AND b.day < (:from AT TIME ZONE :zone)::date)
), told AS (
  -- What staff wrote of a mention may name somebody: of its address the host is shown alone.
  SELECT at AS since, 'mention' AS what,
    substring(lower(url) FROM '^https?://([a-z0-9.-]+)') AS address, NULL::bigint AS visits,
    CASE WHEN lower(tone) IN ('good', 'positive', 'neutral', 'mixed', 'bad', 'negative')
      THEN lower(tone) END AS tone
  FROM footfall.mention
  WHERE site = :site AND at >= :from AND at < :until
  UNION ALL
  SELECT min(since), 'link', address, sum(visits)::bigint, NULL FROM linked GROUP BY address
)
SELECT (since AT TIME ZONE :zone)::date AS since, what, coalesce(address, 'not told') AS address, visits, coalesce(tone, '') AS tone
FROM told
ORDER BY told.since DESC, address COLLATE "C"
LIMIT 100
