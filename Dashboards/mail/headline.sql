-- question: How much mail came in, and what came back?
-- figure: sentence
-- text:
--   - ["Mail {came.rose}.", "{came:message:messages} came in by mail during {days:day:days}."]
--   - ["People wrote {human_share} of it."]
--   - ["Of {sent:message:messages} that went out {back_share} came back.", "Of {sent:message:messages} that went out none is known to have come back."]
--   - ["{complaints:complaint was:complaints were} reported."]
-- formats: {human_share: share, back_share: share}
WITH mail AS (
  SELECT id, at >= :from AS is_now, direction, class
  FROM footfall.message
  WHERE site = :site AND channel = 'email' AND at >= :previous_from AND at < :until
    AND (at >= :from OR at < :previous_until)
), back AS (
  SELECT DISTINCT original
  FROM footfall.bounce
  WHERE site = :site AND kind IN ('hard', 'soft', 'block') AND is_believed AND at < :as_of
    AND original IS NOT NULL
)
SELECT
  nullif(count(*) FILTER (WHERE is_now AND direction = 'inbound'), 0) AS came,
  count(*) FILTER (WHERE NOT is_now AND direction = 'inbound') AS previous_came,
  count(*) FILTER (WHERE is_now AND direction = 'inbound' AND class = 'human')::double precision
    / nullif(count(*) FILTER (WHERE is_now AND direction = 'inbound'), 0) AS human_share,
  nullif(count(*) FILTER (WHERE is_now AND direction = 'outbound'), 0) AS sent,
  nullif(count(back.original) FILTER (WHERE is_now AND direction = 'outbound'), 0)::double precision
    / nullif(count(*) FILTER (WHERE is_now AND direction = 'outbound'), 0) AS back_share,
  (SELECT nullif(count(*), 0) FROM footfall.bounce
  WHERE site = :site AND kind = 'complaint' AND is_believed AND at >= :from AND at < :until) AS complaints
FROM mail
LEFT JOIN back ON back.original = mail.id
