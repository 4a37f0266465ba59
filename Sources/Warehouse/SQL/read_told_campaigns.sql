-- Queries that may name a campaign, and what was made of them. Columns: id, text, campaign.
SELECT id, text, campaign
FROM footfall_store.query
WHERE campaign IS NOT NULL OR text ~* '(^|&)[a-z]+_(campaign|cpn)='
