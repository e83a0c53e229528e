"""The open conflicts of a merge as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.domain.merging.base import base_of
from annotator.domain.merging.conflict import MergeConflict
from annotator.ui.desk import Desk
from annotator.ui.merging.words import about, side

if TYPE_CHECKING:
    from annotator.app.ports import Reader
    from annotator.domain.article import SetRef
    from annotator.domain.merging.base import Base

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("What", "Yours", "Theirs", "Why", "Annotator", "Article")
_ROWS_SHOWN = 4096
"""Titles and words of so many rows are remembered."""


class ConflictModel(QAbstractTableModel):
    """Rows of those conflicts that are not settled; settled ones come back when that is undone."""

    def __init__(self, desk: Desk, conflicts: Sequence[MergeConflict]) -> None:
        super().__init__()
        self._desk, self._all = desk, conflicts
        self.open: list[MergeConflict] = list(conflicts)
        self._title = lru_cache(maxsize=_ROWS_SHOWN)(self._read_title)
        self._quotes = lru_cache(maxsize=_ROWS_SHOWN)(self._read_quotes)

    def reload(self) -> None:
        """Look in the project which conflicts are open."""
        session = self._desk.session
        if session is None:
            return
        still = _unsettled(session.reader, self._all)
        self._quotes.cache_clear()
        if still != self.open:
            self.beginResetModel()
            self.open = still
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        return 0 if parent.isValid() else len(self.open)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(self.open[index.row()], index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return escape(self._words(self.open[index.row()], index.column()))
        return None

    def _words(self, conflict: MergeConflict, column: int) -> str:
        if column == 0:
            return about(conflict)
        if column in (1, 2):
            return side(conflict, self._quotes(conflict.ref), ours=column == 1)
        return (conflict.reason, conflict.ref.annotator, self._title(conflict.ref.article))[column - 3]

    def _read_title(self, article: str) -> str:
        session = self._desk.session
        return session.reader.article(article).title if session is not None else ""

    def _read_quotes(self, ref: SetRef) -> Mapping[str, str]:
        """Return the words of the spans that relations in conflict join, as far as they are here."""
        ends = {end for each in self._all if each.ref == ref and each.key[0] == "r"
                for one in (each.ours, each.theirs) if one is not None for end in (one.head, one.tail)}  # type: ignore[union-attr]
        session = self._desk.session
        if not ends or session is None:
            return {}
        return {span.id: span.quote for span in session.reader.spans(ref, ends)}


def _unsettled(reader: Reader, conflicts: Sequence[MergeConflict]) -> list[MergeConflict]:
    bases: dict[SetRef, Base | None] = {}
    for each in conflicts:
        if each.ref not in bases:
            bases[each.ref] = base_of(reader.merge_base(each.ref))
    return [each for each in conflicts if not each.is_settled(bases[each.ref])]
