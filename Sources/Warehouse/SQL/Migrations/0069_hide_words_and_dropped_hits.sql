-- What a link names as its source is a word that anybody may have written: pages show it where several came by
-- it. And of a time whose hits are dropped nothing that is counted by hits is known.
ALTER TABLE footfall_store.visit_source ADD COLUMN is_word boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN footfall_store.visit_source.is_word IS 'Whether the name is a word of the link and in none of the lists; else it is a name of the lists or the domain of the referrer.';
-- Until the rules look at them, words are what a link names that is not the referrer's own name.
UPDATE footfall_store.visit_source v SET is_word = true
FROM footfall_store.query q
WHERE q.id = v.query AND v.name IS NOT NULL
  AND q.text ~* '(^|&)(utm_source|mtm_source|pk_source|source|ref)='
  AND NOT EXISTS (
    SELECT FROM footfall_store.visit_source o WHERE o.site = v.site AND o.name = v.name AND o.query = 0);

CREATE FUNCTION footfall.rare_source(of_site text, since timestamptz, before timestamptz)
RETURNS TABLE (source_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH word AS MATERIALIZED (
    SELECT i.id AS site, v.name
    FROM footfall_store.site i
    JOIN footfall_store.visit_source v ON v.site = i.id
    WHERE i.name = rare_source.of_site AND v.name IS NOT NULL
    GROUP BY i.id, v.name
    HAVING bool_and(v.is_word)
  ), known AS (
    -- A browser has another key in each salt period: who came in two may be one.
    SELECT w.name, count(DISTINCT s.visitor) AS visitors
    FROM word w
    JOIN footfall_store.visit_source v ON v.site = w.site AND v.name = w.name
    JOIN footfall_store.session s ON s.site = v.site AND coalesce(s.entry_referrer, 0) = v.referrer
      AND coalesce(s.entry_query, 0) = v.query
    WHERE s.audience = 0 AND s.first_at >= rare_source.since AND s.first_at < rare_source.before
    GROUP BY w.name, (SELECT max(a.period_start) FROM footfall_store.salt a
      WHERE a.site = s.site AND a.period_start <= s.first_at)
  )
  SELECT w.name
  FROM word w
  LEFT JOIN known k ON k.name = w.name
  GROUP BY w.name
  HAVING coalesce(max(k.visitors), 0) < footfall.fewest_persons()
$$;
COMMENT ON FUNCTION footfall.rare_source(text, timestamptz, timestamptz) IS 'Names of sources that links alone gave, and by which fewer than footfall.fewest_persons() came in [since, before): for pages that name nobody.';

CREATE FUNCTION footfall.hits_dropped_before(of_site text, since timestamptz) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT x.sealed_until
  FROM footfall.seal x
  JOIN footfall_store.site i ON i.name = x.site
  WHERE x.site = hits_dropped_before.of_site
    AND hits_dropped_before.since < x.sealed_until::timestamp AT TIME ZONE i.zone
$$;
COMMENT ON FUNCTION footfall.hits_dropped_before(text, timestamptz) IS 'The day before which the hits of a site are dropped, where some since the instant are; null where all of them are kept. What is counted by hits is not known any more of such a time, and not 0.';

ALTER FUNCTION footfall.hits_dropped_before(text, timestamptz) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.hits_dropped_before(text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.hits_dropped_before(text, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;
ALTER FUNCTION footfall.rare_source(text, timestamptz, timestamptz) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.rare_source(text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.rare_source(text, timestamptz, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;
