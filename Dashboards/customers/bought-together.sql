-- question: Which products do the same persons buy?
-- figure: table
-- columns:
--   item: Whoever bought
--   other: bought as well
--   together: Persons
--   confidence: Share of them
--   lift: Times as often as by chance
-- formats: {confidence: share, lift: decimal}
-- limit: 25
-- finding: ["{confidence} of those who bought {item} bought {other} as well"]
-- note: Pairs that at least three persons bought and that are hardly chance (Fisher's test, at most one in twenty of them), rare ones drawn towards chance.
-- empty: No two products are bought by the same persons more often than by chance, as far as can be told.
SELECT item, other, together, confidence, shrunk_lift AS lift
FROM (
  SELECT DISTINCT ON (least(item, other), greatest(item, other)) item, other, together, confidence, shrunk_lift,
    place
  FROM footfall.affinity
  WHERE site = :site AND as_of = (:as_of AT TIME ZONE :zone)::date - 1 AND kind = 'product' AND false_discovery_rate <= 0.05 AND shrunk_lift > 1
  ORDER BY least(item, other), greatest(item, other), confidence DESC, place
) AS pair
ORDER BY lift DESC, place
LIMIT 25
