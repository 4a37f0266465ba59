-- How customers stood at the end of any day, and what a site is: said once, for all panels.
CREATE VIEW footfall.site AS
SELECT s.name, s.title, s.zone, s.currency, s.language FROM footfall_store.site s;
COMMENT ON VIEW footfall.site IS 'Sites as the configuration last declared them.';
COMMENT ON COLUMN footfall.site.name IS 'Short name.';
COMMENT ON COLUMN footfall.site.title IS 'Name for people.';
COMMENT ON COLUMN footfall.site.zone IS 'Time zone of its days and hours.';
COMMENT ON COLUMN footfall.site.currency IS 'Currency of its sums (ISO 4217).';
COMMENT ON COLUMN footfall.site.language IS 'Language of its pages (BCP 47).';

CREATE FUNCTION footfall.customer_standing(of_site text, as_of timestamptz)
RETURNS TABLE (
  person bigint, orders bigint, first_order_at timestamptz, last_order_at timestamptz,
  spent numeric, lifecycle text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH site AS (
    SELECT s.name, s.currency, (as_of AT TIME ZONE s.zone)::date AS day
    FROM footfall.site s
    WHERE s.name = of_site
  ), buyer AS (
    SELECT o.person, count(*) AS orders, min(o.at) AS first_order_at, max(o.at) AS last_order_at,
      sum(o.amount) FILTER (WHERE coalesce(o.currency, s.currency) = s.currency) AS spent
    FROM footfall.customer_order o
    JOIN site s ON s.name = o.site
    WHERE o.at < as_of AND o.person IS NOT NULL
    GROUP BY o.person
  ), holder AS (
    SELECT DISTINCT b.person
    FROM footfall.subscription b
    JOIN site s ON s.name = b.site
    WHERE b.person IS NOT NULL AND b.started < s.day AND (b.ended IS NULL OR b.ended >= s.day)
  )
  SELECT coalesce(b.person, h.person), coalesce(b.orders, 0), b.first_order_at, b.last_order_at,
    coalesce(b.spent, 0),
    footfall.lifecycle(coalesce(b.orders, 0), b.last_order_at, h.person IS NOT NULL, as_of)
  FROM buyer b
  FULL JOIN holder h ON h.person = b.person
$$;
COMMENT ON FUNCTION footfall.customer_standing(text, timestamptz) IS
  'Whoever ordered before an instant or had a subscription that ran then: orders, what was spent in the currency of the site, and the lifecycle by footfall.lifecycle. Whoever is not among them is a prospect.';
ALTER VIEW footfall.site OWNER TO footfall_owner;
ALTER FUNCTION footfall.customer_standing(text, timestamptz) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.customer_standing(text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.customer_standing(text, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;
GRANT SELECT ON footfall.site TO footfall_ingest, footfall_report, footfall_analyst;
