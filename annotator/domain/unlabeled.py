"""Paragraphs on which nothing is labelled yet. Offsets are code points, ranges half-open."""

from bisect import bisect_left
from collections.abc import Iterable

from annotator.domain.span import Span
from annotator.domain.text import Range, paragraphs, word_range


def unlabeled_paragraph(text: str, spans: Iterable[Span], position: int, *, forward: bool) -> Range | None:
    """Return the nearest paragraph below (or above) that of `position` that has words and no part of a span.

    A `position` of -1 takes the first paragraph too, len(text) + 1 the last. None where there is none.
    """
    touched = _joined((start, end) for span in spans for start, end in span.fragments)
    starts = [start for start, _ in touched]
    if forward:
        wanted = (place for place in paragraphs(text) if place[0] > position)
    else:
        wanted = (place for place in reversed(paragraphs(text)) if place[1] < position)
    for start, end in wanted:
        before = bisect_left(starts, end) - 1  # the last one that begins before the paragraph's end
        free = before < 0 or touched[before][1] <= start
        if free and start < end and word_range(text, start):
            return start, end
    return None


def _joined(ranges: Iterable[Range]) -> list[Range]:
    """Return the ranges sorted, with those that overlap made one."""
    result: list[Range] = []
    for start, end in sorted(ranges):
        if result and start <= result[-1][1]:
            result[-1] = result[-1][0], max(end, result[-1][1])
        else:
            result.append((start, end))
    return result
