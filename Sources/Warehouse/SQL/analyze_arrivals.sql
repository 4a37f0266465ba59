-- Tells the planner what a derivation works with.
SELECT footfall_store.analyze_arrivals()
