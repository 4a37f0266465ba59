-- Whether collected records say of a known customer number that it was given up. Columns: is_news.
SELECT EXISTS (SELECT FROM footfall_store.arrived_claim WHERE retired_at IS NOT NULL)
  AND EXISTS (
    SELECT FROM footfall_store.arrived_claim c
    JOIN footfall_store.identity_node n
      ON n.value = c.value AND n.kind = c.kind AND n.site = c.site
    WHERE c.retired_at > coalesce(n.retired_at, '-infinity')) AS is_news
