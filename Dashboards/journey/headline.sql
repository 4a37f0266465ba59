-- question: How far are people?
-- figure: sentence
-- text:
--   - ["{persons:person is:persons are} on the way to an order, or to feedback on one.", "Nobody is on the way to an order."]
--   - ["{planning} plan, {enquiry} asked, {ordered} ordered, {delivery} have what they ordered, {feedback} said how it was.", ""]
--   - ["{stuck:person is:persons are} stuck."]
--   - ["From the first question to the order it takes {days:day:days} or less in half of the cases."]
WITH now AS (
  SELECT stage, is_stuck FROM footfall.journey_now(:site, :as_of, :told_until)
  WHERE (:segment IS NULL OR person IN (
      SELECT p.person FROM footfall.segment_person(:site, :segment, :previous_from, :until) p))
), way AS (
  SELECT extract(epoch FROM ordered_at - enquired_at) / 86400 AS days
  FROM footfall.journey(:site, :as_of, :told_until)
  WHERE ordered_at > enquired_at
    AND (:segment IS NULL OR person IN (
      SELECT p.person FROM footfall.segment_person(:site, :segment, :previous_from, :until) p))
    AND ordered_at >= (:as_of AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
)
SELECT
  nullif(count(*), 0) AS persons,
  CASE WHEN count(*) > 0 THEN count(*) FILTER (WHERE stage = 'planning') END AS planning,
  count(*) FILTER (WHERE stage = 'enquiry') AS enquiry,
  count(*) FILTER (WHERE stage = 'order') AS ordered,
  count(*) FILTER (WHERE stage = 'delivery') AS delivery,
  count(*) FILTER (WHERE stage = 'feedback') AS feedback,
  nullif(count(*) FILTER (WHERE is_stuck), 0) AS stuck,
  (SELECT ceil(percentile_cont(0.5) WITHIN GROUP (ORDER BY days))::integer FROM way) AS days
FROM now
