"""The place of review mode in the window: its panel stands where the labels are, which come back afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QWidget

from annotator.ui.grip import Grip

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_ASIDE = ("labels", "occurrences", "span", "spans", "guideline", "history")
"""Panels that make room: those about the spans of one annotator."""
_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea


class Stage(QObject):
    """Shows the review panel, and puts the window in order again before its layout is remembered."""

    def __init__(self, window: MainWindow, panel: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._aside: list[QDockWidget] = []
        self._front: list[QDockWidget] = []
        self.on = False
        self._dock = dock = QDockWidget("Review", window)
        dock.setObjectName("dockReview")
        dock.setTitleBarWidget(Grip("Review"))
        dock.setWidget(panel)
        dock.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | _RIGHT)
        if not window.restoreDockWidget(dock):
            window.addDockWidget(window.dockWidgetArea(window.docks["labels"]), dock)
        dock.hide()
        window.docks["review"] = dock
        window.installEventFilter(self)

    def enter(self) -> None:
        """Put the review panel in the labels' place."""
        window = self._window
        if self.on:
            return
        self.on = True
        side = window.dockWidgetArea(self._dock)
        docks = [window.docks[name] for name in _ASIDE]
        self._aside = [dock for dock in docks if not dock.isHidden() and not dock.isFloating()
                       and window.dockWidgetArea(dock) == side]
        seen = [dock for dock in self._aside if not dock.visibleRegion().isEmpty()]
        self._front = [dock for dock in seen if dock.widget() is not None]
        width = max((dock.width() for dock in seen), default=0)
        for dock in self._aside:
            dock.hide()
        self._dock.show()
        if width:
            window.resizeDocks([self._dock], [width], Qt.Orientation.Horizontal)

    def leave(self) -> None:
        """Put the labels and what was with them back."""
        if not self.on:
            return
        self.on = False
        self._dock.hide()
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
