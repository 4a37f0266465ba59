-- question: Which kinds of customers are there?
-- figure: bar
-- label: segment
-- value: customers
-- unit: customers
-- heading: segment
-- finding: ["{top}: {top_value} of {total:customer:customers}"]
-- note: By how long ago the last order is and on how many days they ordered; which cells have which name stands at the foot of the page. `footfall person list --segment` names them.
-- empty: Told as of the newest day; where there are too few to say, the head of the page says so.
-- definitions:
--   Segment: >-
--     by the scores of recency (R) and frequency (F) of the grid: hibernating R1-2 F1-2, at risk R1-2 F3-4,
--     can't lose R1-2 F5, about to sleep R3 F1-2, need attention R3 F3, loyal R3-4 F4-5, promising R4 F1,
--     new R5 F1, potential loyalist R4-5 F2-3, champions R5 F4-5; the names are widely copied
SELECT upper(left(segment, 1)) || substr(segment, 2) AS segment, count(*) AS customers
FROM footfall.customer_score
WHERE site = :site AND as_of = (:as_of AT TIME ZONE :zone)::date - 1 AND segment IS NOT NULL
GROUP BY segment
ORDER BY customers DESC, segment COLLATE "C"
