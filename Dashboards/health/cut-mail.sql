-- question: Which mail was not read whole?
-- figure: table
-- columns: {what: What, messages: Messages, newest_at: The newest}
-- finding:
--   - "{total:message was:messages were} not read whole"
--   - Every message was read whole
-- note: All mail that is stored, whatever the period. Of a text the first 1 MiB is kept. A message is read up to 512 MiB, and up to 16 MiB of it without its attachments; of what stands behind that nothing is known.
WITH cut AS (
  SELECT at
  FROM footfall.message
  WHERE site = :site AND channel = 'email' AND is_cut
), unknown AS (
  SELECT at
  FROM footfall.message
  WHERE site = :site
    AND id IN (SELECT message FROM footfall.attachment WHERE site = :site AND size IS NULL)
), found AS (
  SELECT 1 AS place, 'The text or the message is too long' AS what, count(*) AS messages,
    max(at) AS newest_at
  FROM cut
  UNION ALL
  SELECT 2, 'The size of an attached file is not known', count(*), max(at)
  FROM unknown
)
SELECT what, messages, newest_at, (SELECT nullif(count(*), 0) FROM cut) AS total
FROM found
WHERE EXISTS (SELECT FROM footfall.message WHERE site = :site AND channel = 'email')
ORDER BY place
