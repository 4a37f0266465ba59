-- What happened with persons, the newest first. $1 name of the site, $2 persons, $3 how many of each at most,
-- $4 what is before that instant, null for all. Columns: person, at, kind, direction, topic, subject, detail,
-- amount, currency.
SELECT u.person, t.at, t.kind, t.direction, t.topic, t.subject,
  -- Of what is planned it is who is to do it.
  CASE t.kind WHEN 'next action' THEN footfall.staff_name(t.detail) ELSE t.detail END AS detail,
  t.amount::text AS amount,
  t.currency
FROM (
  SELECT i.person FROM unnest($2::bigint[]) AS i (person) ORDER BY i.person LIMIT cardinality($2)
) u
CROSS JOIN LATERAL (
  SELECT l.at, l.kind, l.direction, l.topic, l.subject, l.detail, l.amount, l.currency
  FROM footfall.person_timeline($1, u.person, $4::timestamptz) l
  ORDER BY l.at DESC, l.kind, l.subject, l.detail
  LIMIT $3
) t
ORDER BY t.at DESC, t.kind, t.subject, t.detail
