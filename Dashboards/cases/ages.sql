-- question: How old are the open cases?
-- figure: heatmap
-- x: age
-- y: kind
-- colour: cases
-- unit: cases
-- finding: ["Most open cases are {top_y}, {top_x}: {top_value}"]
-- note: At the end of the newest day, since the complaint or the question.
WITH aged AS (
  SELECT CASE kind WHEN 'complaint' THEN 'complaints' ELSE 'questions' END AS kind,
    width_bucket(extract(epoch FROM :as_of - opened_at)::double precision / 86400,
      ARRAY[0, 1, 3, 7, 28, 90]::double precision[]) AS place
  FROM footfall.case_as_of(:site, :as_of)
  WHERE closed_at IS NULL
)
SELECT k.kind, b.age, count(a.place) AS cases
FROM (VALUES (1, 'complaints'), (2, 'questions')) AS k (rank, kind)
CROSS JOIN (VALUES (1, 'under 1 day'), (2, '1 to 3 days'), (3, '3 to 7 days'),
  (4, '1 to 4 weeks'), (5, '1 to 3 months'), (6, 'older')) AS b (place, age)
LEFT JOIN aged a ON a.kind = k.kind AND a.place = b.place
GROUP BY k.rank, k.kind, b.place, b.age
ORDER BY k.rank, b.place
