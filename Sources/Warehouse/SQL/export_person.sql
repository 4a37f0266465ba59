-- Declares all that is kept of a person, row by row as JSON, one section after the other, for
-- fetch_person_export.sql. $1 name of the site, $2 person. A cursor: nobody has to hold all of it, and
-- its parts are never mixed. Columns: section and row, when they are fetched.
DECLARE person_export NO SCROLL CURSOR FOR
WITH name AS MATERIALIZED (
  SELECT i.id, i.kind, i.value
  FROM footfall.person_identifier i WHERE i.site = $1 AND i.person = $2
  UNION
  -- Addresses of contacts of which no person was derived yet.
  SELECT y.person, 'mail address', a.address
  FROM footfall_store.contact_party y
  JOIN footfall_store.site s ON s.id = y.site
  JOIN footfall_store.person a ON a.id = y.person
  WHERE s.name = $1 AND y.owner = $2
), message AS MATERIALIZED (
  SELECT m.id, m.conversation FROM footfall.message m WHERE m.site = $1 AND m.person = $2
), received AS MATERIALIZED (
  -- What went to others first; nobody else's address goes with it.
  SELECT c.id, c.person, c.address, c.person_name
  FROM footfall.contact c
  JOIN footfall.message m ON m.id = c.id
  WHERE c.site = $1 AND c.person = $2 AND m.person IS DISTINCT FROM $2
), sale AS MATERIALIZED (
  SELECT o.id, o.number, o.cancelled_at
  FROM footfall.order_as_of($1, NULL) o
  WHERE o.person = $2
), visit AS MATERIALIZED (
  SELECT v.visitor, v.from_at, v.until_at
  FROM footfall.person_visit v WHERE v.site = $1 AND v.person = $2
)
SELECT 'person' AS section, to_jsonb(v)::text AS row
FROM footfall.person v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'identifiers', to_jsonb(v)::text
FROM footfall.person_identifier v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'evidence', to_jsonb(v)::text
FROM footfall.person_evidence v
WHERE v.site = $1 AND EXISTS (SELECT FROM name n WHERE n.id IN (v.a, v.b))
UNION ALL
-- Why staff took values for one person or for two.
SELECT 'statements of staff', to_jsonb(v)::text
FROM footfall_store.identity_assertion v
JOIN footfall_store.site s ON s.id = v.site
WHERE s.name = $1 AND EXISTS (SELECT FROM name n WHERE n.id IN (v.a, v.b))
UNION ALL
SELECT 'scores', to_jsonb(v)::text
FROM footfall.customer_score v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'scores as a lead', to_jsonb(v)::text
FROM footfall.lead_score v WHERE v.site = $1 AND v.person = $2
UNION ALL
-- Those of values that are the person's now: others came to be somebody else's.
SELECT 'attributes', to_jsonb(v)::text
FROM footfall.person_attribute v WHERE v.site = $1 AND v.person = $2
UNION ALL
-- What does not count of who is who.
SELECT 'conflicts', to_jsonb(v)::text
FROM footfall.identity_conflict v
WHERE v.site = $1 AND EXISTS (SELECT FROM name n WHERE n.id IN (v.a, v.b))
UNION ALL
SELECT 'changes of visits', to_jsonb(v)::text
FROM footfall.visit_change v WHERE v.site = $1 AND $2 IN (v.before, v.after)
UNION ALL
SELECT 'changes', to_jsonb(v)::text
FROM footfall.person_change v
WHERE v.site = $1 AND EXISTS (SELECT FROM name n WHERE n.kind = v.kind AND n.value = v.value)
UNION ALL
SELECT 'consents', to_jsonb(v)::text FROM footfall.consent v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'consent now', to_jsonb(v)::text
FROM footfall.consent_state v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'suppressions', to_jsonb(v)::text
FROM footfall.suppression v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'suppressions by staff', to_jsonb(v)::text
FROM footfall_store.suppression_statement v
JOIN footfall_store.site s ON s.id = v.site
WHERE s.name = $1 AND v.node IN (SELECT n.id FROM name n)
UNION ALL
SELECT 'preferences', to_jsonb(v)::text
FROM footfall.preference v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'contacts', to_jsonb(v)::text FROM footfall.contact v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'messages', to_jsonb(v)::text FROM footfall.message v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'messages', (to_jsonb(v) || to_jsonb(r))::text
FROM received r
JOIN footfall.message v ON v.id = r.id
UNION ALL
SELECT 'attachments', to_jsonb(v)::text
FROM footfall.attachment v
WHERE v.message IN (SELECT m.id FROM message m UNION SELECT r.id FROM received r)
UNION ALL
SELECT 'topic corrections', to_jsonb(v)::text
FROM footfall_store.topic_correction v
WHERE v.contact IN (SELECT m.id FROM message m UNION SELECT r.id FROM received r)
UNION ALL
SELECT 'bounces', to_jsonb(v)::text
FROM footfall.bounce v
WHERE v.site = $1 AND v.address IN (SELECT n.value FROM name n WHERE n.kind = 'mail address')
UNION ALL
SELECT 'conversations', to_jsonb(v)::text
FROM footfall.conversation v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'visits of contacts', to_jsonb(v)::text
FROM footfall.contact_visit v WHERE v.contact IN (SELECT m.id FROM message m)
UNION ALL
SELECT 'cases', to_jsonb(v)::text
FROM footfall.service_case v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'steps of cases', to_jsonb(v)::text
FROM footfall_store.case_step v
WHERE v.contact IN (
  SELECT m.id FROM message m
  UNION SELECT m.conversation FROM message m
  UNION SELECT a.id FROM footfall.activity a WHERE a.site = $1 AND a.person = $2)
UNION ALL
SELECT 'diary', to_jsonb(v)::text FROM footfall.diary v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'customers', to_jsonb(v)::text
FROM footfall.customer_history v
WHERE v.id IN (SELECT l.id FROM footfall.customer l WHERE l.site = $1 AND l.person = $2)
UNION ALL
SELECT 'activities', to_jsonb(v)::text
FROM footfall.activity_history v
WHERE v.id IN (SELECT l.id FROM footfall.activity l WHERE l.site = $1 AND l.person = $2)
UNION ALL
-- What was cancelled says so in each of its versions.
SELECT 'orders', (to_jsonb(v) || jsonb_build_object('cancelled_at', o.cancelled_at))::text
FROM sale o
JOIN footfall.customer_order_history v ON v.id = o.id
UNION ALL
SELECT 'order lines', to_jsonb(v)::text
FROM footfall.order_line_history v
WHERE v.site = $1 AND v.order_number IN (SELECT o.number FROM sale o)
UNION ALL
SELECT 'order states', to_jsonb(v)::text
FROM footfall.order_status_history v
WHERE v.site = $1 AND v.order_number IN (SELECT o.number FROM sale o)
UNION ALL
SELECT 'shipments', to_jsonb(v)::text
FROM footfall.shipment_history v
WHERE v.site = $1 AND v.order_number IN (SELECT o.number FROM sale o)
UNION ALL
SELECT 'subscriptions', to_jsonb(v)::text
FROM footfall.subscription_history v
WHERE v.id IN (SELECT l.id FROM footfall.subscription l WHERE l.site = $1 AND l.person = $2)
UNION ALL
SELECT 'wishes', to_jsonb(v)::text
FROM footfall.wish_history v
WHERE v.id IN (SELECT l.id FROM footfall.wish l WHERE l.site = $1 AND l.person = $2)
UNION ALL
SELECT 'answers', to_jsonb(v)::text
FROM footfall.survey_answer_history v
WHERE v.id IN (SELECT l.id FROM footfall.survey_answer l WHERE l.site = $1 AND l.person = $2)
UNION ALL
-- By an address in the words, or by the login or the whole name of the author.
SELECT 'mentions', to_jsonb(v)::text
FROM footfall.mention_history v
WHERE v.site = $1 AND (
  EXISTS (
    SELECT FROM name n
    WHERE n.kind = 'mail address'
      AND footfall_store.holds_words(concat_ws(' ', v.author, v.text), n.value)
      OR n.kind = 'login' AND lower(v.author) = lower(n.value))
  OR EXISTS (
    SELECT FROM footfall.person p
    WHERE p.site = $1 AND p.person = $2 AND footfall_store.folded_name(p.name) ~ ' '
      AND footfall_store.folded_name(v.author) = footfall_store.folded_name(p.name)))
UNION ALL
-- Whoever talks for one of those whom the business buys from.
SELECT 'vendors', to_jsonb(v)::text
FROM footfall.vendor_history v
WHERE v.site = $1 AND v.email IN (SELECT n.value FROM name n WHERE n.kind = 'mail address')
UNION ALL
-- What could not be used and holds an address, however it is written.
SELECT 'rejects', (
  to_jsonb(v) || jsonb_build_object('text', encode(r.raw, 'escape')))::text
FROM footfall.rejected_record v
JOIN footfall_store.rejected_record r
  ON r.generation = v.generation AND r.position = v.position
WHERE r.raw <> '' AND coalesce(v.site, $1) = $1 AND EXISTS (
  SELECT FROM name n
  CROSS JOIN LATERAL (VALUES ('@'), ('%40'), ('\u0040')) AS s (sign)
  CROSS JOIN LATERAL (
    SELECT lower(encode(convert_to(replace(n.value, '@', s.sign), 'UTF8'), 'escape')) AS text
  ) a
  WHERE n.kind = 'mail address' AND position(a.text IN lower(encode(r.raw, 'escape'))) > 0
    -- And not in a longer one, which is somebody else's.
    AND lower(encode(r.raw, 'escape')) ~ ('(^|[^a-z0-9._+-]|%[0-9a-f]{2})'
      || regexp_replace(a.text, '([^a-z0-9])', '\\\1', 'g') || '($|[^a-z0-9.-]|[.-]($|[^a-z0-9]))'))
UNION ALL
SELECT 'timeline', to_jsonb(v)::text FROM footfall.person_timeline($1, $2) v
UNION ALL
SELECT 'visits', to_jsonb(v)::text
FROM footfall.person_visit v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'segments of visits', to_jsonb(v)::text
FROM footfall.person_visit w
JOIN footfall.visit_segment v ON v.visitor = w.visitor AND v.started_at = w.started_at
WHERE w.site = $1 AND w.person = $2
UNION ALL
SELECT 'goals reached', to_jsonb(v)::text
FROM footfall.conversion v WHERE v.site = $1 AND v.person = $2
UNION ALL
-- Those of visits that are the person's, and those of logins; nobody else's on the same device.
SELECT 'hits', to_jsonb(v)::text
FROM visit w
JOIN footfall.event v ON v.visitor = w.visitor AND v.at >= w.from_at AND v.at < w.until_at
UNION ALL
SELECT 'hits', to_jsonb(v)::text
FROM footfall.event v
WHERE v.site = $1 AND v.login IN (SELECT n.id FROM name n WHERE n.kind = 'login')
  AND NOT EXISTS (
    SELECT FROM visit w
    WHERE w.visitor = v.visitor AND v.at >= w.from_at AND v.at < w.until_at)
