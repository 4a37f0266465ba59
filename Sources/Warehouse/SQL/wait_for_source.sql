-- Waits until no batch of an earlier owner is on its way. $1 id. Columns: epoch.
SELECT epoch FROM footfall_store.source WHERE id = $1 FOR UPDATE
