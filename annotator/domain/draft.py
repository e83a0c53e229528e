"""A draft: a text while it is corrected, with what differs from the stored one and an undo of its own."""

from typing import NamedTuple

from annotator.domain.edits import Edit, changed


class Change(NamedTuple):
    """`text[start:end]` of a draft becomes `text`; code points."""

    start: int
    end: int
    text: str


class _Past(NamedTuple):
    """How to take a change back: what to put where, and the edits there were before."""

    back: Change
    edits: tuple[Edit, ...]
    typed: bool


class Draft:
    """Starts as the stored text. What nobody touched stays code point for code point, whatever shows it."""

    def __init__(self, text: str) -> None:
        """Begin with the stored text."""
        self.stored = self.text = text
        self.edits: tuple[Edit, ...] = ()
        """What turns the stored text into this one; some may replace a stretch by itself."""
        self.line_break = _line_break(text)
        """How this text ends its lines, and what Enter puts in."""
        self._done: list[_Past] = []
        self._undone: list[_Past] = []

    def replace(self, change: Change, *, typed: bool = False) -> None:
        """Make a change. Changes that were `typed` one after another at one place are taken back together."""
        past = self._make(change, changed(self.edits, change.start, change.end, len(change.text)), typed)
        self._undone.clear()
        joined = self._joined(past) if self._done and typed and self._done[-1].typed else None
        if joined is not None:
            self._done[-1] = joined
        else:
            self._done.append(past)

    def undo(self) -> Change | None:
        """Take back what was changed last; returns the change to be shown, None where there is none."""
        return self._turn(self._done, self._undone)

    def redo(self) -> Change | None:
        """Make the change again that was taken back last; returns it, None where there is none."""
        return self._turn(self._undone, self._done)

    def _turn(self, taken: list[_Past], kept: list[_Past]) -> Change | None:
        if not taken:
            return None
        back, edits, _ = taken.pop()
        kept.append(self._make(back, edits, False))
        return back

    def _make(self, change: Change, edits: tuple[Edit, ...], typed: bool) -> _Past:
        start, end, text = change
        past = _Past(Change(start, start + len(text), self.text[start:end]), self.edits, typed)
        self.text = self.text[:start] + text + self.text[end:]
        self.edits = edits
        return past

    def _joined(self, past: _Past) -> _Past | None:
        """Return one past for the last change and this one, None where they are not one run of typing."""
        (start, end, gone), edits, _ = self._done[-1]
        new = past.back
        if not new.text and new.start == end and not self.text[new.start:new.end].isspace():
            return _Past(Change(start, new.end, gone), edits, True)
        if new.start == new.end and start == end and new.text:
            if new.start + len(new.text) == start:
                return _Past(Change(new.start, new.start, new.text + gone), edits, True)
            if new.start == start:
                return _Past(Change(start, start, gone + new.text), edits, True)
        return None


def _line_break(text: str) -> str:
    if "\r\n" in text:
        return "\r\n"
    return "\r" if "\r" in text and "\n" not in text else "\n"
