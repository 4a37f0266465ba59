-- question: Which channels brought the orders?
-- figure: matrix
-- x: model
-- y: channel
-- colour: orders
-- unit: orders
-- format: decimal
-- heading: channel
-- finding: ["{best_y} brought most: {best_y_share} of the orders over all models"]
-- note: Orders of the last twelve months whose persons are known to have come in the 90 days before, dealt out to the channels of these visits; the columns add up to the same. Where the models differ much, none is to be believed alone.
-- empty: Told as of the newest day; where there are too few to say, the head of the page says so.
-- definitions:
--   First, last: all to the first or the last visit; last non-direct passes direct visits by
--   Linear, position, time decay: >-
--     to all visits alike; 40 % to the first, 40 % to the last, the rest between; half for each seven days before
--   Markov, Shapley: >-
--     by what would be lost without the channel in the chain of all visits; to the different channels of a way alike
WITH credit AS (
  SELECT model, channel, conversions FROM footfall.attribution_credit WHERE site = :site AND as_of = (:as_of AT TIME ZONE :zone)::date - 1
), model (place, model, label) AS (
  VALUES (1, 'first', 'First'), (2, 'last', 'Last'), (3, 'last non-direct', 'Last non-direct'),
    (4, 'linear', 'Linear'), (5, 'position', 'Position'), (6, 'time decay', 'Time decay'),
    (7, 'Markov', 'Markov'), (8, 'Shapley', 'Shapley')
), channel AS (
  SELECT channel, sum(conversions) AS conversions FROM credit GROUP BY channel
)
SELECT c.channel, m.label AS model, coalesce(r.conversions, 0) AS orders
FROM channel c
CROSS JOIN model m
LEFT JOIN credit r ON r.channel = c.channel AND r.model = m.model
ORDER BY c.conversions DESC, c.channel COLLATE "C", m.place
