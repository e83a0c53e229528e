"""The caret and the moves it knows. Positions are code points; the page gives lines and their x."""

from collections.abc import Callable
from dataclasses import dataclass

import annotator.domain.text as places
from annotator.domain.sentence import next_sentence, previous_sentence, sentence_range
from annotator.ui.article_view.page import Page

Move = Callable[["Caret", Page, float], int]
"""Caret, page and the height of the viewport to the new position."""


@dataclass(slots=True)
class Caret:
    """Where the selection began and where the caret stands, and the x it strives for when moving up and down."""

    anchor: int = 0
    position: int = 0
    goal: float | None = None

    @property
    def selection(self) -> tuple[int, int] | None:
        """The selected range, None where it is empty."""
        if self.anchor == self.position:
            return None
        return min(self.anchor, self.position), max(self.anchor, self.position)


def unit_range(text: str, position: int, unit: int) -> tuple[int, int]:
    """Return what a click selects: 2 the word, 3 the sentence, 4 and more the paragraph."""
    if unit == 2:
        return places.word_range(text, position) or (position, position)
    return sentence_range(text, position) if unit == 3 else places.paragraph_range(text, position)


def _skipping(page: Page, position: int, *, forward: bool) -> int:
    """Return the neighbor grapheme's place; a line's terminator counts as one step."""
    text, article = page.article.text, page.article
    if forward:
        return places.next_grapheme(text, position)
    return article.clamp(places.previous_grapheme(text, position))


def _sideways(caret: Caret, page: Page, *, right: bool) -> int:
    """Move by a grapheme; in a line that reads right to left, the right arrow goes back."""
    rtl = page.layout(page.article.block_at(caret.position)).rtl
    return _skipping(page, caret.position, forward=right != rtl)


def _by_word(caret: Caret, page: Page, *, right: bool) -> int:
    rtl = page.layout(page.article.block_at(caret.position)).rtl
    move = places.next_word if right != rtl else places.previous_word
    return move(page.article.text, caret.position)


def _vertically(caret: Caret, page: Page, *, down: bool) -> int:
    block = page.article.block_at(caret.position)
    layout = page.layout(block)
    row = layout.row_of(caret.position) + (1 if down else -1)
    if caret.goal is None:
        caret.goal = page.place(caret.position).x
    if not 0 <= row < len(layout.rows):
        block += 1 if down else -1
        if not 0 <= block < len(page.article):
            return len(page.article.text) if down else 0
        layout = page.layout(block)
        row = 0 if down else len(layout.rows) - 1
    return layout.position_at(row, caret.goal - page.left)


def _by_page(caret: Caret, page: Page, height: float, *, down: bool) -> int:
    place = page.place(caret.position)
    if caret.goal is None:
        caret.goal = place.x
    step = max(place.height, height - 2 * place.height)
    y = place.top + place.height / 2 + (step if down else -step)
    if y < page.header:
        return 0
    return page.position_at(caret.goal, y)


def _row_start(caret: Caret, page: Page) -> int:
    layout = page.layout(page.article.block_at(caret.position))
    return layout.rows[layout.row_of(caret.position)].start


def _row_end(caret: Caret, page: Page) -> int:
    layout = page.layout(page.article.block_at(caret.position))
    row = layout.row_of(caret.position)
    end = layout.rows[row].end
    return end if row + 1 == len(layout.rows) else places.previous_grapheme(page.article.text, end)


MOVES: dict[str, Move] = {
    "left": lambda caret, page, height: _sideways(caret, page, right=False),
    "right": lambda caret, page, height: _sideways(caret, page, right=True),
    "word-left": lambda caret, page, height: _by_word(caret, page, right=False),
    "word-right": lambda caret, page, height: _by_word(caret, page, right=True),
    "up": lambda caret, page, height: _vertically(caret, page, down=False),
    "down": lambda caret, page, height: _vertically(caret, page, down=True),
    "page-up": lambda caret, page, height: _by_page(caret, page, height, down=False),
    "page-down": lambda caret, page, height: _by_page(caret, page, height, down=True),
    "paragraph-up": lambda caret, page, height: places.previous_paragraph(page.article.text, caret.position),
    "paragraph-down": lambda caret, page, height: places.next_paragraph(page.article.text, caret.position),
    "sentence-up": lambda caret, page, height: previous_sentence(page.article.text, caret.position),
    "sentence-down": lambda caret, page, height: next_sentence(page.article.text, caret.position),
    "row-start": lambda caret, page, height: _row_start(caret, page),
    "row-end": lambda caret, page, height: _row_end(caret, page),
    "start": lambda caret, page, height: 0,
    "end": lambda caret, page, height: len(page.article.text),
}
VERTICAL = frozenset(("up", "down", "page-up", "page-down"))
"""Moves that keep the x they strive for."""
