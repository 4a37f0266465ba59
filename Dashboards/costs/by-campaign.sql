-- question: What was spent on which campaign?
-- figure: bar
-- label: campaign
-- value: amount
-- unit: spent
-- heading: campaign
-- limit: 12
-- finding: ["Most went to {top}: {top_share} of what was spent in twelve months"]
-- note: Costs of the last twelve months, in the currency of the site.
SELECT coalesce(c.campaign, 'no campaign') AS campaign, coalesce(round(sum(c.amount)), 0) AS amount
FROM footfall.cost c
JOIN footfall.site s ON s.name = c.site
WHERE c.site = :site AND coalesce(c.currency, s.currency) = s.currency
  AND c.day < (:until AT TIME ZONE :zone)::date
  AND c.day >= (:until AT TIME ZONE :zone)::date - interval '12 months'
GROUP BY 1
ORDER BY amount DESC, 1
LIMIT 300
