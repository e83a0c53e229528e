"""Panels behind other tabs cost nothing: they are brought up to date when they come into sight."""

from collections.abc import Callable

from PySide6.QtWidgets import QDockWidget


class Lazy:
    """Calls `reload` when asked to and the panel is seen; otherwise once it is.

    A panel behind a tab counts as visible for Qt, so the dock is asked, not the widget.
    """

    def __init__(self, reload: Callable[[], None]) -> None:
        self._reload = reload
        self._stale = True
        self._seen = False

    def watch(self, dock: QDockWidget) -> None:
        """Learn from the panel's dock whether it can be seen."""
        dock.visibilityChanged.connect(self._on_visibility)

    def ask(self, *_: object) -> None:
        """The panel's data changed."""
        self._stale = not self._seen
        if self._seen:
            self._reload()

    def _on_visibility(self, seen: bool) -> None:
        self._seen = seen
        if seen and self._stale:
            self._stale = False
            self._reload()
