-- All that is kept of a person, row by row as JSON. $1 name of the site, $2 person. Columns: section,
-- row.
SELECT 'person' AS section, to_jsonb(v)::text AS row
FROM footfall.person v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'identifiers', to_jsonb(v)::text
FROM footfall.person_identifier v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'evidence', to_jsonb(v)::text
FROM footfall.person_evidence v
WHERE v.site = $1 AND EXISTS (
  SELECT FROM footfall.person_identifier i
  WHERE i.site = $1 AND i.person = $2 AND i.id IN (v.a, v.b))
UNION ALL
SELECT 'consents', to_jsonb(v)::text FROM footfall.consent v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'suppressions', to_jsonb(v)::text
FROM footfall.suppression v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'preferences', to_jsonb(v)::text
FROM footfall.preference v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'contacts', to_jsonb(v)::text FROM footfall.contact v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'visits of contacts', to_jsonb(v)::text
FROM footfall.contact_visit v
WHERE v.site = $1 AND v.contact IN (
  SELECT c.id FROM footfall.message c WHERE c.site = $1 AND c.person = $2)
UNION ALL
SELECT 'cases', to_jsonb(v)::text
FROM footfall.service_case v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'diary', to_jsonb(v)::text FROM footfall.diary v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'visits', to_jsonb(v)::text
FROM footfall.person_visit v WHERE v.site = $1 AND v.person = $2
UNION ALL
SELECT 'customers', to_jsonb(v)::text
FROM footfall.customer_history v
WHERE v.id IN (SELECT l.id FROM footfall.customer l WHERE l.site = $1 AND l.person = $2)
UNION ALL
SELECT 'activities', to_jsonb(v)::text
FROM footfall.activity_history v
WHERE v.id IN (SELECT l.id FROM footfall.activity l WHERE l.site = $1 AND l.person = $2)
UNION ALL
SELECT 'orders', to_jsonb(v)::text
FROM footfall.customer_order_history v
WHERE v.id IN (SELECT l.id FROM footfall.customer_order l WHERE l.site = $1 AND l.person = $2)
UNION ALL
SELECT 'order lines', to_jsonb(v)::text
FROM footfall.order_line v
WHERE v.site = $1 AND v.order_number IN (
  SELECT l.number FROM footfall.customer_order l WHERE l.site = $1 AND l.person = $2)
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
SELECT 'timeline', to_jsonb(v)::text FROM footfall.person_timeline($1, $2) v
