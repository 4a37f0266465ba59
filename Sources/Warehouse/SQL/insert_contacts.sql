-- Stores contacts that are new; one delivered twice is one. Columns: id of each stored now.
-- $1 id, $2 site, $3 person (0 = none), $4 at, $5 generation, $6 position, $7 direction,
-- $8 channel, $9 topic, $10 rule, $11 name, $12 subject, $13 excerpt, $14 form, $15 page,
-- $16 score of the topic, $17 its rules, $18 consents, parted by blanks, $19 what was declared, as
-- JSON, $20 cookie (0 = none), $21 token of a visit (0 = none), $22 the rule by which it ties
-- (0 = none) (arrays)
INSERT INTO footfall_store.contact
  (id, site, person, owner, at, generation, position, direction, channel, topic, topic_rule,
   person_name, subject, excerpt, form, page_path, topic_score, topic_rules, consents, declared,
   cookie, token, token_rule)
SELECT n.id, n.site, nullif(n.person, 0), coalesce(d.person, nullif(n.person, 0)), n.at,
  n.generation, n.position, n.direction, n.channel, n.topic, n.topic_rule, n.person_name,
  n.subject, n.excerpt, n.form, footfall_store.page_path(n.page_path), n.topic_score, n.topic_rules,
  string_to_array(n.consents, ' '), n.declared::jsonb, nullif(n.cookie, 0),
  nullif(n.token, 0), nullif(n.token_rule, 0)
FROM unnest(
  $1::bigint[], $2::bigint[], $3::bigint[], $4::timestamptz[], $5::bigint[], $6::bigint[],
  $7::smallint[], $8::smallint[], $9::text[], $10::text[], $11::text[], $12::text[],
  $13::text[], $14::text[], $15::text[], $16::double precision[], $17::text[], $18::text[],
  $19::text[], $20::bigint[], $21::bigint[], $22::smallint[])
  AS n (id, site, person, at, generation, position, direction, channel, topic, topic_rule,
    person_name, subject, excerpt, form, page_path, topic_score, topic_rules, consents, declared,
    cookie, token, token_rule)
-- Whose the address is by what is known so far.
LEFT JOIN footfall_store.identity_node d ON d.site = n.site AND d.id = n.person
ORDER BY n.id
ON CONFLICT (id) DO NOTHING
RETURNING id
