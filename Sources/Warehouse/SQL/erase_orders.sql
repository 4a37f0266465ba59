-- Takes out what was written down of orders, whose buyers were erased. $1 site, $2 their numbers
SELECT footfall_store.erase_orders($1, $2)
