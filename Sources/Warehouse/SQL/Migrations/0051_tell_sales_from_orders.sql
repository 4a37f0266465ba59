-- An order that was cancelled is no purchase: said once, for all reports.
ALTER TABLE footfall_store.site ADD COLUMN cancelled text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN footfall_store.site.cancelled IS 'States of an order, in lower case, by which it is no purchase.';

CREATE FUNCTION footfall.is_cancelled(status text, words text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT lower(btrim(status)) = ANY (words) $$;
COMMENT ON FUNCTION footfall.is_cancelled(text, text[]) IS
  'Whether a state of an order is one of the words by which it is no purchase.';

-- The list of orders says no time: its first word holds since the order was placed, and each other one
-- since the file that brought it. But a first word that the order is cancelled is news of that file as
-- well, so that no earlier state that is told with a time takes it back.
CREATE VIEW footfall.order_state AS
SELECT s.name AS site, w.id, w.number, w.at, w.status, w.is_cancelled
FROM (
  SELECT v.site, v.id, v.number, t.at, v.status, v.is_cancelled
  FROM (
    SELECT o.site, o.id, o.number, o.at, o.as_of, o.status, s.cancelled,
      footfall.is_cancelled(o.status, s.cancelled) AS is_cancelled,
      lag(o.status) OVER (PARTITION BY o.id ORDER BY o.as_of) AS before
    FROM footfall_store.customer_order o
    JOIN footfall_store.site s ON s.id = o.site
    WHERE o.status IS NOT NULL
  ) v
  CROSS JOIN LATERAL (VALUES
    (CASE WHEN v.before IS NULL THEN v.at ELSE greatest(v.at, v.as_of) END),
    (CASE WHEN v.before IS NULL AND v.is_cancelled THEN greatest(v.at, v.as_of) END)) AS t (at)
  WHERE v.status IS DISTINCT FROM v.before AND t.at IS NOT NULL
  UNION ALL
  SELECT o.site, o.id, o.number, t.at, t.status, footfall.is_cancelled(t.status, s.cancelled)
  FROM footfall_store.customer_order o
  JOIN footfall_store.site s ON s.id = o.site
  JOIN footfall_store.order_status t ON t.site = o.site AND t.order_number = o.number
  WHERE NOT EXISTS (
      SELECT FROM footfall_store.customer_order n WHERE n.id = o.id AND n.as_of > o.as_of)
    AND NOT EXISTS (
      SELECT FROM footfall_store.order_status n WHERE n.id = t.id AND n.as_of > t.as_of)
) w
JOIN footfall_store.site s ON s.id = w.site;
COMMENT ON VIEW footfall.order_state IS
  'What the lists of orders and of their states said of each order, with the time since when it holds.';
COMMENT ON COLUMN footfall.order_state.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.order_state.id IS 'Id of the order, as in footfall.customer_order.';
COMMENT ON COLUMN footfall.order_state.number IS 'Number of the order.';
COMMENT ON COLUMN footfall.order_state.at IS
  'Since when: the time that the list of states tells; of the list of orders the first word holds since the order was placed, others since the file that brought them.';
COMMENT ON COLUMN footfall.order_state.status IS 'State of the order, as the list has it.';
COMMENT ON COLUMN footfall.order_state.is_cancelled IS
  'Whether by this state it is no purchase (setting cancelled).';

-- Called for a site and an instant; the planner takes it for a part of the query that asks.
CREATE FUNCTION footfall.order_as_of(of_site text, as_of timestamptz)
RETURNS TABLE (
  site text, id bigint, person bigint, number text, at timestamptz, name text, amount numeric,
  currency text, items numeric, status text, campaign text, source text, cancelled_at timestamptz
)
LANGUAGE sql STABLE AS $$
  SELECT o.site, o.id, o.person, o.number, o.at, o.name, o.amount, o.currency, o.items, o.status,
    o.campaign, o.source, (
      SELECT min(w.at)
      FROM footfall.order_state w
      WHERE w.id = o.id AND w.is_cancelled
        AND (order_as_of.as_of IS NULL OR w.at < order_as_of.as_of)
        AND NOT EXISTS (
          SELECT FROM footfall.order_state n
          WHERE n.id = o.id AND NOT n.is_cancelled AND n.at > w.at
            AND (order_as_of.as_of IS NULL OR n.at < order_as_of.as_of)))
  FROM footfall.customer_order o
  WHERE order_as_of.of_site IS NULL OR o.site = order_as_of.of_site
$$;
COMMENT ON FUNCTION footfall.order_as_of(text, timestamptz) IS
  'Orders of a site (null for all), each with the time since when it is cancelled by what was told before an instant (null for all that was told); null there while it stands.';

CREATE FUNCTION footfall.sale_as_of(of_site text, as_of timestamptz)
RETURNS TABLE (
  site text, id bigint, person bigint, number text, at timestamptz, name text, amount numeric,
  currency text, items numeric, status text, campaign text, source text
)
LANGUAGE sql STABLE AS $$
  SELECT o.site, o.id, o.person, o.number, o.at, o.name, o.amount, o.currency, o.items, o.status,
    o.campaign, o.source
  FROM footfall.order_as_of(sale_as_of.of_site, sale_as_of.as_of) o
  WHERE o.cancelled_at IS NULL
$$;
COMMENT ON FUNCTION footfall.sale_as_of(text, timestamptz) IS
  'Orders of a site (null for all) that stand as purchases by what was told before an instant (null for all that was told).';

CREATE VIEW footfall.sale AS
SELECT o.site, o.id, o.person, o.number, o.at, o.name, o.amount, o.currency, o.items, o.status,
  o.campaign, o.source
FROM footfall.sale_as_of(NULL, NULL) o;
COMMENT ON VIEW footfall.sale IS
  'Orders that stand as purchases: the last state of each is none of the words of the setting cancelled. All that count purchases count these.';
COMMENT ON COLUMN footfall.sale.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.sale.id IS 'Id of the order, as in footfall.customer_order.';
COMMENT ON COLUMN footfall.sale.person IS 'Whose it is; null where it names nobody.';
COMMENT ON COLUMN footfall.sale.number IS 'Number of the order.';
COMMENT ON COLUMN footfall.sale.at IS 'When it was placed.';
COMMENT ON COLUMN footfall.sale.name IS 'Name of the buyer.';
COMMENT ON COLUMN footfall.sale.amount IS 'What is to be paid, in the currency of the order.';
COMMENT ON COLUMN footfall.sale.currency IS 'Currency.';
COMMENT ON COLUMN footfall.sale.items IS 'How many pieces.';
COMMENT ON COLUMN footfall.sale.status IS 'State of the order, as the list of orders has it.';
COMMENT ON COLUMN footfall.sale.campaign IS 'Campaign that led to it.';
COMMENT ON COLUMN footfall.sale.source IS 'How the buyer heard of the business.';

-- As of a day, by what was told until then; in the present by all that was told.
CREATE FUNCTION footfall.customer_standing(
  of_site text, as_of timestamptz, told_until timestamptz)
RETURNS TABLE (
  person bigint, orders bigint, first_order_at timestamptz, last_order_at timestamptz,
  spent numeric, lifecycle text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH site AS (
    SELECT s.name, s.zone, s.currency, (as_of AT TIME ZONE s.zone)::date AS day
    FROM footfall.site s
    WHERE s.name = of_site
  ), buyer AS (
    SELECT o.person, count(*) AS orders, min(o.at) AS first_order_at, max(o.at) AS last_order_at,
      sum(o.amount) FILTER (WHERE coalesce(o.currency, s.currency) = s.currency) AS spent
    FROM footfall.sale_as_of(of_site, told_until) o
    JOIN site s ON s.name = o.site
    WHERE o.at < as_of AND o.person IS NOT NULL
    GROUP BY o.person
  ), holder AS (
    SELECT b.person, bool_or(coalesce(b.ended >= s.day, true)) AS runs,
      (max(b.ended + 1) FILTER (WHERE b.ended < s.day))::timestamp AT TIME ZONE min(s.zone)
        AS ended_at
    FROM footfall.subscription b
    JOIN site s ON s.name = b.site
    WHERE b.person IS NOT NULL AND b.started < s.day
    GROUP BY b.person
  )
  SELECT coalesce(b.person, h.person), coalesce(b.orders, 0), b.first_order_at, b.last_order_at,
    coalesce(b.spent, 0),
    footfall.lifecycle(
      greatest(b.orders, 1), greatest(b.last_order_at, h.ended_at), coalesce(h.runs, false), as_of)
  FROM buyer b
  FULL JOIN holder h ON h.person = b.person
$$;
COMMENT ON FUNCTION footfall.customer_standing(text, timestamptz, timestamptz) IS
  'Whoever ordered before an instant or had a subscription by then: orders that stand by what was told until another instant (null for all that was told), what was spent in the currency of the site, and the lifecycle by footfall.lifecycle, for which a subscription that ended is an order on its last day. Whoever is not among them is a prospect.';
CREATE OR REPLACE FUNCTION footfall.customer_standing(of_site text, as_of timestamptz)
RETURNS TABLE (
  person bigint, orders bigint, first_order_at timestamptz, last_order_at timestamptz,
  spent numeric, lifecycle text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.person, c.orders, c.first_order_at, c.last_order_at, c.spent, c.lifecycle
  FROM footfall.customer_standing(of_site, as_of, as_of) c
$$;
COMMENT ON FUNCTION footfall.customer_standing(text, timestamptz) IS
  'The same by what was told until that instant.';
COMMENT ON FUNCTION footfall.lifecycle(bigint, timestamptz, boolean, timestamptz) IS
  'prospect: no order that stands; customer: one; repeat: more; lapsed: none in 365 days. Whoever subscribes has not lapsed; a subscription that ended is an order on its last day.';

CREATE OR REPLACE VIEW footfall.person AS
SELECT
  k.person,
  i.name AS site,
  coalesce(m.value, t.address) AS address,
  coalesce(u.name, o.name, w.person_name, '') AS name,
  t.first_contact_at,
  coalesce(t.contacts, 0) AS contacts,
  t.last_contact_at,
  t.last_direction,
  t.last_channel,
  t.last_topic,
  t.last_subject,
  u.number AS customer_number,
  u.phone,
  u.language,
  g.is_given AS opt_in,
  least(k.first_seen, t.first_contact_at) AS known_since,
  coalesce(o.orders, 0) AS orders,
  coalesce(o.spent, 0) AS spent,
  o.first_order_at,
  o.last_order_at,
  coalesce(b.subscribes, false) AS subscribes,
  b.renews_on,
  footfall.lifecycle(
    greatest(o.orders, b.had::int::bigint, 0), greatest(o.last_order_at, b.ended_at),
    coalesce(b.subscribes, false), now()) AS lifecycle,
  coalesce(m.is_role, false) AS is_organisation,
  coalesce(h.visits, 0) AS visits,
  h.last_visit_at
FROM (
  SELECT d.site, d.person, min(d.first_seen) AS first_seen
  FROM (
    SELECT n.site, n.person, n.first_seen
    FROM footfall_store.identity_node n
    WHERE n.person IS NOT NULL AND n.state = 0
    UNION ALL
    SELECT y.site, y.owner, y.at FROM footfall_store.contact_party y WHERE y.owner IS NOT NULL
  ) d
  GROUP BY d.site, d.person
) k
JOIN footfall_store.site i ON i.id = k.site
LEFT JOIN (
  SELECT DISTINCT ON (n.person, n.site) n.person, n.site, n.value, n.is_role
  FROM footfall_store.identity_node n
  WHERE n.kind = 3 AND n.state = 0
  ORDER BY n.person, n.site, n.last_seen DESC, n.id
) m ON m.person = k.person AND m.site = k.site
LEFT JOIN (
  -- Of several rows of a customer's each says what it says.
  SELECT c.person, c.site,
    (array_agg(c.number ORDER BY c.as_of DESC, c.id) FILTER (WHERE c.number IS NOT NULL))[1]
      AS number,
    (array_agg(c.phone ORDER BY c.as_of DESC, c.id) FILTER (WHERE c.phone IS NOT NULL))[1] AS phone,
    (array_agg(c.language ORDER BY c.as_of DESC, c.id) FILTER (WHERE c.language IS NOT NULL))[1]
      AS language,
    (array_agg(n.name ORDER BY c.as_of DESC, c.id) FILTER (WHERE n.name IS NOT NULL))[1] AS name
  FROM footfall.customer c
  CROSS JOIN LATERAL (
    SELECT coalesce(c.name, nullif(concat_ws(' ', c.given_name, c.family_name), ''), c.company)
      AS name
  ) n
  WHERE c.person IS NOT NULL
  GROUP BY c.person, c.site
) u ON u.person = k.person AND u.site = i.name
LEFT JOIN (
  SELECT r.person, r.site, count(*) FILTER (WHERE r.cancelled_at IS NULL) AS orders,
    sum(r.amount) FILTER (
      WHERE r.cancelled_at IS NULL AND coalesce(r.currency, z.currency) = z.currency) AS spent,
    min(r.at) FILTER (WHERE r.cancelled_at IS NULL) AS first_order_at,
    max(r.at) FILTER (WHERE r.cancelled_at IS NULL) AS last_order_at,
    (array_agg(r.name ORDER BY r.at DESC, r.id) FILTER (WHERE r.name IS NOT NULL))[1] AS name
  FROM footfall.order_as_of(NULL, NULL) r
  JOIN footfall_store.site z ON z.name = r.site
  WHERE r.person IS NOT NULL
  GROUP BY r.person, r.site
) o ON o.person = k.person AND o.site = i.name
LEFT JOIN (
  SELECT r.person, r.site,
    bool_or(r.started <= d.today AND coalesce(r.ended >= d.today, true)) AS subscribes,
    bool_or(r.started <= d.today) AS had,
    (max(r.ended + 1) FILTER (WHERE r.ended < d.today))::timestamp AT TIME ZONE min(z.zone)
      AS ended_at,
    min(r.renews_on) FILTER (WHERE coalesce(r.ended >= d.today, true)) AS renews_on
  FROM footfall.subscription r
  JOIN footfall_store.site z ON z.name = r.site
  CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE z.zone)::date AS today) d
  WHERE r.person IS NOT NULL
  GROUP BY r.person, r.site
) b ON b.person = k.person AND b.site = i.name
LEFT JOIN (
  SELECT DISTINCT ON (c.person, c.site) c.person, c.site, c.address,
    min(c.at) OVER v AS first_contact_at, count(*) OVER v AS contacts, c.at AS last_contact_at,
    c.direction AS last_direction, c.channel AS last_channel, c.topic AS last_topic,
    c.subject AS last_subject
  FROM footfall.contact c
  WHERE c.person IS NOT NULL
  WINDOW v AS (PARTITION BY c.person, c.site)
  ORDER BY c.person, c.site, c.at DESC, c.id
) t ON t.person = k.person AND t.site = i.name
LEFT JOIN (
  SELECT DISTINCT ON (y.owner, y.site) y.owner, y.site, y.person_name
  FROM footfall_store.contact_party y
  WHERE y.owner IS NOT NULL AND y.person_name <> ''
  ORDER BY y.owner, y.site, y.at DESC, y.id, y.place
) w ON w.owner = k.person AND w.site = k.site
LEFT JOIN footfall.consent_state g
  ON g.person = k.person AND g.site = i.name AND g.purpose = 'news'
LEFT JOIN (
  SELECT v.person, v.site, count(DISTINCT (v.visitor, v.started_at)) AS visits,
    max(v.started_at) AS last_visit_at
  FROM footfall.person_visit v
  WHERE v.is_visit
  GROUP BY v.person, v.site
) h ON h.person = k.person AND h.site = i.name;
COMMENT ON COLUMN footfall.person.orders IS 'Orders that stand.';

-- A cancelled order stays in the story, and says so.
CREATE FUNCTION footfall.person_timeline(of_site text, of_person bigint, as_of timestamptz)
RETURNS TABLE (
  at timestamptz, kind text, direction text, topic text, subject text, detail text,
  amount numeric, currency text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
    FROM footfall.activity a JOIN footfall_store.site s ON s.name = a.site
    WHERE a.site = of_site AND a.person = of_person AND a.next_at IS NOT NULL
      AND (person_timeline.as_of IS NULL OR a.at < person_timeline.as_of)
    UNION ALL
    SELECT o.at, 'order', 'inbound', NULL, o.number,
      CASE WHEN o.cancelled_at IS NULL THEN w.status
        ELSE concat_ws(', ', CASE WHEN NOT footfall.is_cancelled(w.status, s.cancelled) THEN w.status END,
          'cancelled on ' || to_char(o.cancelled_at AT TIME ZONE s.zone, 'YYYY-MM-DD')) END,
      o.amount, coalesce(o.currency, s.currency)
    FROM footfall.order_as_of(of_site, person_timeline.as_of) o
    JOIN footfall_store.site s ON s.name = o.site
    LEFT JOIN LATERAL (
      -- The first word holds since the order was placed, unless it is that it is cancelled.
      SELECT h.status
      FROM footfall_store.customer_order h
      WHERE h.id = o.id AND (person_timeline.as_of IS NULL OR h.as_of < person_timeline.as_of
        OR footfall.is_cancelled(h.status, s.cancelled) IS NOT TRUE AND NOT EXISTS (
          SELECT FROM footfall_store.customer_order b WHERE b.id = h.id AND b.as_of < h.as_of))
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
  ) t
  WHERE person_timeline.as_of IS NULL OR t.at < person_timeline.as_of
$$;
COMMENT ON FUNCTION footfall.person_timeline(text, bigint, timestamptz) IS
  'What happened with a person of a site before an instant (null for all), with the states of orders as they were told until then.';
CREATE OR REPLACE FUNCTION footfall.person_timeline(of_site text, of_person bigint)
RETURNS TABLE (
  at timestamptz, kind text, direction text, topic text, subject text, detail text,
  amount numeric, currency text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.at, t.kind, t.direction, t.topic, t.subject, t.detail, t.amount, t.currency
  FROM footfall.person_timeline(of_site, of_person, NULL) t
$$;

ALTER FUNCTION footfall.person_timeline(text, bigint, timestamptz) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.person_timeline(text, bigint, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.person_timeline(text, bigint, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;
ALTER FUNCTION footfall.is_cancelled(text, text[]) OWNER TO footfall_owner;
ALTER VIEW footfall.order_state OWNER TO footfall_owner;
ALTER FUNCTION footfall.order_as_of(text, timestamptz) OWNER TO footfall_owner;
ALTER FUNCTION footfall.sale_as_of(text, timestamptz) OWNER TO footfall_owner;
ALTER VIEW footfall.sale OWNER TO footfall_owner;
ALTER FUNCTION footfall.customer_standing(text, timestamptz, timestamptz) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.is_cancelled(text, text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION footfall.order_as_of(text, timestamptz) FROM PUBLIC;
REVOKE ALL ON FUNCTION footfall.sale_as_of(text, timestamptz) FROM PUBLIC;
REVOKE ALL ON FUNCTION footfall.customer_standing(text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.is_cancelled(text, text[])
  TO footfall_ingest, footfall_report, footfall_analyst;
GRANT EXECUTE ON FUNCTION footfall.order_as_of(text, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;
GRANT EXECUTE ON FUNCTION footfall.sale_as_of(text, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;
GRANT EXECUTE ON FUNCTION footfall.customer_standing(text, timestamptz, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;
GRANT SELECT ON footfall.order_state, footfall.sale
  TO footfall_ingest, footfall_report, footfall_analyst;
