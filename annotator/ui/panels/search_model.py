"""What a search found as Qt's list sees it: a heading for each article, and under it its hits, ticked or not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from annotator.domain.article import SetRef
from annotator.domain.search import Hit

Index = QModelIndex | QPersistentModelIndex
HIT_ROLE, TICK_ROLE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class Heading(NamedTuple):
    """The row above the hits of one article."""

    article: str
    title: str


class SearchModel(QAbstractListModel):
    """Rows come as they are found; only spans of the annotator at work can be ticked."""

    ticked_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Heading | Hit] = []
        self._annotator = ""
        self._ticked: dict[tuple[SetRef, str], None] = {}

    @property
    def ticked(self) -> dict[SetRef, set[str]]:
        """The ids of the ticked spans, by their sets."""
        found: dict[SetRef, set[str]] = {}
        for ref, span in self._ticked:
            found.setdefault(ref, set()).add(span)
        return found

    def start(self, annotator: str) -> None:
        """Forget everything: another search begins, for this annotator."""
        self.beginResetModel()
        self._rows, self._annotator = [], annotator
        self.endResetModel()
        self.clear_ticks()

    def add(self, hits: Iterable[Hit]) -> None:
        """Put hits below those that are there."""
        last = self._rows[-1] if self._rows else None
        article = last.article if last else None
        new: list[Heading | Hit] = []
        for hit in hits:
            if hit.article != article:
                article = hit.article
                new.append(Heading(hit.article, hit.title))
            new.append(hit)
        if new:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(new) - 1)
            self._rows += new
            self.endInsertRows()

    def hits_of(self, article: str) -> list[Hit]:
        """Return the hits of one article that are shown."""
        return [row for row in self._rows if isinstance(row, Hit) and row.article == article]

    def can_tick(self, row: Heading | Hit) -> bool:
        """Whether the row is a span that can be changed here."""
        return isinstance(row, Hit) and row.span is not None and row.annotator == self._annotator

    def toggle(self, index: Index) -> None:
        """Tick a hit, or take the tick away."""
        row = self._rows[index.row()]
        if self.can_tick(row) and isinstance(row, Hit) and row.span is not None:
            key = (row.ref, row.span.id)
            if key in self._ticked:
                del self._ticked[key]
            else:
                self._ticked[key] = None
            self.dataChanged.emit(index, index)
            self.ticked_changed.emit()

    def clear_ticks(self) -> None:
        """Take all ticks away."""
        self._ticked = {}
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.ticked_changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags    # the arrows pass it by
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == HIT_ROLE:
            return row
        if role == TICK_ROLE:
            if not (self.can_tick(row) and isinstance(row, Hit) and row.span is not None):
                return None
            return (row.ref, row.span.id) in self._ticked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _in_words(row)
        return None


def _in_words(row: Heading | Hit) -> str:
    if isinstance(row, Heading):
        return row.title or "Untitled"
    label = f"{row.span.label} by {row.annotator}: " if row.span else ""
    return f"{label}{row.before}{row.quote}{row.after}"
