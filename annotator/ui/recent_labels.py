"""The labels used last in a project, most recent first; remembered from start to start."""

from PySide6.QtCore import QObject, Signal

from annotator.domain.scheme import Label, Layer
from annotator.ui.desk import Desk
from annotator.ui.settings import Settings

MANY = 5
"""How many are kept at hand."""


class RecentLabels(QObject):
    """Remembers which labels were used; those that the scheme no longer offers are left out."""

    changed = Signal()

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk)
        self._desk, self._settings = desk, settings
        self._used: list[tuple[str, str]] = []
        desk.project_opened.connect(self._read)
        desk.scheme_changed.connect(self.changed)

    def labels(self) -> list[tuple[Layer, Label]]:
        """Return the labels at hand, most recent first."""
        found = [self._desk.scheme.find(*each) for each in self._used]
        return [each for each in found if each is not None and not each[1].retired][:MANY]

    def use(self, layer: str, label: str) -> None:
        """A label was used just now."""
        if self._used[:1] == [(layer, label)] or self._desk.session is None:
            return
        self._used = [(layer, label), *(each for each in self._used if each != (layer, label))][:2 * MANY]
        self._settings.put_last_labels(self._desk.session.project.path, self._used)
        self.changed.emit()

    def _read(self) -> None:
        self._used = self._settings.last_labels(self._desk.session.project.path) if self._desk.session else []
        self.changed.emit()
