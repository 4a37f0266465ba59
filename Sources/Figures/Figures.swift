// The room of Figures.
