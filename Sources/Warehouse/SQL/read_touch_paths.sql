-- Channels of the visits of persons in the 90 days before each order of the last twelve months, and in the last
-- 90 days of those who ordered nothing in these months; a visit is a person's by login, or by what they wrote in
-- it. Equal paths are one row. $1 name of the site, $2 end of the day as of which, $3 until when what was told
-- counts, null for all. Columns: channels and days (before the end of the path), the oldest first;
-- conversions, others (paths without an order), value (in the currency of the site).
WITH site AS (
  SELECT s.name, s.currency, ($2::timestamptz AT TIME ZONE s.zone - interval '12 months') AT TIME ZONE s.zone
      AS since
  FROM footfall.site s WHERE s.name = $1::text
), known AS MATERIALIZED (
  SELECT v.person, v.visitor, v.started_at
  FROM footfall.person_visit v
  WHERE v.site = $1::text
  UNION
  SELECT c.person, v.visitor, v.started_at
  FROM footfall.contact_visit v
  JOIN footfall.contact c ON c.id = v.contact
  WHERE v.site = $1::text AND c.person IS NOT NULL
), touch AS MATERIALIZED (
  SELECT k.person, k.started_at, k.visitor, v.channel
  FROM known k
  CROSS JOIN site s
  CROSS JOIN LATERAL (
    SELECT n.channel FROM footfall.session n
    WHERE n.visitor = k.visitor AND n.started_at = k.started_at AND n.is_visit AND n.site = $1::text
  ) v
  WHERE k.started_at < $2::timestamptz AND k.started_at >= s.since - interval '90 days'
), sale AS MATERIALIZED (
  SELECT o.id, o.person, o.at,
    CASE WHEN coalesce(o.currency, s.currency) = s.currency THEN o.amount END AS amount
  FROM footfall.sale_as_of($1::text, $3::timestamptz) o
  JOIN site s ON s.name = o.site
  WHERE o.at < $2::timestamptz AND o.at >= s.since AND o.person IS NOT NULL
), path AS (
  SELECT true AS is_order, o.amount, t.channels, t.days
  FROM sale o
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(t.channel ORDER BY t.started_at, t.visitor), '{}') AS channels,
      coalesce(array_agg(extract(epoch FROM o.at - t.started_at)::double precision / 86400
        ORDER BY t.started_at, t.visitor), '{}') AS days
    FROM touch t
    WHERE t.person = o.person AND t.started_at <= o.at AND t.started_at > o.at - interval '90 days'
  ) t
  UNION ALL
  SELECT false, NULL, array_agg(t.channel ORDER BY t.started_at, t.visitor),
    array_agg(extract(epoch FROM $2::timestamptz - t.started_at)::double precision / 86400
      ORDER BY t.started_at, t.visitor)
  FROM touch t
  WHERE t.started_at > $2::timestamptz - interval '90 days'
    AND t.person NOT IN (SELECT o.person FROM sale o)
  GROUP BY t.person
)
SELECT p.channels, p.days, count(*) FILTER (WHERE p.is_order) AS conversions,
  count(*) FILTER (WHERE NOT p.is_order) AS others,
  coalesce(sum(p.amount), 0)::double precision AS value
FROM path p
GROUP BY p.channels, p.days
ORDER BY p.channels, p.days
