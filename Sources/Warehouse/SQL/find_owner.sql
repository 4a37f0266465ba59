-- Who holds an input. $1 id. Columns: owner, epoch, is_followed.
SELECT owner, epoch, footfall.is_followed(id) AS is_followed
FROM footfall_store.source WHERE id = $1
