"""The text cut into blocks: what is laid out at once. Offsets are code points of the stored text.

A block is a line of the text (without its terminator), or a piece of a line too long to lay out at once.
"""

from bisect import bisect_right

import annotator.domain.text as places

LONGEST = 4000
"""Code points of a block; a longer line is cut at a space before that, else between graphemes."""


class ArticleText:
    """A text and its blocks. `starts[i]` to `ends[i]` is what block i shows."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.lines: list[int] = []
        """Start of the line of text that each block belongs to."""
        for start, end in places.paragraphs(text):
            self._add_line(start, end)

    def __len__(self) -> int:
        return len(self.starts)

    def block_at(self, position: int) -> int:
        """Return the block that holds a position; within a terminator the one before it."""
        return max(0, bisect_right(self.starts, position) - 1)

    def last_in_line(self, block: int) -> bool:
        """Whether the line of text ends with this block."""
        return block + 1 == len(self) or self.lines[block + 1] != self.lines[block]

    def line_and_column(self, position: int) -> tuple[int, int]:
        """Return the line of the text (from 1) and the code point in it (from 1)."""
        start = self.lines[self.block_at(position)]
        return self._line_number(start), position - start + 1

    def clamp(self, position: int) -> int:
        """Return a position a caret can have: inside the text, never inside a line's terminator."""
        position = min(max(position, 0), len(self.text))
        return min(position, self.ends[self.block_at(position)])

    def is_rtl(self, block: int) -> bool:
        """Whether the block's line reads right to left, by its first strongly directed character."""
        return places.is_rtl(self.text, self.lines[block], min(self.ends[block], self.lines[block] + LONGEST))

    def _line_number(self, start: int) -> int:
        if self._numbers is None:
            self._numbers = sorted(set(self.lines))
        return bisect_right(self._numbers, start)

    _numbers: list[int] | None = None

    def _add_line(self, start: int, end: int) -> None:
        place = start
        while end - place > LONGEST:
            cut = self._cut(place)
            self._add(place, cut, start)
            place = cut
        self._add(place, end, start)

    def _add(self, start: int, end: int, line: int) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.lines.append(line)

    def _cut(self, start: int) -> int:
        """Return where to cut a line after `start`: behind a sentence, else a space, else a grapheme."""
        limit = start + LONGEST
        for mark in (". ", " "):
            found = self.text.rfind(mark, start + LONGEST // 2, limit)
            if found >= 0:
                return found + len(mark)
        return places.grapheme_range(self.text, limit)[0] or limit
