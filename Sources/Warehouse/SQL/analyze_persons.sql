-- Tells the planner how many persons there are.
SELECT footfall_store.analyze_persons()
