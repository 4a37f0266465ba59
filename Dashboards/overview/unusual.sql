-- question: Which days were unlike others, and why?
-- figure: sentence
-- text:
--   -
--     - "On {day1} {visits1:visit was:visits were} counted where {expected1:is:are} usual; most of it {cause1}."
--     - "On {day1} {visits1:visit was:visits were} counted where {expected1:is:are} usual."
--     - "On {day1} {orders1:order was:orders were} placed where {expected1:is:are} usual; most of it {cause1}."
--     - "On {day1} {orders1:order was:orders were} placed where {expected1:is:are} usual."
--     - "On {day1} {messages1:message:messages} came in where {expected1:is:are} usual; most of it {cause1}."
--     - "On {day1} {messages1:message:messages} came in where {expected1:is:are} usual."
--   -
--     - "On {day2} {visits2:visit was:visits were} counted where {expected2:is:are} usual; most of it {cause2}."
--     - "On {day2} {visits2:visit was:visits were} counted where {expected2:is:are} usual."
--     - "On {day2} {orders2:order was:orders were} placed where {expected2:is:are} usual; most of it {cause2}."
--     - "On {day2} {orders2:order was:orders were} placed where {expected2:is:are} usual."
--     - "On {day2} {messages2:message:messages} came in where {expected2:is:are} usual; most of it {cause2}."
--     - "On {day2} {messages2:message:messages} came in where {expected2:is:are} usual."
--   -
--     - "On {day3} {visits3:visit was:visits were} counted where {expected3:is:are} usual; most of it {cause3}."
--     - "On {day3} {visits3:visit was:visits were} counted where {expected3:is:are} usual."
--     - "On {day3} {orders3:order was:orders were} placed where {expected3:is:are} usual; most of it {cause3}."
--     - "On {day3} {orders3:order was:orders were} placed where {expected3:is:are} usual."
--     - "On {day3} {messages3:message:messages} came in where {expected3:is:are} usual; most of it {cause3}."
--     - "On {day3} {messages3:message:messages} came in where {expected3:is:are} usual."
WITH strange AS (
  SELECT metric, day, value, round(expected) AS expected,
    CASE dimension WHEN 'device' THEN 'on ' ELSE 'from ' END || part || ' ('
      || to_char(round(part_value - part_expected), 'FMS999,999,990') || ')' AS cause,
    row_number() OVER (ORDER BY abs(z) DESC, day DESC, metric) AS place
  FROM footfall.anomaly
  WHERE site = :site AND as_of = (:as_of AT TIME ZONE :zone)::date - 1
    AND day >= (:from AT TIME ZONE :zone)::date AND day < (:until AT TIME ZONE :zone)::date
), shown AS (
  SELECT metric, day, value, expected, cause, row_number() OVER (ORDER BY day, metric) AS place
  FROM strange
  WHERE place <= 3
)
SELECT
  max(day) FILTER (WHERE place = 1) AS day1,
  max(expected) FILTER (WHERE place = 1) AS expected1,
  max(cause) FILTER (WHERE place = 1) AS cause1,
  max(value) FILTER (WHERE place = 1 AND metric = 'visits') AS visits1,
  max(value) FILTER (WHERE place = 1 AND metric = 'orders') AS orders1,
  max(value) FILTER (WHERE place = 1 AND metric = 'messages') AS messages1,
  max(day) FILTER (WHERE place = 2) AS day2,
  max(expected) FILTER (WHERE place = 2) AS expected2,
  max(cause) FILTER (WHERE place = 2) AS cause2,
  max(value) FILTER (WHERE place = 2 AND metric = 'visits') AS visits2,
  max(value) FILTER (WHERE place = 2 AND metric = 'orders') AS orders2,
  max(value) FILTER (WHERE place = 2 AND metric = 'messages') AS messages2,
  max(day) FILTER (WHERE place = 3) AS day3,
  max(expected) FILTER (WHERE place = 3) AS expected3,
  max(cause) FILTER (WHERE place = 3) AS cause3,
  max(value) FILTER (WHERE place = 3 AND metric = 'visits') AS visits3,
  max(value) FILTER (WHERE place = 3 AND metric = 'orders') AS orders3,
  max(value) FILTER (WHERE place = 3 AND metric = 'messages') AS messages3
FROM shown
