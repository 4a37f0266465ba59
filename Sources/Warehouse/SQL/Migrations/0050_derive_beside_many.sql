-- What comes in of a few persons is derived in the time that these few take, also where a million customers
-- are known.
--
-- To whom visits may be tied is asked of those who said so, and no longer of everybody.
DROP VIEW footfall_store.contact_tie;
DROP VIEW footfall_store.browsing_consent;

CREATE VIEW footfall_store.browsing_consent AS
SELECT n.site, n.id AS person
FROM footfall.consent_state c
JOIN footfall_store.site s ON s.name = c.site AND s.link_browsing = 'consent'
JOIN footfall_store.identity_node n ON n.site = s.id AND n.id = c.person AND n.person = n.id
WHERE c.purpose = 'browsing' AND c.is_given;
COMMENT ON VIEW footfall_store.browsing_consent IS 'To whom visits may be tied, where a site asks for consent to that.';
COMMENT ON COLUMN footfall_store.browsing_consent.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.browsing_consent.person IS 'The person.';

CREATE VIEW footfall_store.contact_tie AS
WITH open AS (
  SELECT c.id, c.site, c.owner, c.at, c.cookie, c.channel, p.id AS page, c.token, c.token_rule
  FROM footfall_store.contact c
  JOIN footfall_store.site s ON s.id = c.site
  LEFT JOIN footfall_store.page p
    ON c.channel = 1 AND c.page_path <> '' AND p.site = c.site AND p.path = c.page_path
  WHERE c.direction = 1 AND s.link_browsing <> 'never'
    AND (c.owner IS NULL OR s.link_browsing = 'always'
      OR (c.site, c.owner) IN (SELECT b.site, b.person FROM footfall_store.browsing_consent b))
), carried AS (
  -- Hits with the token: of the browser whose cookie it is, or that followed a link with it.
  SELECT c.id, e.visitor, e.at, e.cookie
  FROM open c
  JOIN footfall_store.event e ON e.token = c.token AND e.site = c.site
    AND e.at BETWEEN c.at - interval '1 day' AND c.at + interval '10 seconds'
  -- Programs look at links that people send each other.
  WHERE e.audience <> 1
  UNION ALL
  SELECT c.id, e.visitor, e.at, e.cookie
  FROM open c
  JOIN footfall_store.event e ON e.cookie = c.token AND e.site = c.site
    AND e.at BETWEEN c.at - interval '1 day' AND c.at + interval '10 seconds'
), told AS (
  SELECT DISTINCT c.id, c.channel, c.at, c.token_rule AS rule, s.visitor, s.first_at, s.last_at,
    coalesce(h.cookie, h.visitor) AS browser
  FROM carried h
  JOIN open c ON c.id = h.id
  JOIN footfall_store.session s ON s.visitor = h.visitor AND h.at BETWEEN s.first_at AND s.last_at
  -- Who passes a link or an address on gives nobody the visit of somebody who is known.
  WHERE c.owner IS NULL OR coalesce((
    SELECT bool_or(o.person = c.owner)
    FROM footfall_store.visitor_owner o
    WHERE o.visitor = s.visitor AND o.session_at = s.first_at), true)
), mailed AS (
  -- People write when they have left: what counts is the last visit before, of the one browser.
  SELECT id, rule, visitor, first_at,
    rank() OVER (PARTITION BY id ORDER BY first_at DESC) AS place,
    min(browser) OVER (PARTITION BY id) = max(browser) OVER (PARTITION BY id) AS is_one
  FROM told
  WHERE channel = 2 AND first_at <= at
), candidate AS (
  -- Half an hour after the last hit nobody can be taken for the same.
  SELECT c.id, 1::smallint AS rule, o.visitor, o.session_at
  FROM open c
  JOIN footfall_store.visitor_owner o ON o.person = c.owner AND o.site = c.site
  JOIN footfall_store.session s ON s.visitor = o.visitor AND s.first_at = o.session_at
  WHERE c.at >= o.from_at AND c.at < s.last_at + interval '30 minutes'
    AND (c.at < o.until_at OR o.until_at > s.last_at)
  UNION
  SELECT c.id, 2::smallint, s.visitor, s.first_at
  FROM open c
  JOIN footfall_store.event e ON e.cookie = c.cookie AND e.site = c.site
    AND e.at BETWEEN c.at - interval '1 day' AND c.at + interval '10 seconds'
  JOIN footfall_store.session s ON s.visitor = e.visitor AND e.at BETWEEN s.first_at AND s.last_at
  WHERE c.at >= s.first_at - interval '10 seconds' AND c.at < s.last_at + interval '30 minutes'
  UNION
  SELECT id, rule, visitor, first_at
  FROM told
  WHERE channel = 1 AND at >= first_at - interval '10 seconds'
    AND at < last_at + interval '30 minutes'
  UNION
  SELECT id, rule, visitor, first_at FROM mailed WHERE place = 1 AND is_one
  UNION
  SELECT c.id, 5::smallint, s.visitor, s.first_at
  FROM open c
  JOIN footfall_store.event e ON e.kind = 7 AND e.site = c.site AND e.page = c.page
    AND e.at BETWEEN c.at - interval '10 seconds' AND c.at + interval '10 seconds'
  JOIN footfall_store.session s ON s.visitor = e.visitor AND e.at BETWEEN s.first_at AND s.last_at
)
SELECT id AS contact, rule, min(visitor) AS visitor, min(session_at) AS session_at
FROM candidate
GROUP BY id, rule
HAVING count(*) = 1;
COMMENT ON VIEW footfall_store.contact_tie IS 'The visit in which a contact was made, by each rule that tells one and no other.';
COMMENT ON COLUMN footfall_store.contact_tie.contact IS 'The contact.';
COMMENT ON COLUMN footfall_store.contact_tie.rule IS 'The smaller the stronger: see footfall.visit_rule_name.';
COMMENT ON COLUMN footfall_store.contact_tie.visitor IS 'The visitor.';
COMMENT ON COLUMN footfall_store.contact_tie.session_at IS 'Time of the first hit of the session.';

ALTER VIEW footfall_store.browsing_consent OWNER TO footfall_owner;
ALTER VIEW footfall_store.contact_tie OWNER TO footfall_owner;
GRANT SELECT ON footfall_store.browsing_consent, footfall_store.contact_tie TO footfall_ingest;

-- What a large derivation worked with would be read by those after it until it is vacuumed, and the
-- planner would take it for theirs. A backup, which TRUNCATE would wait for, is left in peace.
CREATE FUNCTION footfall_store.clear_arrivals() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF pg_relation_size('footfall_store.arrived_claim') > 1048576 THEN
    BEGIN
      LOCK TABLE footfall_store.arrived_claim, footfall_store.arrived_value,
        footfall_store.touched_value IN ACCESS EXCLUSIVE MODE NOWAIT;
      TRUNCATE footfall_store.arrived_claim, footfall_store.arrived_value,
        footfall_store.touched_value;
      RETURN;
    EXCEPTION WHEN lock_not_available THEN
      NULL;
    END;
  END IF;
  DELETE FROM footfall_store.arrived_claim;
  DELETE FROM footfall_store.arrived_value;
  DELETE FROM footfall_store.touched_value;
END
$$;
COMMENT ON FUNCTION footfall_store.clear_arrivals() IS 'Empties what a derivation works with.';
ALTER FUNCTION footfall_store.clear_arrivals() OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.clear_arrivals() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.clear_arrivals() TO footfall_ingest;
REVOKE DELETE ON footfall_store.arrived_claim, footfall_store.arrived_value,
  footfall_store.touched_value FROM footfall_ingest;
