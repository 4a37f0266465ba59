-- question: Which devices do people use?
-- figure: ring
-- label: device
-- value: visits
-- unit: visits
-- finding: ["{top}: {top_share} of visits"]
-- note: By the user agent.
SELECT coalesce(replace(initcap(device), 'Tv', 'TV'), 'Not known') AS device,
  sum(sessions)::bigint AS visits
FROM footfall.visit_count(:site, :from, :until, :segment)
WHERE is_visit
GROUP BY 1
ORDER BY visits DESC, coalesce(replace(initcap(device), 'Tv', 'TV'), 'Not known') COLLATE "C"
