-- What persons allowed at an instant, so that the pages of a past day tell what held then.
CREATE FUNCTION footfall.consent_as_of(of_site text, as_of timestamptz)
RETURNS TABLE (
  site text, person bigint, purpose text, status text, is_given boolean, basis text, proof text,
  at timestamptz
)
LANGUAGE sql STABLE AS $$
  SELECT DISTINCT ON (c.person, c.purpose)
    c.site, c.person, c.purpose, c.status, c.status IN ('given', 'confirmed'), c.basis, c.proof, c.at
  FROM (
    SELECT d.site, d.person, d.purpose, d.status, d.basis, d.proof, d.at,
      first_value(d.status) OVER (
        PARTITION BY d.person, d.purpose, d.decision ORDER BY d.at, d.status) AS decided
    FROM (
      SELECT s.site, s.person, s.purpose, s.status, s.basis, s.proof, s.at,
        count(*) FILTER (WHERE s.status <> 'asked') OVER (
          PARTITION BY s.person, s.purpose ORDER BY s.at, s.status) AS decision
      FROM footfall.consent s
      WHERE s.site = of_site AND (consent_as_of.as_of IS NULL OR s.at < consent_as_of.as_of)
    ) d
  ) c
  WHERE c.status <> 'asked' OR c.decided NOT IN ('given', 'confirmed')
  ORDER BY c.person, c.purpose, c.at DESC, c.status DESC, c.basis
$$;
COMMENT ON FUNCTION footfall.consent_as_of(text, timestamptz) IS
  'What persons of a site allowed just before an instant, null for the present: the last word then, as footfall.consent_state tells the last of all.';
ALTER FUNCTION footfall.consent_as_of(text, timestamptz) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.consent_as_of(text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.consent_as_of(text, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;
