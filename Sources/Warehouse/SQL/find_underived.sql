-- Whether anything was stored that persons are to be derived from. Columns: is_due.
SELECT EXISTS (SELECT FROM footfall_store.underived_stream)
  OR EXISTS (SELECT FROM footfall_store.underived_contact)
  OR EXISTS (SELECT FROM footfall_store.underived_value) AS is_due
