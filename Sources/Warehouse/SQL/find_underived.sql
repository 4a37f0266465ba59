-- Whether anything was stored that persons are to be derived from, or that may tell whose visits are
-- whose or in which visit somebody wrote. Columns: is_due.
SELECT EXISTS (SELECT FROM footfall_store.underived_stream)
  OR EXISTS (SELECT FROM footfall_store.underived_contact)
  OR EXISTS (SELECT FROM footfall_store.underived_value)
  OR (EXISTS (SELECT FROM footfall_store.identity_node) OR EXISTS (SELECT FROM footfall_store.contact))
    AND EXISTS (
      SELECT FROM footfall_store.stream s
      LEFT JOIN footfall_store.owned_stream o USING (generation)
      WHERE s.kind = 'access_log' AND s.state <> 'undone' AND s.position > coalesce(o.position, 0))
  AS is_due
