-- Visitors that other writers changed. $1 after revision, $2 before revision.
-- Columns: revision, visitors.
SELECT revision, visitors FROM footfall_store.session_touch
WHERE revision > $1 AND revision < $2
ORDER BY revision
