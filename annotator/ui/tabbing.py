"""Tab in a window whose panels may stand behind one another."""

from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QWidget

_MOST = 200
"""Stops passed over at most, should nothing at all be in sight."""


class TabbingWindow(QMainWindow):
    """A main window in which Tab passes over what is behind another panel's tab."""

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go to the stop after (before) the one that has the keyboard, where one can see that it does."""
        moved = super().focusNextPrevChild(next)
        for _ in range(_MOST):
            if not moved or not _behind(self.focusWidget()):
                break
            moved = super().focusNextPrevChild(next)
        return moved


def _behind(stop: QWidget | None) -> bool:
    """Whether a stop is in a panel out of sight, or is the bar of tabs that are not there."""
    while stop is not None and not isinstance(stop, QDockWidget | QTabBar):
        stop = stop.parentWidget()
    return stop is not None and stop.visibleRegion().isEmpty()
