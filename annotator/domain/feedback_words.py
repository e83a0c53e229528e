"""Feedback in words: what a proposal changes, one sentence part a thing."""

from annotator.domain.span import Fragment, Span, Value

_WORDS = 4
"""Words at an edge that are quoted to tell what came to a span or went."""


def changes_between(text: str, before: Span, after: Span) -> list[str]:
    """Return what is different in `after`, for people: label, boundaries, attributes. Empty where nothing is."""
    found = []
    if before.layer != after.layer:
        found.append(f"{before.label} ({before.layer}) → {after.label} ({after.layer})")
    elif before.label != after.label:
        found.append(f"{before.label} → {after.label}")
    if before.fragments != after.fragments:
        found += _boundaries(text, before.fragments, after.fragments)
    for name in sorted({*before.attributes, *after.attributes}):
        old, new = before.attributes.get(name), after.attributes.get(name)
        if old != new or type(old) is not type(new):
            found.append(f"{name}: {value_words(old)} → {value_words(new)}")
    return found


def value_words(value: Value | None) -> str:
    """Return an answer as people read it."""
    if value is None:
        return "no answer"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _boundaries(text: str, before: tuple[Fragment, ...], after: tuple[Fragment, ...]) -> list[str]:
    if len(before) != len(after) or len(before) > 1:
        return [f"{_pieces(before)} → {_pieces(after)}" if len(before) != len(after) else "other pieces"]
    (start, end), (new_start, new_end) = before[0], after[0]
    if new_end <= start or end <= new_start:
        return ["other words"]
    found = []
    if new_start < start:
        found.append(f"with {_quoted(text[new_start:start])} before it")
    elif new_start > start:
        found.append(f"without {_quoted(text[start:new_start])} at its start")
    if new_end > end:
        found.append(f"with {_quoted(text[end:new_end])} after it")
    elif new_end < end:
        found.append(f"without {_quoted(text[new_end:end])} at its end")
    return found


def _pieces(fragments: tuple[Fragment, ...]) -> str:
    return "1 piece" if len(fragments) == 1 else f"{len(fragments)} pieces"


def _quoted(words: str) -> str:
    """Return words in quotes, the middle of many left out."""
    parts = words.split()
    if len(parts) > 2 * _WORDS:
        parts = [*parts[:_WORDS], "…", *parts[-_WORDS:]]
    return f"“{' '.join(parts)}”"
