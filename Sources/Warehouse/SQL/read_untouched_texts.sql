-- What was written in contacts of a site of which staff never said the topic, and a class does not: some
-- thousands, the same each time, for their ids are as good as drawn. $1 site.
-- Columns: id, text, ruled.
SELECT c.id, c.subject || ' ' || c.excerpt AS text, c.topic AS ruled
FROM footfall_store.contact c
WHERE c.site = $1 AND c.topic_rule <> 'class' AND c.subject || c.excerpt <> ''
  AND NOT EXISTS (SELECT FROM footfall_store.topic_correction t WHERE t.contact = c.id)
ORDER BY c.id
LIMIT 5000
