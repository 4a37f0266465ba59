-- question: Which referrers are spam?
-- figure: bar
-- label: host
-- value: sessions
-- unit: sessions
-- heading: site
-- limit: 8
-- finding: ["{top} forges most: {top_value:session:sessions}"]
-- note: Names on the list of referrer spam; they are left out of the channels.
SELECT coalesce(source_name, referrer_host) AS host, count(*) AS sessions
FROM footfall.session
WHERE site = :site AND is_spam AND started_at >= :from AND started_at < :until
GROUP BY 1
ORDER BY sessions DESC, coalesce(source_name, referrer_host) COLLATE "C"
