-- What is to be done next: orders under way, whom to contact, what was read before a message, what is
-- earned against what is spent, and whether the numbers can be trusted.
CREATE FUNCTION footfall.order_progress(of_site text, as_of timestamptz, told_until timestamptz)
RETURNS TABLE (
  id bigint, person bigint, number text, at timestamptz, status text, since timestamptz,
  delivered_at timestamptz, is_open boolean
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH shipped AS MATERIALIZED (
    SELECT h.order_number, bool_and(coalesce(h.delivered_at < order_progress.as_of, false)) AS is_there,
      max(h.delivered_at) AS delivered_at
    FROM footfall.shipment h
    WHERE h.site = of_site
      AND coalesce(least(h.sent_at, h.delivered_at, h.due_at) < order_progress.as_of, true)
    GROUP BY h.order_number
  ), bought AS MATERIALIZED (
    SELECT o.id, o.person, o.number, o.at, h.is_there, h.delivered_at,
      h.order_number IS NOT NULL AS is_shipped
    FROM footfall.sale_as_of(of_site, order_progress.told_until) o
    LEFT JOIN shipped h ON h.order_number = o.number
    WHERE o.at < order_progress.as_of
  ), shop AS (
    SELECT coalesce(2 * count(*) FILTER (WHERE b.is_shipped) > count(*), false) AS sends_all
    FROM bought b
    WHERE b.at >= order_progress.as_of - interval '365 days'
  ), good AS MATERIALIZED (
    SELECT DISTINCT l.order_number
    FROM footfall.order_line l
    JOIN footfall.product p ON p.site = l.site AND p.number = l.product AND p.stock IS NOT NULL
    WHERE l.site = of_site
  ), state AS MATERIALIZED (
    SELECT DISTINCT ON (w.id) w.id, w.status, w.at
    FROM footfall.order_state w
    WHERE w.site = of_site AND w.at < order_progress.as_of
      AND (order_progress.told_until IS NULL OR w.at < order_progress.told_until)
    ORDER BY w.id, w.at DESC, w.status COLLATE "C"
  )
  SELECT b.id, b.person, b.number, b.at, s.status, coalesce(s.at, b.at),
    CASE WHEN b.is_there THEN b.delivered_at END,
    NOT coalesce(b.is_there, false) AND b.at >= order_progress.as_of - interval '365 days'
      AND (b.is_shipped OR p.sends_all OR g.order_number IS NOT NULL)
  FROM bought b
  CROSS JOIN shop p
  LEFT JOIN good g ON g.order_number = b.number
  LEFT JOIN state s ON s.id = b.id
$$;
COMMENT ON FUNCTION footfall.order_progress(text, timestamptz, timestamptz) IS 'How far the orders of a site had come before an instant, of those that stand by what was told until another (null for all): the last state, since when, and when all that was sent arrived. Open: placed within 365 days, not all arrived, and something is to be sent, for it was sent already, a product has stock, or most orders of the year are sent.';

CREATE FUNCTION footfall.message_path(
  of_site text, since timestamptz, before timestamptz, segment text
)
RETURNS TABLE (
  contact bigint, at timestamptz, topic text, visitor bigint, started_at timestamptz, page text,
  term text, seen_at timestamptz, place bigint
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH asked AS MATERIALIZED (
    SELECT DISTINCT footfall.page_form(m.page) AS page
    FROM footfall.message m
    WHERE m.site = of_site AND m.channel = 'form' AND footfall.expects_answer(m.topic)
      AND m.page <> '' AND m.at < message_path.before
  ), touch AS MATERIALIZED (
    SELECT m.id, m.at, m.topic, m.page, m.channel = 'email' AS is_mail, v.visitor, v.started_at
    FROM footfall.message m
    JOIN footfall.contact_visit v ON v.site = m.site AND v.contact = m.id
    WHERE m.site = of_site AND m.direction = 'inbound' AND m.class = 'human'
      AND m.at >= message_path.since AND m.at < message_path.before
      AND (message_path.segment IS NULL OR EXISTS (
        SELECT FROM footfall.visit_segment g
        WHERE g.visitor = v.visitor AND g.started_at = v.started_at AND g.site = of_site
          AND g.segment = message_path.segment))
  ), seen AS (
    SELECT t.id, t.at, t.topic, t.visitor, t.started_at, e.page, e.search, e.at AS seen_at,
      e.generation, e.position,
      lag(e.page) OVER w IS NOT DISTINCT FROM e.page AND lag(e.search) OVER w IS NOT DISTINCT FROM e.search
        AS is_again
    FROM touch t
    CROSS JOIN LATERAL (
      -- What the visitor asked for in that time is little: it is found first.
      SELECT v.site, v.kind, v.audience, v.status, v.page, v.search, v.at, v.generation, v.position
      FROM footfall.event v
      WHERE v.visitor = t.visitor AND v.at >= t.started_at AND v.at < t.at
        AND v.at >= message_path.since - interval '50 hours' AND v.at < message_path.before
      OFFSET 0
    ) e
    WHERE e.site = of_site AND e.audience = 'person'
      AND (e.kind = 'page' OR e.kind = 'error' AND e.status IN (404, 410) AND e.search IS NOT NULL)
      AND (e.search IS NOT NULL OR CASE WHEN t.is_mail
        THEN footfall.page_form(e.page) NOT IN (SELECT a.page FROM asked a)
        ELSE t.page = '' OR footfall.page_form(e.page) <> footfall.page_form(t.page) END)
    WINDOW w AS (PARTITION BY t.id ORDER BY e.at, e.generation, e.position)
  )
  SELECT s.id, s.at, s.topic, s.visitor, s.started_at,
    CASE WHEN s.search IS NULL THEN s.page END, s.search, s.seen_at,
    row_number() OVER (
      PARTITION BY s.id, s.search IS NULL ORDER BY s.seen_at DESC, s.generation DESC, s.position DESC)
  FROM seen s
  WHERE NOT s.is_again
$$;
COMMENT ON FUNCTION footfall.message_path(text, timestamptz, timestamptz, text) IS 'What people read and searched for, in the visit of a message and before it, of messages that people sent within a time (null: of all visits, else of a segment). Place 1 is the last page, or the last search, before the message; the page of the form itself (of mail: of all forms that ask) and the same page again are none. A row is a page or a search; messages that are tied to no visit have none.';

CREATE FUNCTION footfall.promise_hours() RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 24;
COMMENT ON FUNCTION footfall.promise_hours() IS 'Within how many hours a question or complaint is to be seen to.';

-- Why to be in touch with somebody, one row a reason.
CREATE FUNCTION footfall.contact_reason(of_site text, as_of timestamptz, told_until timestamptz)
RETURNS TABLE (person bigint, address text, named text, weight integer, reason text, since timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH zone AS MATERIALIZED (
    SELECT s.zone, (contact_reason.as_of AT TIME ZONE s.zone - interval '1 microsecond')::date AS day
    FROM footfall.site s
    WHERE s.name = of_site
  ), bought AS MATERIALIZED (
    SELECT o.person, o.at, o.at - lag(o.at) OVER w AS gap
    FROM footfall.sale_as_of(of_site, contact_reason.told_until) o
    WHERE o.person IS NOT NULL AND o.at < contact_reason.as_of
    WINDOW w AS (PARTITION BY o.person ORDER BY o.at, o.id)
  ), usual AS (
    SELECT percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM b.gap)) AS seconds
    FROM bought b
    HAVING count(b.gap) >= 20
  ), buyer AS MATERIALIZED (
    SELECT b.person, min(b.at) AS first_at, max(b.at) AS last_at, count(b.gap) AS gaps,
      percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM b.gap)) AS seconds
    FROM bought b
    GROUP BY b.person
  ), told AS MATERIALIZED (
    SELECT c.person, max(c.at) FILTER (WHERE c.direction = 'outbound') AS ours
    FROM footfall.contact c
    WHERE c.site = of_site AND c.person IS NOT NULL AND c.at < contact_reason.as_of
    GROUP BY c.person
  ), news AS MATERIALIZED (
    SELECT n.person, n.state, n.is_wanted
    FROM footfall.news_as_of(of_site, contact_reason.told_until) n
  ), running AS MATERIALIZED (
    SELECT b.person, b.customer_number, b.email, b.product, b.renews_on
    FROM footfall.subscription b
    CROSS JOIN zone z
    WHERE b.site = of_site AND b.started <= z.day AND (b.ended IS NULL OR b.ended > z.day)
  ), unread AS MATERIALIZED (
    SELECT u.conversation, u.since, u.person, u.address, u.person_name, u.topic
    FROM footfall.unanswered(of_site, contact_reason.as_of) u
  ), found AS (
    SELECT k.person, k.address, '' AS named, 60 AS weight,
      'complaint open' AS reason, k.opened_at AS since
    FROM footfall.case_as_of(of_site, contact_reason.as_of) k
    WHERE k.closed_at IS NULL AND k.kind = 'complaint'
      AND k.opened_at < contact_reason.as_of - footfall.promise_hours() * interval '1 hour'
    UNION ALL
    SELECT u.person, u.address, u.person_name, 50, 'waits for an answer: ' || replace(u.topic, '_', ' '),
      u.since
    FROM unread u
    WHERE u.topic <> 'complaint'
      OR u.since >= contact_reason.as_of - footfall.promise_hours() * interval '1 hour'
    UNION ALL
    SELECT d.person, NULL, coalesce(d.named, ''), 40, 'due: ' || d.what,
      d.day::timestamp AT TIME ZONE z.zone
    FROM footfall.diary d
    CROSS JOIN zone z
    WHERE d.site = of_site AND d.kind <> 'renewal' AND d.noted_at < contact_reason.as_of
      AND (d.done_at IS NULL OR d.done_at >= contact_reason.as_of) AND d.day <= z.day
    UNION ALL
    SELECT r.person, r.email, coalesce(r.customer_number, ''), 30,
      CASE WHEN r.renews_on <= z.day THEN 'renewal overdue: ' ELSE 'renewal due: ' END
        || coalesce(r.product, 'subscription'),
      r.renews_on::timestamp AT TIME ZONE z.zone
    FROM running r
    CROSS JOIN zone z
    WHERE r.renews_on <= z.day + 30
    UNION ALL
    SELECT b.person, NULL, '', 20,
      CASE WHEN b.gaps >= 4 THEN 'overdue by own rhythm' ELSE 'overdue by the rhythm of all' END,
      b.last_at
    FROM buyer b
    LEFT JOIN usual u ON true
    WHERE b.gaps >= 1 AND b.last_at >= contact_reason.as_of - interval '730 days'
      AND extract(epoch FROM contact_reason.as_of - b.last_at)
        > CASE WHEN b.gaps >= 4 THEN b.seconds ELSE u.seconds END
      AND b.person NOT IN (SELECT r.person FROM running r WHERE r.person IS NOT NULL)
      AND b.person NOT IN (SELECT n.person FROM news n WHERE n.state IN ('suppressed', 'withdrawn'))
    UNION ALL
    SELECT b.person, NULL, '', 10, 'bought for the first time: thank', b.first_at
    FROM buyer b
    LEFT JOIN told t ON t.person = b.person
    WHERE b.first_at >= contact_reason.as_of - interval '14 days'
      AND coalesce(t.ours < b.first_at, true)
      AND b.person NOT IN (SELECT n.person FROM news n WHERE n.state = 'suppressed')
    UNION ALL
    SELECT c.person, NULL, '', 10, 'asked, wants news, has not ordered since', max(c.at)
    FROM footfall.contact c
    JOIN news n ON n.person = c.person AND n.is_wanted
    LEFT JOIN buyer b ON b.person = c.person
    WHERE c.site = of_site AND c.direction = 'inbound'
      AND c.topic IN ('enquiry', 'quotation', 'booking', 'order')
      AND c.at < contact_reason.as_of AND c.at >= contact_reason.as_of - interval '28 days'
      AND coalesce(b.last_at < c.at, true)
      AND c.person NOT IN (SELECT u.person FROM unread u WHERE u.person IS NOT NULL)
    GROUP BY c.person
  )
  SELECT f.person, f.address, f.named, f.weight, f.reason, f.since
  FROM found f
  WHERE (f.person IS NULL OR f.person NOT IN (
    SELECT v.person FROM footfall.vendor_person_as_of(of_site, contact_reason.told_until) v))
$$;
COMMENT ON FUNCTION footfall.contact_reason(text, timestamptz, timestamptz) IS 'Why to be in touch with somebody on a day, one row a reason, the heaviest first to be seen to: 60 a complaint open for longer than was promised, 50 a question without answer, 40 an action or entry of the diary that is due, 30 a renewal within 30 days, 20 no order for longer than nine in ten gaps between orders (own ones where there are four, else those of all), 10 a first order within 14 days that nobody answered, 10 whoever wants news and asked within 28 days without an order since.';

CREATE FUNCTION footfall.discount_rate() RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 0.10;
COMMENT ON FUNCTION footfall.discount_rate() IS 'What money is worth less for each year that it comes later.';

CREATE FUNCTION footfall.present_value(amount numeric, months integer, rate numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN amount / power(1 + rate, months / 12.0);
COMMENT ON FUNCTION footfall.present_value(numeric, integer, numeric) IS 'What an amount that comes so many months later is worth at the beginning, at a rate for a year.';

CREATE FUNCTION footfall.month_balance(of_site text, before timestamptz, told_until timestamptz)
RETURNS TABLE (
  place integer, month date, revenue numeric, spent numeric, net numeric, net_so_far numeric,
  present_value numeric
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH site AS MATERIALIZED (
    SELECT s.name, s.currency, s.zone,
      (month_balance.before AT TIME ZONE s.zone - interval '1 microsecond')::date AS day
    FROM footfall.site s
    WHERE s.name = of_site
  ), expense AS MATERIALIZED (
    SELECT date_trunc('month', c.day::timestamp)::date AS month, sum(c.amount) AS spent
    FROM footfall.cost c
    JOIN site s ON s.name = c.site
    WHERE coalesce(c.currency, s.currency) = s.currency AND c.day <= s.day
    GROUP BY 1
  ), income AS MATERIALIZED (
    SELECT date_trunc('month', o.at AT TIME ZONE s.zone)::date AS month, sum(o.amount) AS revenue
    FROM footfall.sale_as_of(of_site, month_balance.told_until) o
    JOIN site s ON s.name = o.site
    WHERE coalesce(o.currency, s.currency) = s.currency AND o.at < month_balance.before
    GROUP BY 1
  ), month AS (
    SELECT g.month::date AS month, (row_number() OVER (ORDER BY g.month) - 1)::integer AS place
    FROM site s
    CROSS JOIN LATERAL generate_series(
      (SELECT min(e.month) FROM expense e)::timestamp, s.day::timestamp, interval '1 month') AS g (month)
  ), balance AS (
    SELECT m.place, m.month, coalesce(i.revenue, 0) AS revenue, coalesce(e.spent, 0) AS spent,
      coalesce(i.revenue, 0) - coalesce(e.spent, 0) AS net
    FROM month m
    LEFT JOIN income i ON i.month = m.month
    LEFT JOIN expense e ON e.month = m.month
  )
  SELECT b.place, b.month, b.revenue, b.spent, b.net, sum(b.net) OVER (ORDER BY b.place),
    footfall.present_value(b.net, b.place, footfall.discount_rate())
  FROM balance b
$$;
COMMENT ON FUNCTION footfall.month_balance(text, timestamptz, timestamptz) IS 'Month by month since the first cost, in local months and the currency of the site: revenue of orders that stand, costs, what is left, the sum of it so far, and its present value at footfall.discount_rate from the first month on.';

CREATE FUNCTION footfall.order_source(
  of_site text, since timestamptz, before timestamptz, told_until timestamptz
)
RETURNS TABLE (id bigint, person bigint, at timestamptz, amount numeric, channel text, campaign text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH bought AS MATERIALIZED (
    SELECT o.id, o.person, o.at, nullif(lower(btrim(o.campaign)), '') AS campaign,
      CASE WHEN coalesce(o.currency, s.currency) = s.currency THEN o.amount END AS amount
    FROM footfall.sale_as_of(of_site, order_source.told_until) o
    JOIN footfall.site s ON s.name = o.site
    WHERE o.at >= order_source.since AND o.at < order_source.before
  ), visit AS (
    SELECT DISTINCT ON (b.id) b.id, s.channel, lower(s.campaign) AS campaign
    FROM bought b
    JOIN footfall.person_visit v ON v.site = of_site AND v.person = b.person AND v.is_visit
      AND v.started_at <= b.at AND v.started_at > b.at - interval '720 hours'
    JOIN footfall.session s ON s.site = of_site AND s.visitor = v.visitor AND s.started_at = v.started_at
    ORDER BY b.id, s.channel = 'Direct', v.started_at DESC
  )
  SELECT b.id, b.person, b.at, b.amount, v.channel, coalesce(b.campaign, v.campaign)
  FROM bought b
  LEFT JOIN visit v ON v.id = b.id
$$;
COMMENT ON FUNCTION footfall.order_source(text, timestamptz, timestamptz, timestamptz) IS 'Where the orders of a time came from: the channel of the last visit known to be the buyer''s within 30 days before, direct ones only where there is no other (null: no visit is known), and the campaign that the order names, else that of the visit. Amounts in the currency of the site.';

CREATE FUNCTION footfall.grouped(number numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN replace(to_char(number, 'FM999,999,999,999,990'), ',', chr(8239));
COMMENT ON FUNCTION footfall.grouped(numeric) IS 'A count with its thousands apart, as pages write it.';

CREATE FUNCTION footfall.quality(of_site text, as_of timestamptz)
RETURNS TABLE (place integer, statement text, holds boolean, verdict text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH site AS MATERIALIZED (
    SELECT s.id, (quality.as_of AT TIME ZONE s.zone - interval '1 microsecond')::date AS day
    FROM footfall_store.site s
    WHERE s.name = of_site
  ), log AS (
    SELECT max(v.day) AS day, (SELECT s.day FROM site s) - max(v.day) AS days
    FROM footfall_store.visit_day v
    WHERE v.site = (SELECT s.id FROM site s) AND v.day <= (SELECT s.day FROM site s)
  ), tally AS (
    SELECT coalesce(sum(y.lines), 0) AS read,
      coalesce(sum(y.lines) FILTER (WHERE y.outcome = 'rejected'), 0) AS rejected
    FROM footfall_store.stream t
    JOIN footfall_store.stream_tally y USING (generation)
    WHERE t.site IS NULL OR t.site = (SELECT s.id FROM site s)
  ), hit AS (
    SELECT coalesce(sum(y.lines) FILTER (WHERE y.outcome = 'kept'), 0) AS kept,
      coalesce(sum(y.lines) FILTER (WHERE y.outcome = 'expired'), 0) AS expired,
      coalesce((SELECT sum(v.hits) FROM footfall_store.visit_day v), 0) AS counted,
      min(y.lines) AS least
    FROM footfall_store.stream t
    JOIN footfall_store.stream_tally y USING (generation)
    WHERE t.kind = 'access_log'
  ), gap AS (
    SELECT count(*) AS gaps, coalesce(sum(g.bytes), 0) AS bytes FROM footfall.source_gap g
  ), newest AS (
    SELECT max(t.last_loaded_at) AS at FROM footfall_store.stream t
  ), daemon AS (
    SELECT count(*) AS sources, count(*) FILTER (
        WHERE s.seen_at < n.at - interval '24 hours' OR s.error IS NOT NULL) AS silent
    FROM footfall_store.source s
    CROSS JOIN newest n
    WHERE s.owner IS NOT NULL
  ), underived AS (
    SELECT (SELECT count(*) FROM footfall_store.underived_contact)
      + (SELECT count(*) FROM footfall_store.underived_stream)
      + (SELECT count(*) FROM footfall_store.underived_value) AS records
  ), dirty AS (
    SELECT count(DISTINCT d.day) AS days
    FROM footfall_store.dirty_day d
    WHERE d.site = (SELECT s.id FROM site s) AND d.day <= (SELECT s.day FROM site s)
  ), known AS (
    SELECT (SELECT count(*) FROM footfall.identity_conflict c WHERE c.site = of_site) AS conflicts,
      (SELECT count(*) FROM footfall_store.identity_node n WHERE n.site = (SELECT s.id FROM site s))
        AS names
  ), rule AS (
    SELECT (SELECT count(DISTINCT a.rules) FROM footfall_store.agent a) AS agents,
      (SELECT count(DISTINCT v.rules) FROM footfall_store.visit_source v
      WHERE v.site = (SELECT s.id FROM site s)) AS sources
  )
  SELECT q.place, q.statement, q.holds, q.verdict
  FROM log, tally, hit, gap, daemon, underived, dirty, known, rule, LATERAL (VALUES
    (1, 'The log reaches to within 48 hours of the newest record', log.days <= 1,
      coalesce('the last hit is of ' || to_char(log.day, 'FMDD Mon YYYY'), 'no hit was loaded')),
    (2, 'Every line that was kept is counted in a day', CASE WHEN dirty.days = 0
        THEN hit.counted BETWEEN hit.kept AND hit.kept + hit.expired AND coalesce(hit.least >= 0, true) END,
      CASE WHEN dirty.days > 0 THEN 'not known until all days are counted'
        ELSE footfall.grouped(hit.kept) || ' kept, ' || footfall.grouped(hit.counted) || ' counted' END),
    (3, 'Fewer than 1 % of the records were rejected', 100 * tally.rejected < greatest(tally.read, 1),
      footfall.grouped(tally.rejected) || ' of ' || footfall.grouped(tally.read)),
    (4, 'No file was gone before it was read', gap.gaps = 0,
      CASE gap.gaps WHEN 0 THEN 'no gap' ELSE 'gaps: ' || gap.gaps || ', bytes: ' || gap.bytes END),
    (5, 'The daemon follows every input without trouble',
      CASE WHEN daemon.sources > 0 THEN daemon.silent = 0 END,
      CASE WHEN daemon.sources = 0 THEN 'no daemon was started here'
        ELSE daemon.silent || ' of ' || daemon.sources || ' silent or in trouble' END),
    (6, 'Every record is told to its person', underived.records = 0,
      CASE underived.records WHEN 0 THEN 'nothing is left to tell'
        ELSE 'records left: ' || underived.records || ' (footfall nightly)' END),
    (7, 'Every day is counted anew after what came late', dirty.days = 0,
      CASE dirty.days WHEN 0 THEN 'no day is left' ELSE 'days left: ' || dirty.days || ' (footfall nightly)' END),
    (8, 'Fewer than 1 % of the names contradict each other', 100 * known.conflicts < greatest(known.names, 1),
      footfall.grouped(known.conflicts) || ' of ' || footfall.grouped(known.names)),
    (9, 'All visits are told by one version of the rules', rule.agents <= 1 AND rule.sources <= 1,
      CASE WHEN rule.agents <= 1 AND rule.sources <= 1 THEN 'one version'
        ELSE 'versions: ' || greatest(rule.agents, rule.sources) || ' (footfall reclassify)' END)
  ) AS q (place, statement, holds, verdict)
$$;
COMMENT ON FUNCTION footfall.quality(text, timestamptz) IS 'Nine statements about what is stored of a site, whether each holds (null where it does not apply), and by what number; freshness at an instant, the others as they are now.';

ALTER FUNCTION footfall.order_progress(text, timestamptz, timestamptz) OWNER TO footfall_owner;
ALTER FUNCTION footfall.message_path(text, timestamptz, timestamptz, text) OWNER TO footfall_owner;
ALTER FUNCTION footfall.promise_hours() OWNER TO footfall_owner;
ALTER FUNCTION footfall.contact_reason(text, timestamptz, timestamptz) OWNER TO footfall_owner;
ALTER FUNCTION footfall.discount_rate() OWNER TO footfall_owner;
ALTER FUNCTION footfall.present_value(numeric, integer, numeric) OWNER TO footfall_owner;
ALTER FUNCTION footfall.month_balance(text, timestamptz, timestamptz) OWNER TO footfall_owner;
ALTER FUNCTION footfall.order_source(text, timestamptz, timestamptz, timestamptz) OWNER TO footfall_owner;
ALTER FUNCTION footfall.grouped(numeric) OWNER TO footfall_owner;
ALTER FUNCTION footfall.quality(text, timestamptz) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall.order_progress(text, timestamptz, timestamptz),
  footfall.message_path(text, timestamptz, timestamptz, text),
  footfall.promise_hours(), footfall.discount_rate(), footfall.grouped(numeric),
  footfall.contact_reason(text, timestamptz, timestamptz),
  footfall.present_value(numeric, integer, numeric),
  footfall.month_balance(text, timestamptz, timestamptz),
  footfall.order_source(text, timestamptz, timestamptz, timestamptz), footfall.quality(text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.order_progress(text, timestamptz, timestamptz),
  footfall.message_path(text, timestamptz, timestamptz, text),
  footfall.promise_hours(), footfall.discount_rate(), footfall.grouped(numeric),
  footfall.contact_reason(text, timestamptz, timestamptz),
  footfall.present_value(numeric, integer, numeric),
  footfall.month_balance(text, timestamptz, timestamptz),
  footfall.order_source(text, timestamptz, timestamptz, timestamptz), footfall.quality(text, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;
