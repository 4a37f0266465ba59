-- Ties contacts to the visits in which they were made.
INSERT INTO footfall_store.contact_visit (contact, rule, visitor, session_at)
SELECT t.contact, t.rule, t.visitor, t.session_at
FROM footfall_store.contact_tie t
ON CONFLICT (contact, rule) DO NOTHING
