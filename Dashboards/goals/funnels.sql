-- question: Where do the ways to a goal end?
-- figure: funnel
-- colour: funnel
-- step: step
-- people: reached
-- time: seconds
-- unit: visits, or people where the steps may lie in several visits
-- columns: {funnel: Funnel, place: No., step: Step, reached: Reached, first_share: Of the first, before_share: Of the step before, left_there: Left before it, people: People, persons: Known persons, seconds: Time since}
-- formats: {first_share: share, before_share: share, seconds: seconds}
-- limit: 40
-- finding: ["{way}: {last_share} of those who begin come to the end"]
-- note: The time since the step before is the median.
WITH step AS (
  SELECT t.funnel_place, t.funnel_title, t.is_strict, t.within_seconds, f.place, f.step,
    coalesce(f.visits, f.people) AS reached, f.people, f.persons, f.median_seconds
  FROM (
    SELECT DISTINCT funnel, funnel_place, funnel_title, is_strict, within_seconds
    FROM footfall.funnel_step
    WHERE site = :site
  ) AS t
  CROSS JOIN LATERAL footfall.funnel(:site, t.funnel, :from, :until, :segment, :told_until) f
), told AS (
  SELECT s.funnel_place, s.funnel_title || CASE WHEN s.is_strict THEN ', page by page' ELSE '' END
      || CASE WHEN s.within_seconds % 86400 = 0
        THEN ', within ' || s.within_seconds / 86400 || ' days'
        WHEN s.within_seconds IS NOT NULL
        THEN ', within ' || round(s.within_seconds / 3600.0, 1) || ' hours' ELSE '' END AS funnel,
    s.place, s.step, s.reached, s.people, s.persons, s.median_seconds,
    lag(s.reached) OVER way AS before, first_value(s.reached) OVER way AS first
  FROM step s
  WINDOW way AS (PARTITION BY s.funnel_place ORDER BY s.place)
)
SELECT funnel, place, step, reached, reached::double precision / nullif(first, 0) AS first_share,
  reached::double precision / nullif(before, 0) AS before_share, before - reached AS left_there,
  people, persons, median_seconds AS seconds
FROM told
ORDER BY funnel_place, place
