"""Which keys run which command: the usual ones, and those a user chose instead.

A chosen key wins: whatever command has it by default does without as long as both could hear it.
"""

import logging
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from annotator.ui.commands import Command, native, unmarked
from annotator.ui.settings import Settings
from annotator.ui.view_keys import parsed

_log = logging.getLogger(__name__)


class Keymap(QObject):
    """The keys of every command, in Qt's portable words. `changed` comes after they did."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._commands: dict[str, Command] = {}
        self._own: dict[str, tuple[str, ...]] = {}
        self._keys: dict[str, tuple[str, ...]] = {}

    @property
    def commands(self) -> Sequence[Command]:
        """All commands, in the order of the menus."""
        return list(self._commands.values())

    def learn(self, commands: Iterable[Command]) -> None:
        """Take the commands there are, and what was chosen for them; what makes no sense is left out, and logged."""
        self._commands = {command.id: command for command in commands}
        self._own = {}
        for id, keys in self._settings.keys().items():
            good = tuple(dict.fromkeys(filter(None, map(parsed, keys))))
            if id not in self._commands:
                _log.warning("The settings give a key to %s, which is no command; left out", id)
            elif keys and not good:
                _log.warning("The settings give %s the key %s, which is no key; left out", id, ", ".join(keys))
            else:
                self._own[id] = good
        self._work_out()

    def keys(self, id: str) -> tuple[str, ...]:
        """Return the keys of a command, the one to show first."""
        return self._keys.get(id, ())

    def usual(self, id: str) -> tuple[str, ...]:
        """Return the keys that the program gives a command."""
        return tuple(dict.fromkeys(map(parsed, self._commands[id].keys)))

    def is_usual(self, id: str) -> bool:
        """Whether a command has the keys that the program gives it."""
        return self.keys(id) == self.usual(id)

    def words(self, id: str) -> str:
        """Return a command's first key as the platform writes it, empty where it has none."""
        keys = self.keys(id)
        return native(keys[0]) if keys else ""

    def way(self, id: str) -> str:
        """Return how to give a command, for a sentence: its key, else where it stands in the menus."""
        command = self._commands[id]
        return self.words(id) or unmarked(f"{command.menu} > {command.title}").rstrip("…")

    def sequences(self, id: str) -> list[QKeySequence]:
        """Return what Qt must listen to for a command, the number pad included; the first one stands in menus."""
        keys: list[str] = []
        for key in self.keys(id):
            keys += [key.replace("Return", "Enter"), key] if "Return" in key else [key]
        return [QKeySequence(key) for key in keys]

    def holder(self, id: str, key: str) -> Command | None:
        """Return the other command that hears this key where the command `id` would."""
        return next((other for other in self._commands.values() if other.id != id and key in self.keys(other.id)
                     and overlap(other, self._commands[id])), None)

    def put(self, id: str, keys: Sequence[str]) -> None:
        """Give a command these keys, first the one to show; other commands that have them lose them. Remembered."""
        self._own[id] = tuple(dict.fromkeys(keys))
        self._take_from_others(id, keys)
        self._keep()

    def reset(self, id: str) -> None:
        """Give a command its usual keys back, whoever has them."""
        self._own.pop(id, None)
        self._take_from_others(id, self.usual(id))
        self._keep()

    def reset_all(self) -> None:
        """Give every command its usual keys."""
        self._own.clear()
        self._keep()

    def _take_from_others(self, id: str, keys: Sequence[str]) -> None:
        mine = self._commands[id]
        for other, had in self._own.items():
            if other != id and overlap(self._commands[other], mine):
                self._own[other] = tuple(key for key in had if key not in keys)

    def _keep(self) -> None:
        self._own = {id: keys for id, keys in self._own.items() if keys != self.usual(id)}
        self._settings.put_keys(self._own)
        self._work_out()

    def _work_out(self) -> None:
        """Share the keys out: the chosen ones first, then the usual ones that are left."""
        self._keys = {}
        owners: dict[str, list[Command]] = {}
        for command in sorted(self._commands.values(), key=lambda each: each.id not in self._own):
            wanted = self._own.get(command.id, self.usual(command.id))
            free = [key for key in wanted
                    if not any(overlap(command, other) for other in owners.get(key, ()))]
            for key in free:
                owners.setdefault(key, []).append(command)
            self._keys[command.id] = tuple(free)
        self.changed.emit()


def overlap(one: Command, other: Command) -> bool:
    """Whether there is a place in the window where both commands hear their keys."""
    return not one.within or not other.within or any(widget in other.within for widget in one.within)
