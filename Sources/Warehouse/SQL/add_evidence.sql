-- Makes the evidence that the collected records give, in the order of the index.
INSERT INTO footfall_store.identity_evidence AS e (site, a, b, rule, generation, position, at)
SELECT site, a, b, rule, generation, position, at
FROM footfall_store.arrived_evidence
ORDER BY site, a, b
ON CONFLICT (site, a, b, rule, generation, position) DO UPDATE SET at = excluded.at
WHERE e.at <> excluded.at
