-- Takes away which visits contacts were made in where that no longer holds.
DELETE FROM footfall_store.contact_visit v
WHERE NOT EXISTS (
  SELECT FROM footfall_store.contact_tie t
  WHERE (t.contact, t.rule, t.visitor, t.session_at)
    = (v.contact, v.rule, v.visitor, v.session_at))
