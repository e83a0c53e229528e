"""What the user decided about spans that break: where each goes, or that it goes."""

from annotator.app.correction import Outcome, Plan
from annotator.domain.draft import Change
from annotator.domain.span import Fragment

Key = tuple[str, str]


class Decisions:
    """Decisions by span (annotator and id); a place follows what is typed before it, and is forgotten when edited."""

    def __init__(self) -> None:
        self._made: dict[Key, tuple[Fragment, ...] | None] = {}

    def put(self, key: Key, ranges: tuple[Fragment, ...]) -> None:
        """The span goes there, in the text as it is now."""
        self._made[key] = ranges

    def delete(self, key: Key) -> None:
        """The span is deleted."""
        self._made[key] = None

    def of(self, outcome: Outcome) -> tuple[Fragment, ...] | None:
        """Return where a decided span goes, None where it is deleted. Raises KeyError where nothing is decided."""
        return self._made[outcome.key]

    def made(self, outcome: Outcome) -> bool:
        """Whether something is decided about the span."""
        return outcome.key in self._made

    def open(self, plan: Plan) -> list[Outcome]:
        """Return the broken spans about which nothing is decided."""
        return [each for each in plan.of("broken") if each.key not in self._made]

    def repairs(self, plan: Plan) -> dict[Key, tuple[Fragment, ...] | None]:
        """Return the decisions about the spans that the plan breaks."""
        return {each.key: self._made[each.key] for each in plan.of("broken") if each.key in self._made}

    def follow(self, change: Change) -> None:
        """The text was changed: move places along, and forget those that were edited."""
        by = len(change.text) - (change.end - change.start)
        for key, ranges in tuple(self._made.items()):
            if ranges is None:
                continue
            if any(change.start < end and start < change.end for start, end in ranges):
                del self._made[key]
            else:
                self._made[key] = tuple(Fragment(start + by, end + by) if change.end <= start else Fragment(start, end)
                                        for start, end in ranges)
