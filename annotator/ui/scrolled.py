"""Panels whose content is made anew: the old one goes only after the event that asked for it."""

from PySide6.QtWidgets import QScrollArea, QWidget


class Scrolled(QScrollArea):
    """A scroll area that may replace its content from within a signal of that content."""

    def put(self, content: QWidget) -> None:
        """Show other content. `setWidget` alone would delete the old one at once, under the signal's feet."""
        old = self.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self.setWidget(content)
