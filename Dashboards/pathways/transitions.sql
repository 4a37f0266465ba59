-- question: Where do visits go from each page?
-- figure: matrix
-- x: to
-- y: from
-- colour: share
-- format: share
-- heading: from
-- finding: ["From {top_y} {top_value} go on to {top_x}"]
-- note: Share of all times that the page was left, in the newest visits of 90 days; the ten pages that were left most.
-- empty: Told as of the newest day; where there are too few to say, the head of the page says so.
WITH step AS (
  SELECT place, from_page, to_page, share
  FROM footfall.page_transition
  WHERE site = :site AND as_of = (:as_of AT TIME ZONE :zone)::date - 1
), page AS (
  SELECT from_page AS page, min(place) AS place
  FROM step
  GROUP BY from_page
  ORDER BY place
  LIMIT 10
), next AS (
  SELECT page, place FROM page
  UNION ALL
  SELECT NULL, 1000000
)
SELECT p.page AS "from", coalesce(n.page, 'nowhere else') AS "to", coalesce(s.share, 0) AS share
FROM page p
CROSS JOIN next n
LEFT JOIN step s ON s.from_page = p.page AND s.to_page IS NOT DISTINCT FROM n.page
ORDER BY p.place, n.place
