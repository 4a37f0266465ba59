-- question: How many cases are open, and who waits longest?
-- figure: sentence
-- text:
--   - ["{open:case is:cases are} open, the oldest for {oldest}.", "No case is open."]
--   - ["{complaints:complaint is:complaints are} among them.", ""]
--   - ["{ownerless:case has:cases have} no owner.", ""]
--   - ["{closed:complaint was:complaints were} closed during {days:day:days}, half of them within {half}.", ""]
-- formats: {oldest: seconds, half: seconds}
WITH service_case AS (
  SELECT kind, opened_at, owner, closed_at, closed_at IS NULL AS is_open
  FROM footfall.case_as_of(:site, :as_of)
)
SELECT
  nullif(count(*) FILTER (WHERE is_open), 0) AS open,
  extract(epoch FROM :as_of - min(opened_at) FILTER (WHERE is_open))::double precision AS oldest,
  nullif(count(*) FILTER (WHERE is_open AND kind = 'complaint'), 0) AS complaints,
  nullif(count(*) FILTER (WHERE is_open AND owner IS NULL), 0) AS ownerless,
  nullif(count(*) FILTER (
    WHERE kind = 'complaint' AND closed_at >= :from AND closed_at < :until), 0) AS closed,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM closed_at - opened_at))
    FILTER (WHERE kind = 'complaint' AND closed_at >= :from AND closed_at < :until) AS half
FROM service_case
