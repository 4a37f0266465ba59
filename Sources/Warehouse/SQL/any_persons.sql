-- Whether anything is derived of persons. Columns: are_derived.
SELECT EXISTS (SELECT FROM footfall_store.identity_node)
  OR EXISTS (SELECT FROM footfall_store.identity_evidence)
  OR EXISTS (SELECT FROM footfall_store.ledger_person) AS are_derived
