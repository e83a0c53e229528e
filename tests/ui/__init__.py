"""The window, driven by real key and mouse events on an offscreen platform, judged by the saved file."""
