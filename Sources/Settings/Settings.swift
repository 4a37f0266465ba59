// The room of Settings.
