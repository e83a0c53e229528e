"""All differences of a review as Qt sees them: by article, filtered, with what was decided."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from annotator.app.reviewing import Judged
from annotator.ui.review.filter import EVERYTHING, Filter
from annotator.ui.review.rows import Heading, Key, Row, chip

Index = QModelIndex | QPersistentModelIndex
Shown = Row | Heading
ROW_ROLE = Qt.ItemDataRole.UserRole


class ReviewModel(QAbstractListModel):
    """Rows of every article, in project order. One that was decided stays in sight until the filter is asked again;
    one with a question is not decided, but nothing to come back to before the answer."""

    counted = Signal()
    """there are more, fewer or other rows, or more or less is decided"""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, list[Row]] = {}
        self._headings: dict[str, Heading] = {}
        self._numbers: dict[str, int] = {}
        """Place of each article in the project."""
        self._filter = EVERYTHING
        self._open = ""
        self._shown: list[Shown] = []
        self._parts: dict[str, list[Shown]] = {}
        """What is shown of each article, in order: its heading and the rows that fit."""
        self._starts: dict[str, int] = {}
        """Where that begins."""
        self._sequence: list[str] = []
        """The articles that are shown, in order."""
        self.total = 0
        self.decided = 0
        self.changing = False
        """Whether rows are being taken out, so that the list chooses another one by itself."""

    # Qt's

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Keys go from row to row, past the headings."""
        if self.at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.title}, {row.words}" if isinstance(row, Heading) else (
                f"{chip(row).word}: {row.quote}, {row.words}")
        return None

    # What there is

    def begin(self, articles: Sequence[str]) -> None:
        """Forget all rows. `articles`: the ids of the project's articles in its order."""
        self._rows, self._headings = {}, {}
        self._numbers = {article: number for number, article in enumerate(articles)}
        self.total = self.decided = 0
        self._show()

    def put(self, found: Sequence[tuple[str, str, list[Row]]]) -> None:
        """Take the rows (id, title, rows) of some articles, in project order, instead of those they had."""
        order, added = self._numbers, False
        for article, title, rows in found:
            before, decided = self._rows.get(article, []), _decided(rows)
            self.total += len(rows) - len(before)
            self.decided += decided - (self._headings[article].decided if before else 0)
            added |= not before
            if rows:
                self._rows[article] = rows
                self._headings[article] = Heading(article, title, len(rows), decided)
            else:
                self._rows.pop(article, None)
        if added:
            self._rows = dict(sorted(self._rows.items(), key=lambda each: order.get(each[0], len(order))))
        self._show_some([article for article, _, _ in found])

    def renew(self, article: str, title: str, rows: list[Row]) -> None:
        """Take the rows of an article; where they are the same ones as before, those stay and learn what is new."""
        before = self._rows.get(article, [])
        if [(row.key, row.words, len(row.difference.spans)) for row in before] != [
                (row.key, row.words, len(row.difference.spans)) for row in rows]:
            self.put([(article, title, rows)])
            return
        for old, new in zip(before, rows, strict=True):
            old.difference = new.difference

    def judge(self, article: str, judged: Judged) -> None:
        """Take the verdicts there are on an article now."""
        rows = self._rows.get(article, [])
        changed = [row for row in rows if row.judge(judged)]
        if not changed:
            return
        heading, decided = self._headings[article], _decided(rows)
        self.decided += decided - heading.decided
        heading.decided = decided
        for row in changed:
            if (place := self.place(row)) is not None:
                self.dataChanged.emit(self.index(place), self.index(place))
        part = self._parts.get(article)
        if part and isinstance(part[0], Heading):
            self.dataChanged.emit(self.index(self._starts[article]), self.index(self._starts[article]))
        self.counted.emit()

    def rows_in(self, article: str) -> Sequence[Row]:
        """Return the rows of an article, shown or not."""
        return self._rows.get(article, ())

    @property
    def shown(self) -> int:
        """How many rows are shown."""
        return len(self._shown) - (0 if self._filter.here else len(self._parts))

    def count(self, outcome: str) -> int:
        """Return how many rows were decided in this way."""
        return sum(row.outcome == outcome for rows in self._rows.values() for row in rows)

    def find(self, key: Key) -> Row | None:
        """Return the row of a key."""
        return next((row for row in self._rows.get(key[0], ()) if row.holds(key[1], key[2])), None)

    def number(self, row: Row) -> int:
        """Return which of all rows this is, from 1, filtered or not."""
        before = 0
        for article, rows in self._rows.items():
            if article == row.article:
                return before + next((n for n, each in enumerate(rows, 1) if each is row), 0)
            before += len(rows)
        return 0

    # What is shown

    def filter(self, wanted: Filter, open_article: str) -> None:
        """Show only the rows that fit."""
        if (wanted, open_article if wanted.here else "") != (self._filter, self._open if self._filter.here else ""):
            self._filter, self._open = wanted, open_article
            self._show()
        self._open = open_article

    def place(self, row: Row | None) -> int | None:
        """Return where a row is shown."""
        part = self._parts.get(row.article, []) if row is not None else []
        number = next((n for n, each in enumerate(part) if each is row), None)
        return None if number is None or row is None else self._starts[row.article] + number

    def at(self, index: Index) -> Row | None:
        """Return the row of an index, None for a heading or none."""
        row = self._shown[index.row()] if index.isValid() else None
        return row if isinstance(row, Row) else None

    def neighbor(self, row: Row | None, article: str, step: int, *, open_only: bool) -> Row | None:
        """Return the row shown after (before, for -1) a row, or after all that stands before an article; None at the
        end. With `open_only`, the next one without a verdict, going round once."""
        place = self.place(row)
        after = range(place + 1 if place is not None else self._border(row, article), len(self._shown))
        before = range(min(after.start, place if place is not None else after.start))
        ways = [after, before] if step > 0 else [before[::-1], after[::-1]]
        for way in ways[:2 if open_only else 1]:
            for number in way:
                found = self._shown[number]
                if isinstance(found, Row) and not (open_only and found.outcome):
                    return found
        return None

    def _border(self, row: Row | None, article: str) -> int:
        """Return where in the list a row that is not shown would stand, or an article would begin."""
        where = row.article if row is not None else article
        if row is None or where not in self._parts:
            return self._start_of(where)
        low, start = self._starts[where], row.difference.start
        return low + next((n for n, each in enumerate(self._parts[where])
                           if isinstance(each, Row) and each.difference.start > start), len(self._parts[where]))

    def _start_of(self, article: str) -> int:
        """Return where what is shown of an article begins, or would begin."""
        if article in self._starts:
            return self._starts[article]
        order = self._numbers
        shown, number = self._sequence, order.get(article, len(order))
        place = bisect_left(shown, number, key=lambda each: order.get(each, len(order)))
        return self._starts[shown[place]] if place < len(shown) else len(self._shown)

    def _show(self) -> None:
        """Show all anew."""
        self.beginResetModel()
        wanted = self._filter
        if wanted.all or wanted.here:
            self._parts = {article: part for article in self._rows if (part := self._part(article))}
        else:  # all rows at once: a call for each of ten thousand articles would take longer than the sieve
            self._parts = {}
            for row in wanted.fitting([row for rows in self._rows.values() for row in rows]):
                if row.article not in self._parts:
                    self._parts[row.article] = [self._headings[row.article]]
                self._parts[row.article].append(row)
        self._shown = [each for part in self._parts.values() for each in part]
        self._count_starts()
        self.endResetModel()
        self.counted.emit()

    def _show_some(self, articles: Sequence[str]) -> None:
        """Show what some articles have now; all others stay as they are. Those that stand next to one another and were
        not shown before come in together."""
        for article in articles:
            if article in self._parts:
                self._take_out(article)
        waiting: list[str] = []
        for article in articles:
            if waiting and self._start_of(article) != self._start_of(waiting[0]):
                self._put_in(waiting)
                waiting = []
            waiting.append(article)
        self._put_in(waiting)
        self.counted.emit()

    def _take_out(self, article: str) -> None:
        start, part = self._starts[article], self._parts.pop(article)
        self.changing = True
        self.beginRemoveRows(QModelIndex(), start, start + len(part) - 1)
        del self._shown[start:start + len(part)]
        self._count_starts()
        self.endRemoveRows()
        self.changing = False

    def _put_in(self, articles: Sequence[str]) -> None:
        """Put in what is shown of some articles that have one place among the others."""
        parts = {article: part for article in articles if (part := self._part(article))}
        rows = [each for part in parts.values() for each in part]
        if not rows:
            return
        start, order = self._start_of(next(iter(parts))), self._numbers
        self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
        self._shown[start:start] = rows
        at_end = start + len(rows) == len(self._shown)
        self._parts |= parts
        if not at_end:
            self._parts = dict(sorted(self._parts.items(), key=lambda each: order.get(each[0], len(order))))
        self._count_starts()
        self.endInsertRows()

    def _part(self, article: str) -> list[Shown]:
        """Return what is shown of an article."""
        wanted, rows = self._filter, self._rows.get(article, [])
        if wanted.here and article != self._open:
            return []
        fitting = rows if wanted.all else wanted.fitting(rows)
        if not fitting or wanted.here:
            return [*fitting]
        return [self._headings[article], *fitting]

    def _count_starts(self) -> None:
        place, self._sequence = 0, list(self._parts)
        for article, part in self._parts.items():
            self._starts[article] = place
            place += len(part)
        if len(self._starts) > len(self._parts):
            self._starts = {article: self._starts[article] for article in self._parts}


def _decided(rows: Sequence[Row]) -> int:
    return sum(row.decided for row in rows)
