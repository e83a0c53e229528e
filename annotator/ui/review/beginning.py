"""Which review is gone on with, and beginning the first one where there is but one colleague."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from annotator.app.operations.review import StartReview
from annotator.app.ports import Progress, Reader
from annotator.domain.review import GOLD, Review
from annotator.ui.desk import Desk
from annotator.ui.notice import Notice
from annotator.ui.occurrences.latest import Latest, Tell
from annotator.ui.settings import Settings


@dataclass(frozen=True, slots=True)
class Prospect:
    """Who could be reviewed: all who have annotations, apart from the reviewer and the gold set; and whether the
    reviewer has worked on an article of the only one."""

    colleagues: tuple[str, ...]
    both: bool


class Beginning:
    """Finds the review to show."""

    def __init__(self, desk: Desk, notice: Notice, settings: Settings, parent: QObject) -> None:
        self._desk, self._notice, self._settings = desk, notice, settings
        self._latest = Latest(desk, parent)

    @property
    def busy(self) -> bool:
        """Whether it is being looked who could be reviewed."""
        return self._latest.busy

    def reviews(self) -> list[Review]:
        """Return the reviews of who is at work, oldest first."""
        session = self._desk.session
        return [] if session is None else [each for each in session.reader.reviews()
                                           if each.reviewer == session.annotator]

    def remembered(self) -> Review | None:
        """Return the review that was shown last, else the newest one."""
        session, reviews = self._desk.session, self.reviews()
        if session is None or not reviews:
            return None
        last = self._settings.review_place(session.project.path).get("review")
        return next((each for each in reviews if each.id == last), reviews[-1])

    def begin(self, then: Callable[[Review], object], choose: Callable[[], object]) -> None:
        """Begin a review where there is exactly one colleague, and do `then`; with more of them let one `choose`."""
        session = self._desk.session
        if session is None:
            return
        me = session.annotator
        if any(each.mode == "again" and each.annotators[-1] == me for each in session.reader.reviews()):
            self._notice.tell("You label a second time without seeing the first labels, so there is nothing to compare "
                              "yet. Once all its articles are done, the comparison is offered.")
            return

        def look(reader: Reader, progress: Progress, tell: Tell) -> Prospect:
            return _prospect(reader, me, progress)

        def go_on(found: Prospect) -> None:
            if not found.colleagues:
                self._notice.tell(
                    "There are no annotations of a colleague in this project. Open a colleague’s file with "
                    "Review > Open a colleague’s annotations, or drop it here.")
            elif len(found.colleagues) > 1:
                choose()
            elif (started := self._start(me, found)) is not None:
                then(started)

        self._latest.ask(look, go_on)

    def _start(self, me: str, found: Prospect) -> Review | None:
        other = found.colleagues[0]
        taken = {each.name for each in self._desk.session.reader.reviews()} if self._desk.session else set()
        name = _free(f"{other}’s annotations", taken)
        operation = StartReview(Review(
            id="", name=name, mode="compare" if found.both else "check",
            annotators=(me, other) if found.both else (other,), reviewer=me, policy="agreed"))
        return operation.review if self._desk.execute(operation) is not None else None


def _prospect(reader: Reader, me: str, progress: Progress) -> Prospect:
    names = [name for name in reader.annotators() if name not in (me, GOLD)]
    there = [name for name in names if any(coding.worked_on(name) for coding in reader.codings([name]))]
    both = False
    if len(there) == 1:
        for number, coding in enumerate(reader.codings([me, there[0]])):
            progress(number, 0)
            if both := coding.worked_on(me) and coding.worked_on(there[0]):
                break
    return Prospect(tuple(there), both)


def _free(name: str, taken: Sequence[str] | set[str]) -> str:
    """Return the name, with a number where it is taken."""
    return next(each for n in range(1, len(taken) + 2) if (each := name if n == 1 else f"{name} ({n})") not in taken)
