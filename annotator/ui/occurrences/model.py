"""The list of places: a heading for each article, and under it its places with their ticks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from annotator.app.occurrences import Found
from annotator.domain.candidates import Candidate, Verdict

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole


@dataclass(eq=False, slots=True)
class Heading:
    """An article, over its places."""

    article: str
    title: str
    places: int


@dataclass(eq=False, slots=True)
class Place:
    """A place with its tick."""

    candidate: Candidate
    ticked: bool

    @property
    def labelled(self) -> bool:
        """Whether it carries the label by now."""
        return self.candidate.verdict.standing == "labelled"

    @property
    def remark(self) -> str:
        """What stands in the way there, in words."""
        standing, label = self.candidate.verdict
        return {"free": "", "labelled": "labeled", "other": f"is {label} already", "inside": f"inside {label}",
                "across": f"overlaps {label}"}[standing]


Row = Heading | Place


class OccurrenceModel(QAbstractListModel):
    """Rows are only ever added; labelling changes what a row says."""

    counted = Signal()
    """ticks or places changed"""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.articles: dict[str, list[Place]] = {}
        """The places of each article, in its order."""
        self.places = 0
        self.ticked = 0
        """How many places would be labelled."""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Keys go from place to place, past the headings."""
        if isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.title if isinstance(row, Heading) else _spoken(row)
        return None

    def clear(self) -> None:
        """Begin anew."""
        self.beginResetModel()
        self.rows, self.articles, self.places, self.ticked = [], {}, 0, 0
        self.endResetModel()
        self.counted.emit()

    def append(self, found: Sequence[Found]) -> None:
        """Add the places of articles; those where nothing is in the way are ticked."""
        rows: list[Row] = []
        for each in found:
            places = [Place(candidate, candidate.verdict.standing == "free") for candidate in each.places]
            self.articles[each.article] = places
            rows += [Heading(each.article, each.title, len(places)), *places]
            self.places += len(places)
            self.ticked += sum(place.ticked for place in places)
        self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
        self.rows += rows
        self.endInsertRows()
        self.counted.emit()

    def place_at(self, index: Index) -> Place | None:
        """Return the place of a row, None for a heading or no row."""
        row = self.rows[index.row()] if index.isValid() else None
        return row if isinstance(row, Place) else None

    def tick(self, index: Index, on: bool) -> None:
        """Tick a place, or take its tick away; one that is labelled has none."""
        place = self.place_at(index)
        if place is not None and not place.labelled and place.ticked != on:
            self._put_tick(place, on)
            self.dataChanged.emit(index, index)
            self.counted.emit()

    def tick_all(self) -> None:
        """Tick all places where nothing is in the way; where they are ticked already, take all ticks away."""
        free = [place for place in self._all() if place.candidate.verdict.standing == "free"]
        on = not all(place.ticked for place in free)
        for place in free if on else self._all():
            self._put_tick(place, on)
        self._all_changed()

    def chosen(self) -> list[Candidate]:
        """Return the ticked places."""
        return [place.candidate for place in self._all() if place.ticked]

    def next_place(self, row: int) -> int | None:
        """Return the next row with a place that does not carry the label, None after the last one."""
        return next((number for number in range(row + 1, len(self.rows))
                     if isinstance(place := self.rows[number], Place) and not place.labelled), None)

    def judge(self, verdicts: Mapping[str, Sequence[Verdict]]) -> None:
        """Say what stands at the places of some articles now."""
        for article, judged in verdicts.items():
            for place, verdict in zip(self.articles[article], judged, strict=True):
                if place.candidate.verdict != verdict:
                    place.candidate = replace(place.candidate, verdict=verdict)
                    self._put_tick(place, verdict.standing == "free")
        self._all_changed()

    def _all_changed(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))
            self.counted.emit()

    def _all(self) -> Iterator[Place]:
        return (place for places in self.articles.values() for place in places)

    def _put_tick(self, place: Place, on: bool) -> None:
        self.ticked += on - place.ticked
        place.ticked = on


def _spoken(place: Place) -> str:
    """Return what a screen reader says of a place."""
    before, words, after = place.candidate.context
    state = place.remark if place.labelled else "ticked" if place.ticked else "not ticked"
    remark = f", {place.remark}" if place.remark and not place.labelled else ""
    return f"{state}{remark}: {before}{words}{after}"
