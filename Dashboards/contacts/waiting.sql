-- question: What waits for an answer now?
-- figure: column
-- x: age
-- y: conversations
-- unit: conversations
-- finding: ["{total:conversation waits:conversations wait} for an answer, most of them for {top}"]
-- note: At the end of the newest day, by the first message since our last word to the person, on whatever way, and since its case was closed last; of all years. Vendors are left out. Who waits stands on the page of persons.
WITH waiting AS (
  SELECT extract(epoch FROM :as_of - since)::double precision / 86400 AS days
  FROM footfall.unanswered(:site, :as_of)
  WHERE person IS NULL
    OR person NOT IN (SELECT v.person FROM footfall.vendor_person_as_of(:site, :told_until) v)
), aged AS (
  SELECT width_bucket(days, ARRAY[0, 1, 3, 7, 28]::double precision[]) AS place,
    count(*) AS conversations
  FROM waiting
  GROUP BY 1
)
SELECT age, coalesce(conversations, 0) AS conversations
FROM (VALUES (1, 'under 1 day'), (2, '1 to 3 days'), (3, '3 to 7 days'), (4, '1 to 4 weeks'),
  (5, 'over 4 weeks')) AS bucket (place, age)
LEFT JOIN aged USING (place)
ORDER BY place
