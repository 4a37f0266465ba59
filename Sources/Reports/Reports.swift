// The room of Reports.
