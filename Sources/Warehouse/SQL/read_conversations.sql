-- Contacts of a site with what tells their conversations, in the order of time; of mail that tells of
-- a form that is here, the form; and whether it went to several. $1 site.
-- Columns: id, at, message_id, party, subject, topic, topic_rule, topic_score, corrected, told_topic, told_by, conversation, class, form, is_to_several.
SELECT c.id, c.at, m.message_id, c.person AS party, c.subject, c.topic, c.topic_rule,
  c.topic_score::double precision AS topic_score, k.topic AS corrected, c.told_topic, c.told_by,
  c.conversation, coalesce(m.class, 1::smallint) AS class, n.form,
  EXISTS (SELECT FROM footfall_store.message_recipient r WHERE r.message = c.id) AS is_to_several
FROM footfall_store.contact c
LEFT JOIN footfall_store.message m ON m.id = c.id
LEFT JOIN footfall_store.form_notice n ON n.message = c.id
LEFT JOIN (
  SELECT DISTINCT ON (t.contact) t.contact, t.topic
  FROM footfall_store.topic_correction t
  ORDER BY t.contact, t.at DESC
) k ON k.contact = c.id
WHERE c.site = $1
ORDER BY c.at, c.id
