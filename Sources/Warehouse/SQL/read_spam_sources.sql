-- First pages of a site that no visit begins with, for a forged referrer brought them. $1 site.
-- Columns: referrer, query; 0 for none of them.
SELECT referrer, query FROM footfall_store.visit_source WHERE site = $1 AND is_spam
