"""Regular expressions with Unicode properties (package `regex`), compiled when first used.

Loading `regex` and compiling takes some 20 ms, which a window that is still to be painted should not wait for.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regex import Match
    from regex import Pattern as Compiled


class Pattern:
    """One expression; the methods are those of a compiled pattern, positions are code points."""

    def __init__(self, source: str, *, words: bool = False) -> None:
        """`words`: `\\b` follows the word boundaries of Unicode (UAX #29) instead of letters and digits."""
        self.source = source
        self._words = words

    @cached_property
    def _compiled(self) -> Compiled[str]:
        import regex

        return regex.compile(self.source, regex.WORD if self._words else 0)

    def search(self, text: str, pos: int = 0, endpos: int | None = None) -> Match[str] | None:
        """Return the first match in `text[pos:endpos]`; the last one for an expression that looks back."""
        return self._compiled.search(text, pos, endpos)

    def match(self, text: str, pos: int = 0, endpos: int | None = None) -> Match[str] | None:
        """Return the match at `pos`; at `endpos` for an expression that looks back."""
        return self._compiled.match(text, pos, endpos)

    def fullmatch(self, text: str, pos: int = 0, endpos: int | None = None) -> Match[str] | None:
        """Return the match of the whole of `text[pos:endpos]`."""
        return self._compiled.fullmatch(text, pos, endpos)

    def finditer(self, text: str, pos: int = 0, endpos: int | None = None) -> Iterator[Match[str]]:
        """Yield the matches one after the other."""
        return iter(self._compiled.finditer(text, pos, endpos))
