-- question: From where do people come?
-- figure: sentence
-- text:
--   - ["{country_share} of the visits whose place is known came from {country}.", "Of no visit the place is known: give a database of places in the configuration (places), and what is loaded from then on has one."]
--   - ["Places are known since {since}, and of {known_share} of the visits of these days."]
-- formats: {country_share: share, known_share: share}
WITH visit AS (
  SELECT country, network
  FROM footfall.session
  WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = session.visitor AND g.started_at = session.started_at
        AND g.site = :site AND g.segment = :segment))
), country AS (
  SELECT country, count(*) AS visits FROM visit WHERE country IS NOT NULL
  GROUP BY country ORDER BY visits DESC, country COLLATE "C" LIMIT 1
)
SELECT
  (SELECT country FROM country) AS country,
  (SELECT visits FROM country)::double precision
    / nullif(count(*) FILTER (WHERE country IS NOT NULL), 0) AS country_share,
  (SELECT min(day) FROM footfall.visit_day
   WHERE site = :site AND country IS NOT NULL) AS since,
  CASE WHEN bool_or(country IS NOT NULL)
    THEN avg((country IS NOT NULL)::int)::double precision END AS known_share
FROM visit
