"""Features of the window meeting each other."""
