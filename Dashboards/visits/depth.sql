-- question: How many pages does a visit see?
-- figure: column
-- x: pages
-- y: visits
-- unit: visits
-- finding: ["Visits of {top} are the most: {top_share}"]
-- note: Page views, repeated ones too; a visit of none took a download only.
WITH bucket (place, pages) AS (
  VALUES (0, 'none'), (1, '1 page'), (2, '2 pages'), (3, '3 pages'), (4, '4 pages'),
    (5, '5 to 9'), (6, '10 or more')
), visit AS (
  SELECT
    CASE WHEN pages >= 10 THEN 6 WHEN pages >= 5 THEN 5 ELSE pages END AS place,
    count(*) AS visits
  FROM footfall.session
  WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
  GROUP BY 1
)
SELECT bucket.pages, coalesce(visits, 0) AS visits
FROM bucket
LEFT JOIN visit USING (place)
ORDER BY place
