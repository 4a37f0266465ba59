-- Who sends form after form and sees nothing is no person; by what stored sessions were judged is known.
CREATE OR REPLACE FUNCTION footfall.behaviour_name(behaviour smallint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (ARRAY['robots', 'probing', 'many_pages', 'no_assets', 'hammering'])[behaviour];
COMMENT ON FUNCTION footfall.behaviour_name(smallint) IS 'Name of a sign that a visitor is no person: it asked for robots.txt, it probed for weaknesses, it opened 200 pages in a session, it opened 10 pages without an asset, it sent five forms and saw nothing.';

DROP FUNCTION footfall_store.behaviour_sign(smallint[], integer, integer, integer, integer, integer, integer);
CREATE FUNCTION footfall_store.behaviour_sign(
  signs smallint[], pages integer, downloads integer, submissions integer, errors integer,
  assets integer, robots integer, probes integer
) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN 1 = ANY (signs) AND robots > 0 THEN 1
  WHEN 2 = ANY (signs) AND (probes >= 2 OR errors >= 30 AND errors > 4 * (pages + downloads)) THEN 2
  WHEN 3 = ANY (signs) AND pages >= 200 THEN 3
  WHEN 4 = ANY (signs) AND pages >= 10 AND assets = 0 THEN 4
  WHEN 5 = ANY (signs) AND submissions >= 5 AND pages + downloads + assets = 0 THEN 5
END::smallint;
COMMENT ON FUNCTION footfall_store.behaviour_sign(smallint[], integer, integer, integer, integer, integer, integer, integer) IS 'The first sign that a session is no person''s; null for people.';

ALTER TABLE footfall_store.session
  DROP CONSTRAINT session_behaviour_check,
  ADD CONSTRAINT session_behaviour_check CHECK (behaviour BETWEEN 1 AND 5);

ALTER TABLE footfall_store.site
  ALTER COLUMN bot_signs SET DEFAULT '{1,2,3,4,5}',
  ADD COLUMN told_signs smallint[] NOT NULL DEFAULT '{}',
  ADD COLUMN told_kinds smallint NOT NULL DEFAULT 0;
UPDATE footfall_store.site SET told_signs = bot_signs;
COMMENT ON COLUMN footfall_store.site.told_signs IS 'Signs by which all its stored sessions were judged; newer ones may be judged by bot_signs already.';
COMMENT ON COLUMN footfall_store.site.told_kinds IS 'Version of the rules by which all its stored hits were told apart; newer ones may be told by newer rules.';
COMMENT ON COLUMN footfall.session.behaviour IS 'Why the visitor is a bot although the agent is a person''s: robots, probing, many_pages, no_assets or hammering.';
COMMENT ON COLUMN footfall.session.probes IS 'Requests for what only an attacker asks for; each is counted as an error too.';

CREATE FUNCTION footfall.judged_otherwise(kind_rules smallint, of_sites text[], signs text[])
RETURNS TABLE (site text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.name
  FROM footfall_store.site i
  JOIN unnest(of_sites, signs) AS n (site, signs) ON n.site = i.name
  WHERE i.told_kinds <> judged_otherwise.kind_rules OR i.told_signs <> n.signs::smallint[]
  ORDER BY i.name
$$;
COMMENT ON FUNCTION footfall.judged_otherwise(smallint, text[], text[]) IS 'Which of these sites have hits or sessions that were told by rules for hits of another version than this, or by other signs than those beside the site.';

ALTER FUNCTION footfall_store.behaviour_sign(smallint[], integer, integer, integer, integer, integer, integer, integer) OWNER TO footfall_owner;
ALTER FUNCTION footfall.judged_otherwise(smallint, text[], text[]) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.behaviour_sign(smallint[], integer, integer, integer, integer, integer, integer, integer),
  footfall.judged_otherwise(smallint, text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.behaviour_sign(smallint[], integer, integer, integer, integer, integer, integer, integer) TO footfall_ingest;
GRANT EXECUTE ON FUNCTION footfall.judged_otherwise(smallint, text[], text[]) TO footfall_ingest, footfall_report;
