-- question: What brings people here?
-- figure: sentence
-- text:
--   - ["Search engines brought {search_share} of {visits:visit:visits}, other sites {site_share}; the rest came by themselves."]
--   - ["{host} sent most among the other sites: {host_visits:visit:visits}."]
--   - ["{undeclared}"]
-- formats: {search_share: share, site_share: share}
WITH visit AS (
  SELECT source, referrer_host
  FROM footfall.session
  WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
), host AS (
  SELECT referrer_host, count(*) AS visits
  FROM visit
  WHERE source = 'site' AND referrer_host IS NOT NULL
  GROUP BY referrer_host
  ORDER BY visits DESC, referrer_host COLLATE "C"
  LIMIT 1
)
SELECT
  nullif(count(*), 0) AS visits,
  avg((source = 'search')::int)::double precision AS search_share,
  avg((source = 'site')::int)::double precision AS site_share,
  (SELECT referrer_host FROM host) AS host,
  (SELECT visits FROM host) AS host_visits
FROM visit
