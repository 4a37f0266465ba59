-- question: How do the channels change from day to day?
-- figure: stacked
-- x: day
-- y: visits
-- colour: channel
-- unit: visits
-- finding: ["{top}: {top_share} of visits; the largest day was {peak}"]
-- note: Local days of the site. The five largest channels of the period by name.
WITH visit AS (
  SELECT day, channel, sum(sessions) AS visits
  FROM footfall.visit_count(:site, :from, :until, :segment)
  WHERE is_visit
  GROUP BY 1, 2
), ranked AS (
  SELECT channel, row_number() OVER (ORDER BY sum(visits) DESC, channel COLLATE "C") AS place
  FROM visit
  GROUP BY channel
), named AS (
  SELECT v.day, CASE WHEN r.place <= 5 THEN v.channel ELSE 'Other channels' END AS channel,
    least(r.place, 6) AS place, sum(v.visits)::bigint AS visits
  FROM visit v
  JOIN ranked r USING (channel)
  GROUP BY 1, 2, 3
), day AS (
  SELECT (:from AT TIME ZONE :zone)::date + place AS day
  FROM generate_series(
    0, (:until AT TIME ZONE :zone)::date - (:from AT TIME ZONE :zone)::date - 1) AS place
)
SELECT d.day, c.channel, coalesce(n.visits, 0) AS visits
FROM day d
CROSS JOIN (SELECT DISTINCT channel, place FROM named) AS c
LEFT JOIN named n ON n.day = d.day AND n.channel = c.channel
ORDER BY c.place, d.day
