"""Annotator: label news articles with entities, claims and boilerplate, offline, in one window."""

__version__ = "0.1.0"
