-- Takes out addresses that no contact and no bounce names any more.
SELECT footfall_store.forget_addresses()
