// The room of Warehouse.
