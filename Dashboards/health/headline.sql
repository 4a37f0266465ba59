-- question: Is the site well?
-- figure: sentence
-- text:
--   - ["{failed:answer was:answers were} errors of the server, {failed_share} of {hits:hit:hits}.", "No answer of {hits} was an error of the server."]
--   - ["{missing_share} of the hits asked for something that is not there."]
--   - ["{failing:quality statement does:quality statements do} not hold.", "{holding:quality statement holds:quality statements hold}, and none fails."]
-- formats: {failed_share: share, missing_share: share}
SELECT
  nullif(count(*), 0) AS hits,
  nullif(count(*) FILTER (WHERE status >= 500), 0) AS failed,
  nullif(avg((coalesce(status, 0) >= 500)::int)::double precision, 0) AS failed_share,
  avg((coalesce(status, 0) IN (404, 410) AND kind = 'error')::int)::double precision
    AS missing_share,
  max(q.failing) AS failing,
  max(q.holding) AS holding
FROM footfall.event
CROSS JOIN (
  SELECT nullif(count(*) FILTER (WHERE NOT holds), 0) AS failing, count(*) FILTER (WHERE holds) AS holding
  FROM footfall.quality(:site, :as_of)
) q
WHERE site = :site AND at >= :from AND at < :until
