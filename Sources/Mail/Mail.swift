// The room of Mail.
