"""A colleague's annotations in the window: opening them, what must be said first, and conflicts."""
