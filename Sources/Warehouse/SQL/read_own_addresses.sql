-- Addresses of the business and of its staff. Columns: site, address.
SELECT site, address FROM footfall_store.own_address ORDER BY site, address
