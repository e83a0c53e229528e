"""Feedback in the words of the panel: short for the list, whole sentences for the box."""

from annotator.domain.feedback import Feedback, FeedbackKind
from annotator.domain.feedback_words import changes_between
from annotator.domain.span import Span

SIGNS: dict[FeedbackKind, str] = {"changed": "✎", "rejected": "✕", "question": "?", "added": "+", "accepted": "✓"}
"""Signs of the kinds, so that color alone never tells."""
_CHIPS: dict[FeedbackKind, str] = {
    "changed": "change", "rejected": "remove", "question": "question", "added": "add", "accepted": "accepted"}
_HEADS: dict[FeedbackKind, str] = {
    "changed": "{} proposes a change", "rejected": "{} would remove this span", "question": "{} asks",
    "added": "{} would add a span", "accepted": "{} accepts this span as it is"}
_ANSWERS = {"accept": "accepted", "dispute": "disputed"}


def chip(item: Feedback) -> str:
    """Return what the list says at the right: what is wanted, or what was answered."""
    if item.answer:
        return _ANSWERS[item.answer]
    return "answered" if item.asks and item.answered else _CHIPS[item.kind]


def quote(item: Feedback) -> str:
    """Return the words that an item is about, on one line."""
    shown = item.shown
    return " ".join(shown.quote.split()) if shown else "a span that is gone"


def brief(item: Feedback, text: str) -> str:
    """Return in a few words what is wanted and why, for the list."""
    parts = [_wanted(item, text)]
    if item.since:
        parts.append("changed since" if item.since == "changed" else "deleted since")
    parts += [each for each in (item.verdict.reason, item.verdict.comment) if each]
    return " · ".join(" ".join(part.split()) for part in parts if part)


def head(item: Feedback) -> str:
    """Return who wants what."""
    return _HEADS[item.kind].format(item.verdict.by)


def versions(item: Feedback) -> list[tuple[str, Span | None]]:
    """Return what there is to compare, each with its caption: as reviewed where that is not what is there now, as it
    is, as proposed. None stands for a span that is gone."""
    found: list[tuple[str, Span | None]] = []
    if item.since and item.was is not None:
        found.append(("Reviewed", item.was))
    if item.kind != "added" or item.now is not None:
        found.append(("Now", item.now))
    if item.proposed is not None and not item.stands:
        found.append(("Proposed", item.proposed))
    return found


def explained(item: Feedback, text: str) -> str:
    """Return in sentences how things stand: what the proposal changes, what happened meanwhile."""
    parts = []
    before = item.now or item.was
    if item.kind == "changed" and before is not None and item.proposed is not None and not item.stands:
        changes = changes_between(text, before, item.proposed)
        parts.append(_sentence("; ".join(changes)) if changes else "")
    parts += [_meanwhile(item)]
    if item.stands and item.kind in ("changed", "added") and not item.answer:
        parts.append("Your annotations have it so already.")
    return " ".join(filter(None, parts))


def standing(item: Feedback) -> str:
    """Return what was answered, empty where nothing was."""
    if item.answer == "accept":
        return "You accepted this."
    if item.answer == "dispute":
        return "You disputed this."
    return "You answered." if item.asks and item.answered else ""


def spoken(item: Feedback, text: str) -> str:
    """Return what a screen reader says of an item."""
    state = f"{chip(item)}: " if item.answered and item.asks else ""
    return f"{state}{head(item)}: {quote(item)}. {brief(item, text)}"


def _wanted(item: Feedback, text: str) -> str:
    if item.kind == "changed" and item.proposed is not None:
        before = item.now or item.was
        if before is None or item.stands:
            return item.proposed.label
        return ", ".join(changes_between(text, before, item.proposed)) or item.proposed.label
    shown = item.shown
    return shown.label if shown else ""


def _meanwhile(item: Feedback) -> str:
    if item.since == "changed":
        return "You changed this span since it was reviewed."
    if item.since == "gone":
        then = "; accepting puts it back as proposed" if item.kind == "changed" else ""
        return f"You deleted this span since it was reviewed{then}."
    if item.kind == "rejected" and item.now is None:
        return "This span is gone already."
    return ""


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
