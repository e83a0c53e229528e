"""Commands: every action of the window as data, from which menus, tool bar and key sheet are built."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

if TYPE_CHECKING:
    from annotator.ui.keymap import Keymap

BELOW = " > "
"""Stands between a menu and its submenu."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One action. `title` with an & for the menu's key; `keys` in Qt's portable words, the first one shown.

    `menu`: the menu's title, or `&Menu > Su&bmenu`.

    `within`: only where the keyboard is on one of these widgets; everywhere in the window if empty.
    `why`: what is missing while it cannot be used.
    """

    id: str
    menu: str
    title: str
    run: Callable[[], object]
    keys: Sequence[str] = ()
    within: Sequence[QWidget] = ()
    enabled: Callable[[], bool] = field(default=lambda: True)
    why: str = ""
    separator: bool = False


class Actions:
    """The commands as QActions of a window."""

    def __init__(self, window: QMainWindow, commands: Iterable[Command], keymap: Keymap) -> None:
        self._window, self._keymap = window, keymap
        self.commands = list(commands)
        self._actions = {command.id: self._make(command) for command in self.commands}
        keymap.changed.connect(self._take_keys)
        keymap.learn(self.commands)

    def __getitem__(self, id: str) -> QAction:
        return self._actions[id]

    def refresh(self) -> None:
        """Ask every command whether it can be used now."""
        for command in self.commands:
            self._actions[command.id].setEnabled(command.enabled())

    def fill_menus(self) -> dict[str, QMenu]:
        """Build the menu bar; return its menus as the commands name them."""
        menus: dict[str, QMenu] = {}
        for command in self.commands:
            menu = self._menu(command.menu, menus)
            if command.separator and not menu.isEmpty():
                menu.addSeparator()
            menu.addAction(self._actions[command.id])
        return menus

    def _menu(self, path: str, menus: dict[str, QMenu]) -> QMenu:
        if path not in menus:
            above, _, title = path.rpartition(BELOW)
            menus[path] = (self._menu(above, menus) if above else self._window.menuBar()).addMenu(title)
        return menus[path]

    def _make(self, command: Command) -> QAction:
        action = QAction(command.title, self._window)
        action.setObjectName(command.id)
        action.triggered.connect(lambda _=False: command.run())
        for widget in command.within or (self._window,):
            widget.addAction(action)
        if command.within:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return action

    def _take_keys(self) -> None:
        for id, action in self._actions.items():
            action.setShortcuts(self._keymap.sequences(id))


def native(key: str) -> str:
    """Return a key in Qt's portable words as the platform writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


def key_words(action: QAction) -> str:
    """Return the action's first key as the platform writes it."""
    return native(action.shortcut().toString())


def plain(words: str) -> str:
    """Return words from outside as a menu shows them as they are, an & included."""
    return words.replace("&", "&&")


def unmarked(words: str) -> str:
    """Return a menu's words without the marks of their keys."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")
