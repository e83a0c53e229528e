"""The article list as Qt sees it: rows of the project, filtered, with status and span count."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.app.operations.sets import STATUS_WORDS
from annotator.domain.article import ArticleRow, Status
from annotator.ui.signs import spans_word

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole


class ArticleModel(QAbstractListModel):
    """All articles of the project, of which the filter shows some."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[ArticleRow] = []
        self._numbers: dict[str, int] = {}
        self.counts: Counter[Status] = Counter()
        """How many of all articles have each status."""
        self._shown: list[ArticleRow] = []
        self._places: dict[str, int] = {}
        self._fitting: frozenset[str] | None = None

    @property
    def rows(self) -> Sequence[ArticleRow]:
        """Every article, shown or not, in project order."""
        return self._all

    @property
    def shown(self) -> Sequence[ArticleRow]:
        """The articles that the filter lets through."""
        return self._shown

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.title or 'Untitled'}, {STATUS_WORDS[row.status]}, {spans_word(row.spans)}"
        return None

    def put_all(self, rows: list[ArticleRow]) -> None:
        """Show another project, or the same one anew."""
        self.beginResetModel()
        self._all = rows
        self._numbers = {row.id: number for number, row in enumerate(rows)}
        self.counts = Counter(row.status for row in rows)
        self._filter()
        self.endResetModel()

    def put_filter(self, fitting: Collection[str] | None) -> None:
        """Show only the articles of these ids; None shows all."""
        self.beginResetModel()
        self._fitting = None if fitting is None else frozenset(fitting)
        self._filter()
        self.endResetModel()

    def put(self, row: ArticleRow) -> None:
        """Replace one article's row. It stays in sight until the filter is asked again."""
        number = self._numbers.get(row.id)
        if number is None:
            return
        self.counts[self._all[number].status] -= 1
        self.counts[row.status] += 1
        self._all[number] = row
        place = self._places.get(row.id)
        if place is not None:
            self._shown[place] = row
            self.dataChanged.emit(self.index(place), self.index(place))

    def place(self, article: str) -> int | None:
        """Return the article's place among those shown."""
        return self._places.get(article)

    def neighbor(self, article: str | None, step: int) -> str | None:
        """Return the id of the article shown `step` places on, None past the end."""
        place = self._places.get(article or "", -1 if step > 0 else len(self._shown))
        return self._shown[place + step].id if 0 <= place + step < len(self._shown) else None

    def next_open(self, article: str | None) -> str | None:
        """Return the next article shown that is neither done nor skipped, going round once."""
        return next((row.id for row in self.following(article, 1) if not _finished(row)), None)

    def previous_open(self, article: str | None) -> str | None:
        """Return the article before that is neither done nor skipped, going round once."""
        return next((row.id for row in self.following(article, -1) if not _finished(row)), None)

    def following(self, article: str | None, step: int) -> list[ArticleRow]:
        """Return the other articles shown, from this one on downwards (or upwards for -1), going round once."""
        place = self._places.get(article or "", -1)
        rows = [*self._shown[place + 1:], *self._shown[:max(0, place)]]
        return rows if step > 0 else rows[::-1]

    def holds(self, article: str) -> bool:
        """Whether the project has this article, shown or not."""
        return article in self._numbers

    def _filter(self) -> None:
        fitting = self._fitting
        self._shown = self._all[:] if fitting is None else [row for row in self._all if row.id in fitting]
        self._places = {row.id: number for number, row in enumerate(self._shown)}


def _finished(row: ArticleRow) -> bool:
    return row.status in ("done", "skipped")
