-- Keeps an input from being taken over while something is written of it. $1 id. Columns: epoch.
SELECT epoch FROM footfall_store.source WHERE id = $1 FOR KEY SHARE
