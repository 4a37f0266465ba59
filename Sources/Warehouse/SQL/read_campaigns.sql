-- Campaigns that queries name. $1 queries. Columns: query, campaign.
SELECT id AS query, campaign
FROM footfall_store.query
WHERE id = ANY ($1::bigint[]) AND campaign IS NOT NULL
