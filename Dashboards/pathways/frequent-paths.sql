-- question: Which ways do many visits take?
-- figure: table
-- columns:
--   way: Pages in order
--   visits: Visits
--   share: Of all
-- formats: {share: share}
-- limit: 25
-- finding: ["{visits:visit:visits} went {way}"]
-- note: The newest visits of 90 days, 50,000 at most; other pages may lie between. Ways that are a part of another with as many visits are left out.
-- empty: Told as of the newest day; where there are too few to say, the head of the page says so.
SELECT array_to_string(p.steps, ' → ') AS way, p.visits, p.visits::double precision / nullif(a.n, 0) AS share
FROM footfall.frequent_path p
JOIN footfall.analysis a ON a.site = p.site AND a.as_of = p.as_of AND a.name = 'paths'
WHERE p.site = :site AND p.as_of = (:as_of AT TIME ZONE :zone)::date - 1
ORDER BY p.place
LIMIT 25
