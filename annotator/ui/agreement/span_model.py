"""The spans behind a figure as Qt's table sees them: what differs, the words, what each of the two has, the article."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.domain.agreement.behind import Quote
from annotator.domain.agreement.definitions import KIND_SIGNS, KIND_WORDS
from annotator.domain.coding import Coded
from annotator.ui.agreement.cells import CELL_ROLE, Cell

Index = QModelIndex | QPersistentModelIndex
KIND, WORDS, FIRST, SECOND, ARTICLE = range(5)
_SHOWN = 160
"""Characters of words that a cell holds; the line below the table shows the rest."""


class SpanModel(QAbstractTableModel):
    """Rows come as they are found."""

    def __init__(self) -> None:
        super().__init__()
        self.quotes: list[Quote] = []
        self._pair = ("", "")
        self._places: dict[str, list[int]] = {}

    def start(self, pair: tuple[str, str]) -> None:
        """Forget everything: another figure is asked for."""
        self.beginResetModel()
        self.quotes, self._pair, self._places = [], pair, {}
        self.endResetModel()

    def add(self, quotes: Sequence[Quote]) -> None:
        """Put rows below those that are there."""
        if quotes:
            first = len(self.quotes)
            self.beginInsertRows(QModelIndex(), first, first + len(quotes) - 1)
            for place, quote in enumerate(quotes, first):
                self._places.setdefault(quote.article, []).append(place)
            self.quotes += quotes
            self.endInsertRows()

    def of_article(self, article: str) -> list[Quote]:
        """Return the rows of one article."""
        return [self.quotes[place] for place in self._places.get(article, ())]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        return 0 if parent.isValid() else len(self.quotes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return ("Differs", "Words", *self._pair, "Article")[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        quote = self.quotes[index.row()]
        if role == CELL_ROLE:
            return Cell("", opens=quote.article)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(quote, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            said = KIND_WORDS[quote.kind] if index.column() == KIND else self._words(quote, index.column())
            return f"<span>{escape(said)}</span>"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(quote) if index.column() == KIND else self._words(quote, index.column())
        return None

    def _words(self, quote: Quote, column: int) -> str:
        if column == KIND:
            return f"{KIND_SIGNS[quote.kind]} {quote.kind}"
        if column == WORDS:
            return quote.words[:_SHOWN]
        if column == ARTICLE:
            return " ".join(quote.title.split()) or "Untitled"
        side = column - FIRST
        span = (quote.first, quote.second)[side]
        return has(quote, span, side)

    def _spoken(self, quote: Quote) -> str:
        sides = ", ".join(f"{name} {has(quote, span, side)}" for side, (name, span) in enumerate(
            zip(quote.pair, (quote.first, quote.second), strict=True)))
        return f"{quote.kind}: {quote.words[:_SHOWN]}; {sides}; in {quote.title or 'Untitled'}"


def has(quote: Quote, span: Coded | None, side: int) -> str:
    """Say what one of the two has: a label, with its words where the boundaries differ, or nothing."""
    if span is None:
        return "–"
    other = (quote.second, quote.first)[side]
    if other is not None and other.fragments != span.fragments:
        return f"{span.label} “{quote.words_of(side)[:_SHOWN]}”"
    return span.label
