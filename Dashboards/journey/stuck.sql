-- question: In which stage do people stand still?
-- figure: table
-- columns: {stage: Stage, persons: Persons, stuck: Stuck, share: Share, after: After days, longest: Longest}
-- formats: {share: share}
-- finding: ["{total:person is:persons are} stuck, most in the stage {worst}", "Nobody is stuck"]
-- note: Longest is how many days the one who waits longest has been in the stage. Who they are stands in the persons' folder.
WITH stage AS (
  SELECT CASE stage WHEN 'planning' THEN 1 WHEN 'enquiry' THEN 2 ELSE 3 END AS place,
    initcap(stage) AS stage, count(*) AS persons, count(*) FILTER (WHERE is_stuck) AS stuck,
    max(patience) AS after, max(days) FILTER (WHERE is_stuck) AS longest
  FROM footfall.journey_now(:site, :as_of, :told_until)
  WHERE patience IS NOT NULL
    AND (:segment IS NULL OR person IN (
      SELECT p.person FROM footfall.segment_person(:site, :segment, :previous_from, :until) p))
  GROUP BY stage
)
SELECT stage, persons, stuck, stuck::double precision / persons AS share, after, longest,
  (SELECT nullif(sum(stuck), 0)::bigint FROM stage) AS total,
  (SELECT lower(stage) FROM stage WHERE stuck > 0 ORDER BY stuck DESC, place LIMIT 1) AS worst
FROM stage
ORDER BY place
