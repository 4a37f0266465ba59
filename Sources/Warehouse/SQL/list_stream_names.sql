-- Names of streams and of inputs, those with rejects first. Columns: name, has_rejects.
SELECT n.name, bool_or(n.has_rejects) AS has_rejects
FROM (
  SELECT t.name, s.name AS source, EXISTS (
      SELECT FROM footfall_store.rejected_record r WHERE r.generation = t.generation)
    AS has_rejects
  FROM footfall_store.stream t
  LEFT JOIN footfall_store.source s ON s.id = t.source
) v
CROSS JOIN LATERAL (VALUES (v.name, v.has_rejects), (v.source, v.has_rejects)) n (name, has_rejects)
WHERE n.name <> ''
GROUP BY n.name
ORDER BY has_rejects DESC, n.name
