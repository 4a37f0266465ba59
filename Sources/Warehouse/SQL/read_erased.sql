-- What is left of persons who were erased. Columns: site, node.
SELECT site, node FROM footfall_store.suppression WHERE reason = 'erased'
