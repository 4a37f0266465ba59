-- question: How many may be sent news?
-- figure: sentence
-- text:
--   - ["{given:person:persons} of {persons} known may be sent news, {given_share}."]
--   - ["{asked:person has:persons have} not confirmed it yet."]
--   - ["{began:person:persons} allowed it in these {days:day:days}, and {ended} took it back."]
--   - ["{never:person was:persons were} never asked."]
--   - ["{suppressed:person:persons} must not be written to."]
-- formats: {given_share: share}
WITH decision AS (
  SELECT at, status <> 'withdrawn' AS is_given, lag(status <> 'withdrawn') OVER (
      PARTITION BY person ORDER BY at, status) AS was_given
  FROM footfall.consent
  WHERE site = :site AND purpose = 'news' AND status <> 'asked' AND at < :until
    AND person NOT IN (
      SELECT v.person FROM footfall.vendor_person_as_of(:site, :told_until) v)
), move AS (
  SELECT
    count(*) FILTER (WHERE is_given AND was_given IS NOT TRUE) AS began,
    count(*) FILTER (WHERE NOT is_given AND was_given) AS ended
  FROM decision
  WHERE at >= :from
), known AS (
  SELECT
    count(*) AS persons,
    count(*) FILTER (WHERE n.is_wanted) AS given,
    count(*) FILTER (WHERE n.state = 'asked') AS asked,
    count(*) FILTER (WHERE n.state = 'suppressed') AS suppressed,
    count(*) FILTER (WHERE n.state IS NULL) AS never
  FROM footfall.person p
  LEFT JOIN footfall.news_as_of(:site, :told_until) n ON n.person = p.person
  WHERE p.site = :site AND p.known_since < :as_of
    AND p.person NOT IN (SELECT v.person FROM footfall.vendor_person_as_of(:site, :told_until) v)
)
SELECT
  nullif(known.persons, 0) AS persons,
  known.given,
  known.given::double precision / nullif(known.persons, 0) AS given_share,
  nullif(known.asked, 0) AS asked,
  nullif(known.never, 0) AS never,
  nullif(known.suppressed, 0) AS suppressed,
  CASE WHEN move.began + move.ended > 0 THEN move.began END AS began,
  move.ended
FROM known, move
