"""The annotators of the project: their names, their colors, and how much they have."""
