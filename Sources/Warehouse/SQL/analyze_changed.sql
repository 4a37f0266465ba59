-- Tells the planner of tables that changed much.
SELECT footfall_store.analyze_changed()
