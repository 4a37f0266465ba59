// The room of PostgreSQL.
