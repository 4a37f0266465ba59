-- How many values were erased. Columns: erased.
SELECT count(*) AS erased FROM footfall_store.suppression WHERE reason = 'erased'
