-- Pages of persons are read many at a time: what they ask is part of the query that asks, so that it is
-- planned once for all of them, and not anew for each.
CREATE OR REPLACE VIEW footfall.site AS
SELECT s.name, s.title, s.zone, s.currency, s.language, s.profile,
  coalesce(s.session_zone, s.zone) AS session_zone, s.cancelled
FROM footfall_store.site s;
COMMENT ON COLUMN footfall.site.cancelled IS 'States of an order, in lower case, by which it is no purchase.';

-- Whether an order is cancelled is asked once of each, and only of those that are wanted; most stand.
CREATE OR REPLACE FUNCTION footfall.order_as_of(of_site text, as_of timestamptz)
RETURNS TABLE (
  site text, id bigint, person bigint, number text, at timestamptz, name text, amount numeric,
  currency text, items numeric, status text, campaign text, source text, cancelled_at timestamptz
)
LANGUAGE sql STABLE AS $$
  SELECT o.site, o.id, o.person, o.number, o.at, o.name, o.amount, o.currency, o.items, o.status,
    o.campaign, o.source, c.at
  FROM footfall.customer_order o
  CROSS JOIN LATERAL (
    SELECT (
      SELECT min(w.at)
      FROM footfall.order_state w
      WHERE w.id = o.id AND w.is_cancelled
        AND (order_as_of.as_of IS NULL OR w.at < order_as_of.as_of)
        AND NOT EXISTS (
          SELECT FROM footfall.order_state n
          WHERE n.id = o.id AND NOT n.is_cancelled AND n.at > w.at
            AND (order_as_of.as_of IS NULL OR n.at < order_as_of.as_of))) AS at
    OFFSET 0
  ) c
  WHERE order_as_of.of_site IS NULL OR o.site = order_as_of.of_site
$$;

CREATE OR REPLACE FUNCTION footfall.sale_as_of(of_site text, as_of timestamptz)
RETURNS TABLE (
  site text, id bigint, person bigint, number text, at timestamptz, name text, amount numeric,
  currency text, items numeric, status text, campaign text, source text
)
LANGUAGE sql STABLE AS $$
  SELECT o.site, o.id, o.person, o.number, o.at, o.name, o.amount, o.currency, o.items, o.status,
    o.campaign, o.source
  FROM footfall.order_as_of(sale_as_of.of_site, sale_as_of.as_of) o
  -- The planner takes what is null for rare, and half of what is so or not for half.
  WHERE CASE WHEN o.cancelled_at IS NULL THEN true ELSE false END
$$;

CREATE OR REPLACE FUNCTION footfall.person_timeline(of_site text, of_person bigint, as_of timestamptz)
RETURNS TABLE (
  at timestamptz, kind text, direction text, topic text, subject text, detail text,
  amount numeric, currency text
)
LANGUAGE sql STABLE AS $$
  SELECT t.at, t.kind, t.direction, t.topic, t.subject, t.detail, t.amount, t.currency
  FROM (
    SELECT c.at, c.channel AS kind, c.direction, c.topic,
      coalesce(nullif(c.subject, ''), c.form) AS subject, c.excerpt AS detail,
      NULL::numeric AS amount, NULL::text AS currency
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
    FROM footfall.activity a JOIN footfall.site s ON s.name = a.site
    WHERE a.site = of_site AND a.person = of_person AND a.next_at IS NOT NULL
      AND (person_timeline.as_of IS NULL OR a.at < person_timeline.as_of)
    UNION ALL
    SELECT o.at, 'order', 'inbound', NULL, o.number,
      CASE WHEN o.cancelled_at IS NULL THEN w.status
        ELSE concat_ws(', ', CASE WHEN NOT footfall.is_cancelled(w.status, s.cancelled) THEN w.status END,
          'cancelled on ' || to_char(o.cancelled_at AT TIME ZONE s.zone, 'YYYY-MM-DD')) END,
      o.amount, coalesce(o.currency, s.currency)
    FROM footfall.order_as_of(of_site, person_timeline.as_of) o
    JOIN footfall.site s ON s.name = o.site
    LEFT JOIN LATERAL (
      -- The first word holds since the order was placed, unless it is that it is cancelled.
      SELECT h.status
      FROM footfall.customer_order_history h
      WHERE h.id = o.id AND (person_timeline.as_of IS NULL OR h.as_of < person_timeline.as_of
        OR footfall.is_cancelled(h.status, s.cancelled) IS NOT TRUE AND NOT EXISTS (
          SELECT FROM footfall.customer_order_history b WHERE b.id = h.id AND b.as_of < h.as_of))
      ORDER BY h.as_of DESC
      LIMIT 1
    ) w ON true
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
    FROM footfall.subscription b JOIN footfall.site s ON s.name = b.site
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
  ) t
  WHERE person_timeline.as_of IS NULL OR t.at < person_timeline.as_of
$$;
CREATE OR REPLACE FUNCTION footfall.person_timeline(of_site text, of_person bigint)
RETURNS TABLE (
  at timestamptz, kind text, direction text, topic text, subject text, detail text,
  amount numeric, currency text
)
LANGUAGE sql STABLE AS $$
  SELECT t.at, t.kind, t.direction, t.topic, t.subject, t.detail, t.amount, t.currency
  FROM footfall.person_timeline(person_timeline.of_site, person_timeline.of_person, NULL) t
$$;

-- What persons were called on a day, by itself: whoever has a person of the present knows the name.
CREATE FUNCTION footfall.naming_before(of_site text, as_of timestamptz)
RETURNS TABLE (
  site text, person bigint, name text, address text, number text, phone text, language text
)
LANGUAGE sql STABLE AS $$
  SELECT a.site, a.person,
    coalesce((array_agg(a.name ORDER BY a.place, a.at DESC, a.id) FILTER (WHERE a.name <> ''))[1],
      ''),
    (array_agg(a.address ORDER BY a.place, a.at DESC, a.id)
      FILTER (WHERE a.address IS NOT NULL))[1],
    (array_agg(a.number ORDER BY a.at DESC, a.id) FILTER (WHERE a.number IS NOT NULL))[1],
    (array_agg(a.phone ORDER BY a.at DESC, a.id) FILTER (WHERE a.phone IS NOT NULL))[1],
    (array_agg(a.language ORDER BY a.at DESC, a.id) FILTER (WHERE a.language IS NOT NULL))[1]
  FROM (
    SELECT c.site, c.person, 1 AS place, c.at, c.id, c.name, NULL::text AS address, c.number,
      c.phone, c.language
    FROM footfall.customer_as_of(naming_before.of_site, naming_before.as_of) c
    UNION ALL
    SELECT o.site, o.person, 2, o.at, o.id, o.name, NULL, NULL, NULL, NULL
    FROM footfall.customer_order o
    WHERE o.at < naming_before.as_of
    UNION ALL
    SELECT c.site, c.person, 3, c.at, c.id, c.person_name, c.address, NULL, NULL, NULL
    FROM footfall.contact c
    WHERE c.at < naming_before.as_of
    UNION ALL
    -- When it was used last is known of the present alone.
    SELECT i.site, i.person, 1, least(i.last_seen, naming_before.as_of), i.id, NULL, i.value, NULL,
      NULL, NULL
    FROM footfall.person_identifier i
    WHERE i.kind = 'mail address' AND i.state = 'member'
      AND i.first_seen < naming_before.as_of
  ) a
  WHERE naming_before.as_of IS NOT NULL AND a.person IS NOT NULL
    AND (naming_before.of_site IS NULL OR a.site = naming_before.of_site)
  GROUP BY a.site, a.person
$$;
COMMENT ON FUNCTION footfall.naming_before(text, timestamptz) IS
  'What persons of a site (null for all) were called, and by what they were reached, by what was told before an instant; nobody for null. See footfall.naming_as_of.';
CREATE OR REPLACE FUNCTION footfall.naming_as_of(of_site text, as_of timestamptz)
RETURNS TABLE (
  site text, person bigint, name text, address text, number text, phone text, language text
)
LANGUAGE sql STABLE AS $$
  SELECT p.site, p.person, p.name, p.address, p.customer_number, p.phone, p.language
  FROM footfall.person p
  WHERE naming_as_of.as_of IS NULL
    AND (naming_as_of.of_site IS NULL OR p.site = naming_as_of.of_site)
  UNION ALL
  SELECT b.site, b.person, b.name, b.address, b.number, b.phone, b.language
  FROM footfall.naming_before(naming_as_of.of_site, naming_as_of.as_of) b
$$;
ALTER FUNCTION footfall.naming_before(text, timestamptz) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.naming_before(text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.naming_before(text, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;

-- What a small table holds, or one that was filled just now, the server finds out by itself late or never,
-- and takes it for large or empty until then.
CREATE FUNCTION footfall_store.analyze_changed() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  changed regclass;
BEGIN
  FOR changed IN
    SELECT c.oid
    FROM pg_class c
    WHERE c.relnamespace = 'footfall_store'::regnamespace AND c.relkind = 'r'
      AND (c.reltuples < 0
        OR pg_stat_get_mod_since_analyze(c.oid) > pg_stat_get_live_tuples(c.oid) / 5)
    ORDER BY c.oid
  LOOP
    EXECUTE format('ANALYZE (SKIP_LOCKED) %s', changed);
  END LOOP;
END
$$;
COMMENT ON FUNCTION footfall_store.analyze_changed() IS
  'Tells the planner of tables that it knows nothing of, or of which a fifth changed since.';
ALTER FUNCTION footfall_store.analyze_changed() OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.analyze_changed() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.analyze_changed() TO footfall_ingest;
