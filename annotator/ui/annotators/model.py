"""The annotators as rows: name, color, and counts that come when they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from annotator.domain.query import AnnotatorStats
from annotator.domain.review import GOLD
from annotator.domain.words import count
from annotator.ui.lookup import Lookup

if TYPE_CHECKING:
    from annotator.app.ports import Reader
    from annotator.ui.desk import Desk

Index = QModelIndex | QPersistentModelIndex
_COLUMNS = ("Name", "Articles", "Done", "Spans")
_COUNTED = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class AnnotatorModel(QAbstractTableModel):
    """All annotators of the desk's project by name; the gold set's stands last."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lookup = Lookup(desk, self)
        self._counts: dict[str, AnnotatorStats] = {}
        self.colors: dict[str, str] = {}
        self.names: list[str] = []

    def reload(self) -> None:
        """Take names and colors from the project again; the counts follow."""
        session = self._desk.session
        self.beginResetModel()
        self.colors = session.reader.annotator_colors() if session else {}
        self.names = sorted(self.colors, key=lambda name: (name == GOLD, name.casefold(), name))
        self.endResetModel()
        self.count()

    def count(self) -> None:
        """Count articles and spans, in the background where there are many."""
        self._lookup.ask(_counts, self._put_counts, slow=True)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        return 0 if parent.isValid() else len(self.names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole and section:
            return _COUNTED
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        name, column = self.names[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(name) if column == 0 else self._counted(name)[column - 1]
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return _swatch(self.colors[name])
        if role == Qt.ItemDataRole.TextAlignmentRole and column:
            return _COUNTED
        if role == Qt.ItemDataRole.AccessibleTextRole and column == 0:
            return f"{self._shown(name)}, color {self.colors[name]}, {self._told(name)}"
        return None

    def _shown(self, name: str) -> str:
        if name == GOLD:
            return f"{name} (outcome of reviews)"
        session = self._desk.session
        return f"{name} (at work)" if session and session.annotator == name else name

    def _counted(self, name: str) -> tuple[str, str, str]:
        found = self._counts.get(name)
        return (f"{found.articles:,}", f"{found.done:,}", f"{found.spans:,}") if found else ("…", "…", "…")

    def _told(self, name: str) -> str:
        found = self._counts.get(name)
        return f"{count(found.articles, 'article')}, {count(found.spans, 'span')}" if found else "being counted"

    def _put_counts(self, counts: dict[str, AnnotatorStats]) -> None:
        self._counts = counts
        if self.names:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.names) - 1, len(_COLUMNS) - 1))


def _swatch(color: str) -> QIcon:
    """Return a color as it is, also in a chosen row."""
    drawn = QPixmap(32, 32)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(2, 2, 28, 28, 8, 8)
    painter.end()
    icon = QIcon(drawn)
    icon.addPixmap(drawn, QIcon.Mode.Selected)
    return icon


def _counts(reader: Reader) -> dict[str, AnnotatorStats]:
    return dict(reader.stats().annotators)
