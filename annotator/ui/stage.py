"""The place of a mode in the window: its panel stands where the labels are, which come back afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QWidget

from annotator.ui.grip import Grip

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_ASIDE = ("labels", "occurrences", "span", "spans", "guideline", "history")
"""Panels that make room: those about the spans of one annotator."""
_SIDES = Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea


class Stage(QObject):
    """Shows the mode's panel, and puts the window in order again before its layout is remembered."""

    displaced = Signal()
    """another mode begins, and this one must end"""

    def __init__(self, window: MainWindow, panel: QWidget, *, name: str, title: str) -> None:
        """`name`: the panel's among `window.docks`."""
        super().__init__(window)
        self._window = window
        self._aside: list[QDockWidget] = []
        self._front: list[QDockWidget] = []
        self.on = False
        self.dock = QDockWidget(title, window)
        self.dock.setObjectName(f"dock{title}")
        self.dock.setTitleBarWidget(Grip(title))
        self.dock.setWidget(panel)
        self.dock.setAllowedAreas(_SIDES)
        if not window.restoreDockWidget(self.dock):
            window.addDockWidget(window.dockWidgetArea(window.docks["labels"]), self.dock)
        self.dock.hide()
        window.docks[name] = self.dock
        window.installEventFilter(self)

    def enter(self) -> None:
        """Put the mode's panel in the labels' place."""
        if self.on:
            return
        window = self._window
        for other in window.findChildren(Stage):
            if other.on:
                other.displaced.emit()
        self.on = True
        side = window.dockWidgetArea(self.dock)
        docks = [window.docks[name] for name in _ASIDE]
        self._aside = [dock for dock in docks if not dock.isHidden() and not dock.isFloating()
                       and window.dockWidgetArea(dock) == side]
        self._front = [dock for dock in self._aside if not dock.visibleRegion().isEmpty()]
        width = max((dock.width() for dock in self._front), default=0)
        for dock in self._aside:
            dock.hide()
        self.dock.show()
        if width:
            window.resizeDocks([self.dock], [width], Qt.Orientation.Horizontal)

    def leave(self) -> None:
        """Put the labels and what was with them back."""
        if not self.on:
            return
        self.on = False
        self.dock.hide()
        for dock in self._aside:
            dock.show()
        for dock in self._front:
            dock.raise_()
        self._aside = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Before the window closes, which remembers its layout, leave; come back should it stay."""
        if event.type() == QEvent.Type.Close and watched is self._window and self.on:
            self.leave()
            QTimer.singleShot(0, self, self._stay)
        return False

    def _stay(self) -> None:
        if self._window.isVisible():
            self.enter()
