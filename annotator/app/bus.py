"""The bus: tells listeners what was committed. Knows no Qt; `ui/bridge.py` carries it to the window."""

from collections.abc import Callable

from annotator.domain.change import ChangeSet

Listener = Callable[[ChangeSet, object], None]
"""Called with the change set and the initiator (the view that asked for it, or None)."""


class Bus:
    """Listeners are called in the order they subscribed, in the thread that committed."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Add a listener; return what removes it again."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def publish(self, changes: ChangeSet, initiator: object = None) -> None:
        """Tell every listener. An exception of one is a bug and travels to the caller."""
        for listener in tuple(self._listeners):
            listener(changes, initiator)
