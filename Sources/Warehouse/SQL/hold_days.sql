-- Waits until nobody rolls days up, and keeps others from it until the transaction ends.
SELECT footfall_store.hold_days()
