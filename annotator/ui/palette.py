"""The command palette: every action and every label, found by typing, run with Enter, shown with its key."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

_WIDTH, _HEIGHT = 560, 420
_TO_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Entry(NamedTuple):
    """One line of the palette: where it belongs, what it says, its key, and what it does."""

    group: str
    title: str
    key: str
    run: Callable[[], object]


def fitting(entries: Iterable[Entry], typed: str) -> list[Entry]:
    """Return the entries in which every typed word occurs; those whose title begins with it come first."""
    words = typed.casefold().split()
    found = [each for each in entries if all(word in f"{each.group} {each.title}".casefold() for word in words)]
    return sorted(found, key=lambda each: not each.title.casefold().startswith(typed.casefold().strip()))


class Palette(QDialog):
    """Opens over the window; Enter runs the chosen line after it has closed, Esc leaves."""

    def __init__(self, parent: QWidget, entries: list[Entry]) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setAccessibleName("Commands")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._entries, self._shown = entries, entries
        self.field, self.list = QLineEdit(), QTreeWidget()
        self.field.setPlaceholderText("Type what you want to do …")
        self.field.setAccessibleName("Find a command")
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._run)
        self.list.setAccessibleName("Commands found")
        self.list.setColumnCount(3)
        self.list.header().hide()
        self.list.setRootIsDecorated(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformRowHeights(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._run)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.resize(_WIDTH, _HEIGHT)
        self.move(parent.mapToGlobal(parent.rect().center()) - self.rect().center())
        self._filter("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows of the field walk the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _TO_LIST:
            self.list.keyPressEvent(event)
            return True
        return False

    def _filter(self, typed: str) -> None:
        self._shown = fitting(self._entries, typed)
        self.list.clear()
        for each in self._shown:
            self.list.addTopLevelItem(QTreeWidgetItem([each.title, each.group, each.key]))
        if not self._shown:
            nothing = QTreeWidgetItem(["Nothing that can be done now fits these words."])
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addTopLevelItem(nothing)
            nothing.setFirstColumnSpanned(True)
        self.list.setColumnWidth(0, _WIDTH * 3 // 5)
        self.list.setColumnWidth(1, _WIDTH // 6)
        if self._shown and (first := self.list.topLevelItem(0)) is not None:
            self.list.setCurrentItem(first)

    def _run(self) -> None:
        current = self.list.currentItem()
        if current is None or not self._shown:
            return
        chosen = self._shown[self.list.indexOfTopLevelItem(current)]
        self.accept()
        chosen.run()
