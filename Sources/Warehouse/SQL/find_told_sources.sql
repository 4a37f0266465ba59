-- Pages and downloads whose source other rules told, or none, and first ones of sealed days.
-- $1 fingerprint of the rules. Columns: site, site_name, hosts, referrer, query, url, host, text,
-- channel, name, is_spam, visits.
SELECT p.site, i.name AS site_name, i.hosts, p.referrer, p.query, r.url, r.host, q.text, v.channel,
  v.name, coalesce(v.is_spam, false) AS is_spam, coalesce(n.visits, 0) AS visits
FROM (
  SELECT DISTINCT e.site, coalesce(e.referrer, 0) AS referrer, coalesce(e.query, 0) AS query
  FROM footfall_store.event e
  WHERE e.kind IN (1, 2) AND (e.referrer IS NOT NULL OR e.query IS NOT NULL)
  UNION
  SELECT s.site, coalesce(s.entry_referrer, 0), coalesce(s.entry_query, 0)
  FROM footfall_store.session s
  JOIN footfall_store.seal x ON s.first_at < x.events_until
  WHERE s.entry_referrer IS NOT NULL OR s.entry_query IS NOT NULL
) p
JOIN footfall_store.site i ON i.id = p.site
LEFT JOIN footfall_store.referrer r ON r.id = p.referrer
LEFT JOIN footfall_store.query q ON q.id = p.query
LEFT JOIN footfall_store.visit_source v
  ON v.site = p.site AND v.referrer = p.referrer AND v.query = p.query
LEFT JOIN (
  SELECT s.site, coalesce(s.entry_referrer, 0) AS referrer, coalesce(s.entry_query, 0) AS query,
    count(*) AS visits
  FROM footfall_store.session s
  WHERE s.audience = 0 AND (s.entry_referrer IS NOT NULL OR s.entry_query IS NOT NULL)
  GROUP BY 1, 2, 3
) n ON n.site = p.site AND n.referrer = p.referrer AND n.query = p.query
WHERE v.rules IS DISTINCT FROM $1
ORDER BY p.site, p.referrer, p.query
