-- question: Is the site well?
-- figure: sentence
-- text:
--   - ["{failed:answer was:answers were} errors of the server, {failed_share} of {hits:hit:hits}.", "No answer of {hits} was an error of the server."]
--   - ["{missing_share} of the hits asked for something that is not there."]
-- formats: {failed_share: share, missing_share: share}
SELECT
  nullif(count(*), 0) AS hits,
  nullif(count(*) FILTER (WHERE status >= 500), 0) AS failed,
  nullif(avg((coalesce(status, 0) >= 500)::int)::double precision, 0) AS failed_share,
  avg((coalesce(status, 0) IN (404, 410) AND kind = 'error')::int)::double precision
    AS missing_share
FROM footfall.event
WHERE site = :site AND at >= :from AND at < :until
