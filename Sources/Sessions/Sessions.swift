// The room of Sessions.
