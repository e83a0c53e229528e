"""The dialog in which commands get other keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.commands import Command, native, unmarked
from annotator.ui.key_rules import refusal
from annotator.ui.view_keys import MOVES, OTHERS, FixedKeys, normal

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_ID = Qt.ItemDataRole.UserRole
_CHANGED = " ·"
"""Stands behind the keys of a command that are not the usual ones."""
_HELP = ("Enter changes the key of the chosen command. The keys of labels are part of the scheme; keys that move the "
         "caret stay.")


class KeyCatcher(QLabel):
    """Says what it waits for, and takes the next key, whatever that does elsewhere. `caught`: its portable words."""

    caught = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAccessibleName("What to do")
        self.setContentsMargins(9, 4, 9, 4)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * 2 + 14)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def event(self, event: QEvent) -> bool:
        """Take every key before shortcuts, Tab and the dialog's own keys do."""
        if not isinstance(event, QKeyEvent) or not self.hasFocus():
            return super().event(event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress:
            key = normal(event.keyCombination())
            if key == "Esc":
                self.left.emit()
            elif key:
                self.caught.emit(key)
        return True


class ChangeKeys(QDialog):
    """Lists every command with its keys, and gives it others; what is changed holds at once."""

    def __init__(self, w: MainWindow) -> None:
        super().__init__(w)
        self._window, self._keymap = w, w.keymap
        self._more = False
        self._asked = ""
        """A key that another command has, while it is asked whether to take it."""
        self.setObjectName("changeKeys")
        self.setWindowTitle("Change keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 560)
        self.field, self.list, self.catcher = QLineEdit(), QTreeWidget(), KeyCatcher()
        self.change, self.add, self.drop = QPushButton("Change…"), QPushButton("Another key…"), QPushButton("No key")
        self.usual, self.all_usual = QPushButton("Usual keys"), QPushButton("All usual keys")
        self.take = QPushButton("Take it over   Enter")
        self._build()
        self._fill()
        self._keymap.changed.connect(self._fill)

    def _build(self) -> None:
        self.field.setPlaceholderText("Find a command, or a key such as Ctrl+M")
        self.field.setAccessibleName("Find a command")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self.list.setFocus)
        self.list.setAccessibleName("Commands and their keys")
        self.list.setHeaderLabels(["Command", "Menu", "Keys"])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        for place, width in ((1, 150), (2, 200)):
            self.list.header().resizeSection(place, width)
        self.list.currentItemChanged.connect(self._on_current)
        self.list.itemActivated.connect(lambda: self._begin(more=False))
        self.catcher.caught.connect(self._on_key)
        self.catcher.left.connect(self._leave)
        for button, run in ((self.change, lambda: self._begin(more=False)), (self.add, lambda: self._begin(more=True)),
                            (self.drop, self._drop), (self.usual, self._reset),
                            (self.all_usual, self._keymap.reset_all), (self.take, self._take_over)):
            button.setAutoDefault(False)
            button.clicked.connect(run)
        self.take.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the catcher hears Enter
        self.take.hide()
        asking, foot = QHBoxLayout(), QHBoxLayout()
        asking.addWidget(self.catcher, 1)
        asking.addWidget(self.take)
        for button in (self.change, self.add, self.drop, self.usual):
            foot.addWidget(button)
        foot.addStretch()
        foot.addWidget(self.all_usual)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addLayout(asking)
        column.addLayout(foot)
        self._say(_HELP)
        self.list.ensurePolished()  # rows are measured once, by the first

    def _fill(self) -> None:
        """Write all commands and keys anew; the chosen one stays chosen."""
        kept = self._command()
        self.list.clear()
        for command in self._keymap.commands:
            keys = ", ".join(map(native, self._keymap.keys(command.id)))
            changed = "" if self._keymap.is_usual(command.id) else _CHANGED
            item = QTreeWidgetItem([_title(command), command.menu.replace("&", ""), keys + changed])
            item.setData(0, _ID, command.id)
            if changed:
                usual = ", ".join(map(native, self._keymap.usual(command.id))) or "none"
                item.setToolTip(2, f"Changed; usually {usual}")
            self.list.addTopLevelItem(item)
            if kept is not None and kept.id == command.id:
                self.list.setCurrentItem(item)
        for group, before in ((MOVES, "Move the caret "), (OTHERS, "")):
            for each in group:
                self.list.addTopLevelItem(_fixed_item(each, before))
        self._filter(self.field.text())

    def _filter(self, typed: str) -> None:
        words = typed.lower().split()
        first = None
        for number in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(number)
            assert item is not None
            line = " ".join(item.text(column) for column in range(3)).lower()
            item.setHidden(not all(word in line for word in words))
            first = first or (None if item.isHidden() else item)
        current = self.list.currentItem()
        if first is not None and (current is None or current.isHidden()):
            self.list.setCurrentItem(first)
        self._on_current()

    def _command(self) -> Command | None:
        """Return the chosen command, None where none is or its keys are fixed."""
        item = self.list.currentItem()
        id = item.data(0, _ID) if item is not None and not item.isHidden() else None
        return next((command for command in self._keymap.commands if command.id == id), None)

    def _on_current(self) -> None:
        command = self._command()
        has_keys = command is not None and bool(self._keymap.keys(command.id))
        for button, usable in ((self.change, command is not None), (self.add, has_keys), (self.drop, has_keys),
                               (self.usual, command is not None and not self._keymap.is_usual(command.id)),
                               (self.all_usual, any(not self._keymap.is_usual(each.id)
                                                    for each in self._keymap.commands))):
            button.setEnabled(usable)

    def _begin(self, *, more: bool) -> None:
        """Wait for a key: instead of the first one the command has, or one `more`."""
        command = self._command()
        if command is None:
            self._say("These keys stay as they are.")
            return
        self._more, self._asked = more, ""
        self.catcher.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.catcher.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say(f"Press the new key for “{_title(command)}”. Esc leaves it as it is.")

    def _on_key(self, key: str) -> None:
        command = self._command()
        if command is None:
            return
        if self._asked and key == "Return":
            self._take_over()
            return
        self._asked = ""
        menus = [action.text() for action in self._window.menuBar().actions()]
        trouble = refusal(command, key, self._window.desk.scheme, menus)
        holder = self._keymap.holder(command.id, key)
        if trouble:
            self._say(f"{trouble} Press another key, or Esc.", bad=True)
        elif holder is not None:
            self._asked = key
            rest = len(self._keymap.keys(holder.id)) > 1
            loss = "" if rest else ", which would be left without a key"
            self._say(f"{native(key)} is the key of “{_title(holder)}”{loss}. Press another key, or Esc.")
        else:
            self._give(command, key)
        self.take.setVisible(bool(self._asked))

    def _take_over(self) -> None:
        command, key = self._command(), self._asked
        if command is not None and key:
            self._give(command, key)

    def _give(self, command: Command, key: str) -> None:
        had = [each for each in self._keymap.keys(command.id) if each != key]
        keys: Sequence[str] = [*had, key] if self._more else [key, *had[1:]]
        self._keymap.put(command.id, keys)
        self._leave()
        self._say(f"“{_title(command)}” has {' and '.join(map(native, self._keymap.keys(command.id)))} now.")

    def _drop(self) -> None:
        if command := self._command():
            self._keymap.put(command.id, ())
            self._say(f"“{_title(command)}” has no key now; {self._keymap.way('help.commands')} finds it by its name.")

    def _reset(self) -> None:
        if command := self._command():
            self._keymap.reset(command.id)
            self._say(f"“{_title(command)}” has its usual keys again.")

    def _leave(self) -> None:
        """Stop waiting for a key."""
        self._asked = ""
        self.take.hide()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.catcher.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._say(_HELP)

    def _say(self, words: str, *, bad: bool = False) -> None:
        waiting = self.catcher.focusPolicy() != Qt.FocusPolicy.NoFocus
        self.catcher.setProperty("role", "refused" if bad else "asking" if waiting else "muted")
        self.catcher.style().unpolish(self.catcher)
        self.catcher.style().polish(self.catcher)
        self.catcher.setText(words)


def show_change_keys(w: MainWindow) -> None:
    """Open the dialog over the window."""
    dialog = ChangeKeys(w)
    dialog.open()
    dialog.field.setFocus()


def _title(command: Command) -> str:
    return unmarked(command.title).rstrip("…")


def _fixed_item(fixed: FixedKeys, before: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([f"{before}{fixed.words}".capitalize() if not before else f"{before}{fixed.words}", "fixed",
                            ", ".join(map(native, fixed.keys))])
    gray = QWidget().palette().placeholderText()
    for column in range(3):
        item.setForeground(column, gray)
    return item
