// The room of Markup.
