-- Keeps an input from being taken over while a batch is stored. $1 id. Columns: epoch.
SELECT epoch FROM footfall_store.source WHERE id = $1 FOR KEY SHARE
