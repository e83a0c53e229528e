"""The list of feedback: a heading for each article, and under it what is asked there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from annotator.app.feedback import ArticleFeedback
from annotator.domain.article import SetRef
from annotator.domain.feedback import Feedback
from annotator.ui.feedback import words

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
Show = Literal["all", "open", "changed", "rejected", "question", "added", "disputed", "accepted"]
SHOWS: tuple[Show, ...] = get_args(Show)
"""What can be shown: all that asks something, what waits for an answer, one kind, what was disputed; and what the
reviewer accepted, which asks nothing and is folded away otherwise."""
Key = tuple[SetRef, str, str]


@dataclass(frozen=True, slots=True)
class Heading:
    """An article, over its items."""

    title: str
    items: int


@dataclass(frozen=True, slots=True)
class Item:
    """One item, with the text of its article."""

    feedback: Feedback
    text: str

    @property
    def article(self) -> str:
        """The article it is about."""
        return self.feedback.mine.article


Row = Heading | Item


class _Part:
    """The items of one article, and what of them is shown."""

    def __init__(self, feedback: ArticleFeedback, show: Show, kept: Key | None) -> None:
        self.feedback = feedback
        self.rows: list[Row] = []
        self.plain = 0
        """How many of those shown may be accepted together."""
        items = feedback.items
        self.counts = {each: sum(fits(item, each) for item in items) for each in SHOWS}
        self.asked = sum(item.asks for item in items)
        self.answered = self.asked - self.counts["open"]
        self.choose(show, kept)

    def choose(self, show: Show, kept: Key | None) -> None:
        """Show what fits, and the kept item."""
        text = self.feedback.text
        shown = [Item(item, text) for item in self.feedback.items if fits(item, show) or item.key == kept]
        self.rows = [Heading(self.feedback.title, len(shown)), *shown] if shown else []
        self.plain = sum(row.feedback.plain for row in shown)


class FeedbackModel(QAbstractListModel):
    """Items of all articles in the project's order, those that are shown as rows."""

    counted = Signal()
    """items, or answers, changed"""

    def __init__(self) -> None:
        super().__init__()
        self._parts: dict[str, _Part] = {}
        self._show: Show = "all"
        self._kept: Key | None = None
        self.rows: list[Row] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Keys go from item to item, past the headings."""
        if isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.title if isinstance(row, Heading) else words.spoken(row.feedback, row.text)
        return None

    @property
    def show(self) -> Show:
        """What is shown."""
        return self._show

    @property
    def asked(self) -> int:
        """How many items ask something."""
        return sum(part.asked for part in self._parts.values())

    @property
    def answered(self) -> int:
        """How many of these are answered."""
        return sum(part.answered for part in self._parts.values())

    @property
    def plain(self) -> int:
        """How many of those shown may be accepted together."""
        return sum(part.plain for part in self._parts.values())

    def items(self) -> Iterator[Feedback]:
        """Return all items, shown or not."""
        return (item for part in self._parts.values() for item in part.feedback.items)

    def find(self, key: Key | None) -> Feedback | None:
        """Return an item, shown or not."""
        part = self._parts.get(key[0].article) if key is not None else None
        return next((item for item in part.feedback.items if item.key == key), None) if part else None

    def counts(self) -> dict[Show, int]:
        """Return how many items each choice would show."""
        return {show: sum(part.counts[show] for part in self._parts.values()) for show in SHOWS}

    def has(self, article: str) -> bool:
        """Whether anything is asked in an article."""
        return article in self._parts

    def put_all(self, articles: Iterable[ArticleFeedback]) -> None:
        """Begin anew with these."""
        self._parts = {each.article: _Part(each, self._show, self._kept) for each in articles}
        self._arrange()

    def put(self, changed: Iterable[ArticleFeedback]) -> None:
        """Put in what was read again of articles that are there."""
        for each in changed:
            self._parts[each.article] = _Part(each, self._show, self._kept)
        self._arrange()

    def set_show(self, show: Show) -> None:
        """Show these only."""
        self._show, self._kept = show, None
        for part in self._parts.values():
            part.choose(show, None)
        self._arrange()

    def keep(self, item: Feedback | None) -> None:
        """Leave this item in the list, though it may no longer fit once it is answered."""
        kept = item.key if item is not None else None
        if kept == self._kept:
            return
        touched = {key[0].article for key in (kept, self._kept) if key is not None} & self._parts.keys()
        before = [len(self._parts[article].rows) for article in touched]
        self._kept = kept
        for article in touched:
            self._parts[article].choose(self._show, kept)
        if [len(self._parts[article].rows) for article in touched] != before:
            self._arrange()

    def item_at(self, index: Index) -> Item | None:
        """Return the item of a row, None for a heading or no row."""
        row = self.rows[index.row()] if index.isValid() else None
        return row if isinstance(row, Item) else None

    def shown(self) -> list[Feedback]:
        """Return the items that are shown, in their order."""
        return [row.feedback for row in self.rows if isinstance(row, Item)]

    def place(self, key: Key | None) -> int | None:
        """Return the row of an item, None where it is not shown."""
        first = 0
        for article, part in self._parts.items():
            if key is not None and article == key[0].article:
                return next((first + number for number, row in enumerate(part.rows)
                             if isinstance(row, Item) and row.feedback.key == key), None)
            first += len(part.rows)
        return None

    def step(self, row: int, by: int, *, unanswered: bool = False) -> int | None:
        """Return the next row with an item after `row` (before it for -1), one that waits for an answer if
        `unanswered` (from the start again after the last); None where there is none."""
        ahead = range(row + 1, len(self.rows)) if by > 0 else range(row - 1, -1, -1)
        around = [*ahead, *range(0, row)] if unanswered else ahead
        return next((number for number in around if isinstance(each := self.rows[number], Item)
                     and not (unanswered and each.feedback.answered)), None)

    def _arrange(self) -> None:
        """Show the rows of all articles."""
        rows = [row for part in self._parts.values() for row in part.rows]
        same = len(rows) == len(self.rows) and all(
            new is old or _identity(new) == _identity(old) for new, old in zip(rows, self.rows, strict=True))
        if same:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        else:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
        self.counted.emit()


def fits(item: Feedback, show: Show) -> bool:
    """Whether an item is shown."""
    if show == "accepted":
        return item.kind == "accepted"
    if show == "open":
        return not item.answered
    if show == "disputed":
        return item.answer == "dispute"
    return item.asks and show in ("all", item.kind)


def _identity(row: Row) -> object:
    return row if isinstance(row, Heading) else row.feedback.key
