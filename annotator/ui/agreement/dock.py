"""The dock of the agreement panel: under the article, or a window of its own for large tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget

from annotator.ui.agreement.panel import AgreementPanel
from annotator.ui.grip import Grip

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_HEIGHT = 340
"""Pixels of the panel at first; not more than half of a low window."""
_LARGE = 60
"""Pixels by which the panel as a window is smaller than the main window."""


class AgreementDock(QDockWidget):
    """Stands where it stood last time; at first under the article, as wide as this."""

    def __init__(self, window: MainWindow, panel: AgreementPanel) -> None:
        super().__init__("Agreement", window)
        self._window, self._panel = window, panel
        self.setObjectName("dockAgreement")
        self.setTitleBarWidget(Grip("Agreement"))
        self.setWidget(panel)
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        if not window.restoreDockWidget(self):
            window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self)
            window.resizeDocks([self], [min(_HEIGHT, window.height() // 2)], Qt.Orientation.Vertical)
        window.docks["agreement"] = self
        panel.head.floated.connect(self.turn)
        self.topLevelChanged.connect(self._on_floated)
        self._on_floated(self.isFloating())

    def turn(self) -> None:
        """Make the panel a window of its own, nearly as large as the main window, or put it back."""
        floating = not self.isFloating()
        self.setFloating(floating)
        if floating:
            self.setGeometry(self._window.geometry().adjusted(_LARGE, _LARGE, -_LARGE, -_LARGE))
        self._panel.focus_table()

    def give_way(self) -> None:
        """Go back to the place under the article, should the panel stand over it."""
        if self.isFloating() and self.geometry().intersects(self._window.geometry()):
            self.setFloating(False)

    def _on_floated(self, floating: bool) -> None:
        """Give a window of its own the frame of a window, with which it can be made as large as wanted."""
        self._panel.head.float_.setText("Put back" if floating else "Window")
        if floating:
            self.setWindowFlags(Qt.WindowType.Window)
            self.show()
