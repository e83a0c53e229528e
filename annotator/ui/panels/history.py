"""The history: every step of the journal; a click goes back, or forward, to it.

A menu (right click, or Shift+F10) also shows the text that a step corrected, as it was before.
"""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu

from annotator.domain.change import Step
from annotator.ui.desk import Desk
from annotator.ui.lazy import Lazy
from annotator.ui.times import brief

_START = "As it was at the beginning"


class History(QListWidget):
    """Newest step first; undone steps are gray and in italics, the present one is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("historyPanel")
        self.setAccessibleName("History")
        self.setUniformItemSizes(True)
        self.setToolTip("A click goes to that step. A right click, or Shift+F10, also shows the text before it.")
        self.lazy = Lazy(self.reload)
        desk.project_opened.connect(self.lazy.ask)
        desk.committed.connect(self.lazy.ask)
        self.itemClicked.connect(self._go)
        self.itemActivated.connect(self._go)

    def reload(self) -> None:
        """Read the journal again."""
        self.clear()
        if self._desk.session is None:
            return
        steps = self._desk.session.history()
        current = max((step.seq for step in steps if step.state == "done"), default=0)
        for step in reversed(steps):
            self._add(_line(step), step.seq, step.state == "undone", step.seq == current)
        self._add(_START, 0, False, current == 0)

    def _add(self, words: str, seq: int, undone: bool, current: bool) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, seq)
        if undone:
            font = item.font()
            font.setItalic(True)
            item.setFont(font)
            item.setForeground(self.palette().placeholderText())
            item.setToolTip("Undone. Click to do it again.")
        self.addItem(item)
        if current:
            self.setCurrentItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+F10 opens a step's menu on every system."""
        item, shift = self.currentItem(), Qt.KeyboardModifier.ShiftModifier
        if item is not None and event.key() == Qt.Key.Key_F10 and event.modifiers() == shift:
            self._pop_up(item, self.visualItemRect(item).bottomLeft())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a step: the one under the pointer, or the chosen one by key."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        item = self.itemAt(event.pos()) if by_mouse else self.currentItem()
        if item is not None:
            self._pop_up(item, event.pos() if by_mouse else self.visualItemRect(item).bottomLeft())

    def _pop_up(self, item: QListWidgetItem, place: QPoint) -> None:
        self.step_menu(item).popup(self.viewport().mapToGlobal(place + QPoint(1, 1)))

    def step_menu(self, item: QListWidgetItem) -> QMenu:
        """Return the menu of a step."""
        menu, seq = QMenu(self), item.data(Qt.ItemDataRole.UserRole)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Go to this step", partial(self._go, item))
        kept = self._desk.session is not None and self._desk.session.reader.text_before(seq) is not None
        show = menu.addAction("Show the text before", partial(self._show_text, seq))
        show.setEnabled(kept)
        return menu

    def _show_text(self, seq: int) -> None:
        from annotator.ui.correct.earlier import show_text_before

        show_text_before(self.window(), self._desk, seq)

    def _go(self, item: QListWidgetItem) -> None:
        self._desk.go_to(item.data(Qt.ItemDataRole.UserRole))


def _line(step: Step) -> str:
    return f"{'↶ ' if step.state == 'undone' else ''}{step.name} · {step.annotator} · {brief(step.at)}"
