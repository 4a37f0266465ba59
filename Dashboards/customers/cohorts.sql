-- question: Who of those who ordered for the first time ordered again, quarter by quarter?
-- figure: cohort
-- cohort: quarter
-- age: quarters_later
-- value: buyers
-- size: began
-- unit: buyers
-- heading: first order
-- limit: 12
-- finding: ["{share} of those who ordered for the first time ordered again in the quarter after", "{total:buyer:buyers} ordered for the first time in {count:quarter:quarters}"]
-- note: Buyers who ordered in the quarter, as a share of those whose first order fell into the quarter of the row. Quarters that are not over are left open.
WITH sale AS (
  SELECT person, date_trunc('quarter', at AT TIME ZONE :zone) AS quarter
  FROM footfall.sale_as_of(:site, :told_until)
  WHERE person IS NOT NULL AND at < :as_of
), first AS (
  SELECT person, min(quarter) AS quarter FROM sale GROUP BY person
), began AS (
  SELECT quarter, count(*) AS began FROM first GROUP BY quarter ORDER BY quarter DESC LIMIT 12
), age AS (
  -- Only quarters that are over, but the first one always.
  SELECT b.quarter, b.began, n AS quarters_later
  FROM began b
  CROSS JOIN generate_series(0, 11) AS n
  WHERE n = 0 OR b.quarter + (n + 1) * interval '3 months' <= (:as_of AT TIME ZONE :zone)
), again AS (
  SELECT f.quarter, count(DISTINCT s.person) AS buyers,
    ((extract(year FROM s.quarter) - extract(year FROM f.quarter)) * 4
      + extract(quarter FROM s.quarter) - extract(quarter FROM f.quarter))::integer AS quarters_later
  FROM first f
  JOIN sale s ON s.person = f.person
  GROUP BY f.quarter, s.quarter
)
SELECT to_char(a.quarter, 'YYYY "Q"Q') AS quarter, a.quarters_later,
  coalesce(g.buyers, 0) AS buyers, a.began
FROM age a
LEFT JOIN again g ON g.quarter = a.quarter AND g.quarters_later = a.quarters_later
ORDER BY a.quarter, a.quarters_later
