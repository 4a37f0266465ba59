-- What was written in contacts of a site, of which only staff knows the topic, or nobody.
-- $1 site, $2 whether only what staff put right is read.
-- Columns: id, text, ruled, corrected.
SELECT c.id, c.subject || ' ' || c.excerpt AS text, c.topic AS ruled, k.topic AS corrected
FROM footfall_store.contact c
LEFT JOIN (
  SELECT DISTINCT ON (t.contact) t.contact, t.topic
  FROM footfall_store.topic_correction t
  ORDER BY t.contact, t.at DESC
) k ON k.contact = c.id
WHERE c.site = $1 AND (k.topic IS NOT NULL OR NOT $2) AND c.subject || c.excerpt <> ''
