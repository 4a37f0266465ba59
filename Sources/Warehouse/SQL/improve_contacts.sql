-- Lets a contact that came in be as the copy tells it that a human wrote, where one came before that a
-- filter had marked or a list passed on, and as one that tells of a form. $1 id, $2 site, $3 person (0 = none), $4 class, $5 topic,
-- $6 rule, $7 score of the topic, $8 its rules, $9 name, $10 subject, $11 excerpt, $12 tells of a form (0 or 1)
-- (arrays).
-- Columns: id of each changed.
UPDATE footfall_store.contact c
SET person = nullif(n.person, 0), owner = coalesce(d.person, nullif(n.person, 0)),
  topic = n.topic, topic_rule = n.topic_rule, topic_score = n.topic_score,
  topic_rules = n.topic_rules, person_name = n.person_name, subject = n.subject,
  excerpt = n.excerpt
FROM unnest(
  $1::bigint[], $2::bigint[], $3::bigint[], $4::smallint[], $5::text[], $6::text[],
  $7::double precision[], $8::text[], $9::text[], $10::text[], $11::text[],
  $12::smallint[])
  AS n (id, site, person, class, topic, topic_rule, topic_score, topic_rules, person_name, subject,
    excerpt, is_form_mail)
JOIN footfall_store.message m ON m.id = n.id
LEFT JOIN footfall_store.identity_node d ON d.site = n.site AND d.id = n.person
WHERE c.id = n.id AND c.direction = 1 AND (n.class, n.is_form_mail = 0) < (m.class, NOT m.is_form_mail)
RETURNING c.id
