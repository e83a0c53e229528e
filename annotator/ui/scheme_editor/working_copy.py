"""The editor's model: the edits so far, the scheme that they make, and what they do to spans."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.app.ports import Reader
from annotator.app.scheme_preview import preview
from annotator.domain.errors import UserError
from annotator.domain.scheme import Scheme, checked_scheme
from annotator.domain.scheme_edits.base import Edit, Place
from annotator.domain.scheme_edits.draft import Draft, original_names
from annotator.domain.scheme_edits.effect import Effect
from annotator.ui.desk import Desk
from annotator.ui.lookup import Lookup

_PAUSE = 150
"""Milliseconds without a further edit, after which the spans are counted."""


class WorkingCopy(QObject):
    """Collects edits. `changed`: there is an edit more or less; `begun`: there are none again, on the project's scheme;
    `counted`: the effects are known."""

    changed = Signal()
    begun = Signal()
    counted = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._draft = Draft(desk.scheme)
        self._counts: Mapping[str, Mapping[str, int]] = {}
        self.effects: tuple[Effect, ...] | None = ()
        """What each edit does to spans, None while that is being counted."""
        self.titles: Mapping[str, str] = {}
        """Titles of articles by id, as far as something goes in them."""
        self._count, self._ask, self._stats = Lookup(desk, self), Lookup(desk, self), Lookup(desk, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._start_counting)
        self.reset()

    @property
    def base(self) -> Scheme:
        """The scheme as the project has it."""
        return self._draft.base

    @property
    def scheme(self) -> Scheme:
        """The scheme after all edits."""
        return self._draft.scheme

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits so far."""
        return self._draft.edits

    def spans_of(self, place: Place) -> int:
        """Return how many spans the project has under the name that this label began with."""
        layer, label = original_names(self.base, self.edits).get(place, ("", ""))
        return self._counts.get(layer, {}).get(label, 0)

    def reset(self) -> None:
        """Begin anew from the project's scheme."""
        self._draft = Draft(self._desk.scheme)
        self.effects = ()
        self._soon.stop()
        self._count.drop()
        self._stats.ask(lambda reader: reader.stats().labels, self._put_counts, slow=True, always=True)
        self.begun.emit()

    def do(self, edit: Edit) -> str:
        """Add an edit; return why it cannot be done, in one sentence, empty where it was added."""
        try:
            self._draft.do(edit)
        except UserError as error:
            return _sentence(error)
        self._recount()
        return ""

    def undo(self) -> None:
        """Take back the last edit."""
        if self.edits:
            self._draft.undo()
            self._recount()

    def foresee(self, edit: Edit, told: Callable[[Effect], None]) -> str:
        """Tell what one more edit would do to spans; return why it cannot be done, empty where it can."""
        try:
            checked_scheme(edit.apply(self.scheme))
        except UserError as error:
            return _sentence(error)
        edits = (*self.edits, edit)
        self._ask.ask(lambda reader: preview(reader, edits)[-1], told, slow=True)
        return ""

    def _recount(self) -> None:
        self.effects = None
        self._soon.start()
        self.changed.emit()

    def _start_counting(self) -> None:
        edits = self.edits
        silent = not any(edit.reach(self.scheme_before(number)) or edit.removed_relation()
                         for number, edit in enumerate(edits))
        if silent:
            self._put_effects((tuple(Effect() for _ in edits), {}))
        else:
            self._count.ask(lambda reader: _foreseen(reader, edits), self._put_effects, slow=True, always=True)

    def scheme_before(self, number: int) -> Scheme:
        """Return the scheme as it is before the edit of this number."""
        return self._draft.before(number)

    def _put_effects(self, found: tuple[tuple[Effect, ...], Mapping[str, str]]) -> None:
        self.effects, self.titles = found
        self.counted.emit()

    def _put_counts(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        self._counts = counts
        self.counted.emit()


def _foreseen(reader: Reader, edits: Sequence[Edit]) -> tuple[tuple[Effect, ...], Mapping[str, str]]:
    """Return the effects, with the titles that naming what goes needs."""
    effects = preview(reader, edits)
    named = {loss.ref.article for each in effects for loss in each.named()}
    titles = {row.id: row.title for row in reader.article_rows("") if row.id in named} if named else {}
    return effects, titles


def _sentence(error: UserError) -> str:
    words = str(error)
    return words[:1].upper() + words[1:].rstrip(".") + "."
