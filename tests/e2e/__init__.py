"""The real program in a real window on a virtual screen, driven by real key and mouse events."""
