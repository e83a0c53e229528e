"""Commands: every action of the window as data, from which menus, tool bar and key sheet are built."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One action. `title` with an & for the menu's key; `keys` in Qt's portable words, the first one shown.

    `within`: only where the keyboard is on one of these widgets; everywhere in the window if empty.
    """

    id: str
    menu: str
    title: str
    run: Callable[[], object]
    keys: Sequence[str] = ()
    within: Sequence[QWidget] = ()
    enabled: Callable[[], bool] = field(default=lambda: True)
    separator: bool = False


class Actions:
    """The commands as QActions of a window."""

    def __init__(self, window: QMainWindow, commands: Iterable[Command]) -> None:
        self._window = window
        self.commands = list(commands)
        self._actions = {command.id: self._make(command) for command in self.commands}

    def __getitem__(self, id: str) -> QAction:
        return self._actions[id]

    def refresh(self) -> None:
        """Ask every command whether it can be used now."""
        for command in self.commands:
            self._actions[command.id].setEnabled(command.enabled())

    def fill_menus(self) -> dict[str, QMenu]:
        """Build the menu bar; return its menus by title."""
        menus: dict[str, QMenu] = {}
        for command in self.commands:
            if command.menu not in menus:
                menus[command.menu] = self._window.menuBar().addMenu(command.menu)
            if command.separator:
                menus[command.menu].addSeparator()
            menus[command.menu].addAction(self._actions[command.id])
        return menus

    def _make(self, command: Command) -> QAction:
        action = QAction(command.title, self._window)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.triggered.connect(lambda _=False: command.run())
        for widget in command.within or (self._window,):
            widget.addAction(action)
        if command.within:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return action


def key_words(action: QAction) -> str:
    """Return the action's first key as the platform writes it."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


def plain(words: str) -> str:
    """Return words from outside as a menu shows them as they are, an & included."""
    return words.replace("&", "&&")


def unmarked(words: str) -> str:
    """Return a menu's words without the marks of their keys."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")
