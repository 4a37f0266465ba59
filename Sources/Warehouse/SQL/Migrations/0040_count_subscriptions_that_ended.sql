-- A row of a list that lacks a customer's number takes none away.
--
-- A subscription that ended counts as an order on its last day: whoever had one is no prospect, and
-- has lapsed a year after it. One that has not begun is none yet.
CREATE OR REPLACE FUNCTION footfall.customer_standing(of_site text, as_of timestamptz)
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
    FROM footfall.customer_order o
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
COMMENT ON FUNCTION footfall.customer_standing(text, timestamptz) IS
  'Whoever ordered before an instant or had a subscription by then: orders, what was spent in the currency of the site, and the lifecycle by footfall.lifecycle, for which a subscription that ended is an order on its last day. Whoever is not among them is a prospect.';
COMMENT ON FUNCTION footfall.lifecycle(bigint, timestamptz, boolean, timestamptz) IS
  'prospect: never ordered; customer: once; repeat: more often; lapsed: not in 365 days. Whoever subscribes has not lapsed; a subscription that ended is an order on its last day.';

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
    SELECT c.site, c.owner, c.at FROM footfall_store.contact c WHERE c.owner IS NOT NULL
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
  SELECT r.person, r.site, count(*) AS orders,
    sum(r.amount) FILTER (WHERE coalesce(r.currency, z.currency) = z.currency) AS spent,
    min(r.at) AS first_order_at, max(r.at) AS last_order_at,
    (array_agg(r.name ORDER BY r.at DESC, r.id) FILTER (WHERE r.name IS NOT NULL))[1] AS name
  FROM footfall.customer_order r
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
  SELECT DISTINCT ON (c.owner, c.site) c.owner, c.site, c.person_name
  FROM footfall_store.contact c
  WHERE c.owner IS NOT NULL AND c.person_name <> ''
  ORDER BY c.owner, c.site, c.at DESC, c.id
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
COMMENT ON COLUMN footfall.person.lifecycle IS 'How the person stands now, by footfall.lifecycle.';
COMMENT ON COLUMN footfall.person.subscribes IS 'Whether a subscription runs now.';
