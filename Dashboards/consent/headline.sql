-- question: How many may be sent news?
-- figure: sentence
-- text:
--   - ["{given:person:persons} of {persons} known may be sent news, {given_share}."]
--   - ["{asked:person has:persons have} not confirmed it yet."]
--   - ["{began:person:persons} allowed it in these {days:day:days}, and {ended} took it back."]
--   - ["{never:person was:persons were} never asked."]
-- formats: {given_share: share}
WITH decision AS (
  SELECT at, status <> 'withdrawn' AS is_given, lag(status <> 'withdrawn') OVER (
      PARTITION BY person ORDER BY at, status) AS was_given
  FROM footfall.consent
  WHERE site = :site AND purpose = 'news' AND status <> 'asked' AND at < :until
), move AS (
  SELECT
    count(*) FILTER (WHERE is_given AND was_given IS NOT TRUE) AS began,
    count(*) FILTER (WHERE NOT is_given AND was_given) AS ended
  FROM decision
  WHERE at >= :from
), known AS (
  SELECT
    count(*) AS persons,
    count(*) FILTER (WHERE c.is_given AND s.person IS NULL) AS given,
    count(*) FILTER (WHERE c.status = 'asked') AS asked,
    count(*) FILTER (WHERE c.status IS NULL) AS never
  FROM footfall.person p
  LEFT JOIN footfall.consent_as_of(:site, :told_until) c
    ON c.person = p.person AND c.purpose = 'news'
  LEFT JOIN (
    SELECT DISTINCT person
    FROM footfall.suppression
    WHERE site = :site AND since < coalesce(:told_until, 'infinity')
  ) s ON s.person = p.person
  WHERE p.site = :site AND p.known_since < :as_of
)
SELECT
  nullif(known.persons, 0) AS persons,
  known.given,
  known.given::double precision / nullif(known.persons, 0) AS given_share,
  nullif(known.asked, 0) AS asked,
  nullif(known.never, 0) AS never,
  CASE WHEN move.began + move.ended > 0 THEN move.began END AS began,
  move.ended
FROM known, move
