// Nothing is called by name: what loads this library gets its clock.
