// The room of LocalPostgres.
