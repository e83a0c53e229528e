"""The short list of reasons: those used last in the project, then some to begin with."""

from collections.abc import Iterable

from annotator.domain.review import Verdict
from annotator.ui.review.strip import MOST

_FIRST = ("Wrong label", "Too long", "Too short", "Not to be labeled by the guideline", "Labeled elsewhere already")
_LATEST = 6
"""Reasons of the project that are offered; the others are there to begin with."""


class Reasons:
    """Keeps the reasons used, the latest first."""

    def __init__(self) -> None:
        self._used: dict[str, str] = {}
        """When each was used last."""

    def learn(self, verdicts: Iterable[Verdict]) -> None:
        """Take the reasons of earlier decisions."""
        for each in verdicts:
            if each.reason and each.at > self._used.get(each.reason, ""):
                self._used[each.reason] = each.at
        self._used = dict(sorted(self._used.items(), key=lambda used: used[1], reverse=True)[:_LATEST])

    def use(self, reason: str) -> None:
        """A reason was given just now."""
        if reason:
            latest = max(self._used.values(), default="")
            rest = {each: at for each, at in self._used.items() if each != reason}
            self._used = dict([(reason, latest), *rest.items()][:_LATEST])

    def offered(self) -> list[str]:
        """Return the reasons to choose from."""
        return list(dict.fromkeys((*self._used, *_FIRST)))[:MOST]
