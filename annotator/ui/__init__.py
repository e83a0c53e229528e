"""The window: the only room that imports Qt. Views read the desk, write through the session."""
