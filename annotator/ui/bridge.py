"""Carries change sets from the Qt-free bus into the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from annotator.app.session import Session
    from annotator.domain.change import ChangeSet


class Bridge(QObject):
    """`changed(ChangeSet, initiator)` arrives in the thread of the window, whoever committed."""

    changed = Signal(object, object)

    def connect_session(self, session: Session) -> Callable[[], None]:
        """Listen to a session; return what stops listening."""
        return session.bus.subscribe(self._relay)

    def _relay(self, changes: ChangeSet, initiator: object) -> None:
        self.changed.emit(changes, initiator)


class Poster(QObject):
    """Runs functions in the thread that made it; jobs report through one."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, function: Callable[[], None]) -> None:
        """Run `function` soon in this object's thread; may be called from any thread."""
        self._posted.emit(function)

    def _run(self, function: Callable[[], None]) -> None:
        function()
