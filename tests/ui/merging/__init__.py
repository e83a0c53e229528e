"""Tests of merging in the window."""
