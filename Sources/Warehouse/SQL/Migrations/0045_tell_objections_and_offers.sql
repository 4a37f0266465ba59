-- What a person has against buying belongs to the person's story; and how many who see a form complete
-- it is one number, wherever it is shown.
CREATE OR REPLACE FUNCTION footfall.person_timeline(of_site text, of_person bigint)
RETURNS TABLE (
  at timestamptz, kind text, direction text, topic text, subject text, detail text,
  amount numeric, currency text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.at, c.channel, c.direction, c.topic, coalesce(nullif(c.subject, ''), c.form), c.excerpt,
    NULL::numeric, NULL::text
  FROM footfall.contact c WHERE c.site = of_site AND c.person = of_person
  UNION ALL
  SELECT a.at, a.kind, NULL, NULL, a.subject, a.note, NULL, NULL
  FROM footfall.activity a WHERE a.site = of_site AND a.person = of_person AND a.kind = 'note'
  UNION ALL
  SELECT a.at, 'objection', 'inbound', NULL, a.objection, a.outcome, NULL, NULL
  FROM footfall.activity a
  WHERE a.site = of_site AND a.person = of_person AND a.objection IS NOT NULL
  UNION ALL
  SELECT a.next_at::timestamp AT TIME ZONE s.zone, 'next action', 'outbound', NULL, a.next_action,
    a.staff, NULL, NULL
  FROM footfall.activity a JOIN footfall_store.site s ON s.name = a.site
  WHERE a.site = of_site AND a.person = of_person AND a.next_at IS NOT NULL
  UNION ALL
  SELECT o.at, 'order', 'inbound', NULL, o.number, o.status, o.amount,
    coalesce(o.currency, s.currency)
  FROM footfall.customer_order o JOIN footfall_store.site s ON s.name = o.site
  WHERE o.site = of_site AND o.person = of_person
  UNION ALL
  SELECT t.at, 'order status', NULL, NULL, t.order_number, t.status, NULL, NULL
  FROM footfall.customer_order o
  JOIN footfall.order_status t ON t.site = o.site AND t.order_number = o.number
  WHERE o.site = of_site AND o.person = of_person
  UNION ALL
  SELECT h.sent_at, 'shipment', 'outbound', NULL, h.order_number,
    concat_ws(' ', h.carrier, h.tracking), NULL, NULL
  FROM footfall.customer_order o
  JOIN footfall.shipment h ON h.site = o.site AND h.order_number = o.number
  WHERE o.site = of_site AND o.person = of_person AND h.sent_at IS NOT NULL
  UNION ALL
  SELECT d.day::timestamp AT TIME ZONE s.zone, d.what, d.direction, NULL, b.product, b.number,
    b.price, coalesce(b.currency, s.currency)
  FROM footfall.subscription b JOIN footfall_store.site s ON s.name = b.site
  CROSS JOIN LATERAL (VALUES
    (b.started, 'subscription', 'inbound'), (b.ended, 'subscription ended', 'inbound'),
    (CASE WHEN b.ended IS NULL THEN b.renews_on END, 'renewal', NULL)) AS d (day, what, direction)
  WHERE b.site = of_site AND b.person = of_person AND d.day IS NOT NULL
  UNION ALL
  SELECT coalesce(w.at, w.as_of), 'wish', 'inbound', NULL, w.product, NULL, NULL, NULL
  FROM footfall.wish w WHERE w.site = of_site AND w.person = of_person
  UNION ALL
  SELECT a.at, 'survey', 'inbound', a.topic, a.survey, concat_ws(': ', a.question, a.answer),
    NULL, NULL
  FROM footfall.survey_answer a WHERE a.site = of_site AND a.person = of_person
  UNION ALL
  SELECT v.from_at, 'browsing', 'inbound', NULL, v.entry_page,
    concat_ws(', ', v.pages || ' pages', nullif(v.downloads, 0) || ' downloads',
      'last ' || v.exit_page), NULL, NULL
  FROM footfall.person_visit v WHERE v.site = of_site AND v.person = of_person AND v.is_visit
$$;

CREATE FUNCTION footfall.form_completion(of_site text, since timestamptz, before timestamptz)
RETURNS TABLE (form text, page text, seen bigint, completed bigint, failed bigint)
LANGUAGE sql STABLE AS $$
  WITH form AS (
    SELECT DISTINCT form, page
    FROM footfall.contact
    WHERE site = of_site AND channel = 'form' AND direction = 'inbound' AND page <> ''
      AND at < before
  ), seen AS MATERIALIZED (
    SELECT DISTINCT f.form, f.page, v.visitor, v.visit
    FROM form f
    JOIN footfall.page_view(of_site, since, before) v ON v.page = f.page
  ), post AS MATERIALIZED (
    -- No visit that began in the period lasts longer than this.
    SELECT visitor, at, page, status < 400 AS is_taken
    FROM footfall.event
    WHERE site = of_site AND method = 'POST' AND page IN (SELECT page FROM form)
      AND at >= since AND at < before + interval '50 hours'
  ), sent AS (
    SELECT n.form, n.page, n.visitor, n.visit, bool_or(p.is_taken) AS is_taken
    FROM seen n
    JOIN footfall.session s ON s.site = of_site AND s.visitor = n.visitor AND s.started_at = n.visit
    JOIN post p ON p.visitor = n.visitor AND p.page = n.page
      AND p.at >= s.started_at AND p.at <= s.ended_at
    GROUP BY n.form, n.page, n.visitor, n.visit
  ), tied AS (
    SELECT DISTINCT c.form, c.page, v.visitor, v.started_at AS visit
    FROM footfall.contact_visit v
    JOIN footfall.contact c ON c.site = v.site AND c.id = v.contact
    WHERE v.site = of_site AND c.channel = 'form' AND v.started_at >= since AND v.started_at < before
  )
  SELECT
    n.form,
    n.page,
    count(*),
    count(*) FILTER (WHERE s.is_taken OR t.visitor IS NOT NULL),
    count(*) FILTER (WHERE NOT s.is_taken AND t.visitor IS NULL)
  FROM seen n
  LEFT JOIN sent s USING (form, page, visitor, visit)
  LEFT JOIN tied t USING (form, page, visitor, visit)
  GROUP BY n.form, n.page
$$;
COMMENT ON FUNCTION footfall.form_completion(text, timestamptz, timestamptz) IS
  'Forms of a site whose page is known: visits that began in [since, before) and saw it, that completed it, and to which the server refused it.';
ALTER FUNCTION footfall.form_completion(text, timestamptz, timestamptz) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.form_completion(text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.form_completion(text, timestamptz, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;
