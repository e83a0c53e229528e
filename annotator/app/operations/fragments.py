"""Operations on the fragments of a span: move the ends of one, add one, take one away.

Ranges are half-open code points. White space at the edges is trimmed, graphemes stay whole, the quote follows, and a
fragment that meets another of the span becomes one with it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from annotator.app.operations.base import Context
from annotator.app.operations.spans import ChangeSpan, has_twin, trimmed
from annotator.app.ports import Write
from annotator.domain.errors import NotFound, Refused
from annotator.domain.span import Fragment, Span, quote_of, with_fragment

Refit = Callable[[str, tuple[Fragment, ...]], tuple[Fragment, ...]]
"""From the article's text and the fragments that are to those that are wanted."""


@dataclass
class _ChangeFragments(ChangeSpan):
    """Base of operations that give a span other fragments."""

    def _put(self, write: Write, context: Context, refit: Refit) -> None:
        text = write.article(self.ref.article).text

        def change(span: Span) -> Span:
            fragments = refit(text, span.fragments)
            changed = replace(span, fragments=fragments, quote=quote_of(text, fragments))
            if has_twin(write, self.ref, changed):
                raise Refused(f"Another {span.label} span has exactly this range")
            return changed

        self.change(write, context, change)


@dataclass
class MoveBoundary(_ChangeFragments):
    """Give the fragment of this index other ends."""

    fragment: int
    start: int
    end: int
    name = "move boundary"

    def apply(self, write: Write, context: Context) -> None:
        """Move. Raises Refused where nothing would be left, or a twin stands there."""
        self._put(write, context, self._refit)

    def _refit(self, text: str, fragments: tuple[Fragment, ...]) -> tuple[Fragment, ...]:
        moved = trimmed(text, [(self.start, self.end)])[0]
        return with_fragment(text, _without(fragments, self.fragment), *moved)


@dataclass
class AddFragment(_ChangeFragments):
    """Add a range to a span, so that one span covers words that do not follow each other."""

    start: int
    end: int
    name = "add fragment"

    def apply(self, write: Write, context: Context) -> None:
        """Add it. Raises Refused where the span has these words already, or a twin stands there."""
        self._put(write, context, self._refit)

    def _refit(self, text: str, fragments: tuple[Fragment, ...]) -> tuple[Fragment, ...]:
        start, end = trimmed(text, [(self.start, self.end)])[0]
        if any(low <= start and end <= high for low, high in fragments):
            raise Refused("These words belong to the span already; select others")
        return with_fragment(text, fragments, start, end)


@dataclass
class RemoveFragment(_ChangeFragments):
    """Take the fragment of this index away from a span that has several."""

    fragment: int
    name = "remove fragment"

    def apply(self, write: Write, context: Context) -> None:
        """Take it away. Raises Refused where it is the last one."""
        self._put(write, context, self._refit)

    def _refit(self, text: str, fragments: tuple[Fragment, ...]) -> tuple[Fragment, ...]:
        if len(fragments) == 1:
            raise Refused("This is all there is of the span; press Delete to remove the span")
        return tuple(_without(fragments, self.fragment))


def _without(fragments: Sequence[Fragment], index: int) -> list[Fragment]:
    if not 0 <= index < len(fragments):
        raise NotFound("That fragment is no longer there")
    return [each for number, each in enumerate(fragments) if number != index]
