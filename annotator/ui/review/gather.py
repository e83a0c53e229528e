"""Looks through all articles of a review on a snapshot, and tells the rows as they come."""

import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject

from annotator.app.garbage import never_collected
from annotator.app.ports import Progress, Reader
from annotator.app.reviewing import Compared, Judged, all_judged, compared
from annotator.domain.review import Review, Verdict
from annotator.ui.desk import Desk
from annotator.ui.occurrences.latest import Latest, Tell
from annotator.ui.review.rows import Row, rows_of

Found = tuple[str, str, list[Row]]
"""An article's id, title and rows."""
_MANY = 10_000
"""Rows from which on the garbage collector is kept from going through all of them again and again, which would stop the
window for 0.2 s each time; they stay alive anyway."""
_PAUSE = 0.25
"""Seconds between parts that are told: each of them is a new list in the window."""


@dataclass(slots=True)
class Gathered:
    """What was found besides the rows. `left_out`: titles of articles that not enough annotators worked on."""

    left_out: list[str] = field(default_factory=list)
    judged: list[Verdict] = field(default_factory=list)


class Gather:
    """One look through the project at a time."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        self._latest = Latest(desk, parent)

    @property
    def busy(self) -> bool:
        """Whether articles are still being looked through."""
        return self._latest.busy

    def start(self, review: Review, told: Callable[[list[Found]], None], done: Callable[[Gathered], None]) -> None:
        """Look through all articles; `told` gets them part by part."""
        def look(reader: Reader, progress: Progress, tell: Tell) -> Gathered:
            with never_collected():
                return _look(reader, review, progress, lambda part: tell(lambda: told(part)))

        self._latest.ask(look, done)

    def stop(self) -> None:
        """Look no further."""
        self._latest.stop()


def _look(reader: Reader, review: Review, progress: Progress, told: Callable[[list[Found]], None]) -> Gathered:
    gathered, judged = Gathered(), all_judged(reader, review)
    for its in judged.values():
        gathered.judged += [each for each in its.values() if each.reason]
    many = 0
    for part in _parts(_looked(compared(reader, review), review, judged, gathered, progress)):
        told(part)
        many += sum(len(rows) for _, _, rows in part)
        if many > _MANY:
            gc.freeze()
    return gathered


def found_of(review: Review, each: Compared, judged: Judged) -> Found:
    """Return the rows of an article, with what was decided."""
    coding = each.coding
    rows = rows_of(review, coding.article, coding.text, each.asked, each.there)
    if judged:
        for row in rows:
            row.judge(judged)
    return coding.article, coding.title, rows


def _looked(articles: Iterator[Compared], review: Review, judged: dict[str, Any], gathered: Gathered,
            progress: Progress) -> Iterator[Found]:
    for number, each in enumerate(articles):
        progress(number, 0)
        if each.there:
            yield found_of(review, each, judged.get(each.coding.article, {}))
        elif any(each.coding.worked_on(name) for name in review.annotators):
            gathered.left_out.append(each.coding.title)


def _parts(found: Iterator[Found]) -> Iterator[list[Found]]:
    """Yield what is found, a part as often as the window likes it, the first one soon."""
    part: list[Found] = []
    next_time = time.monotonic() + _PAUSE / 5
    for each in found:
        part.append(each)
        if time.monotonic() >= next_time:
            yield part
            part, next_time = [], time.monotonic() + _PAUSE
    if part:
        yield part
