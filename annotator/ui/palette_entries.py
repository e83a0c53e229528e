"""What the palette offers: the commands, the labels of the scheme, the panels, and articles by their titles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from annotator.domain.article import ArticleRow
from annotator.domain.scheme import Label, Layer
from annotator.ui.commands import unmarked
from annotator.ui.palette import Entry, Palette
from annotator.ui.signs import paint_form, paint_status
from annotator.ui.theme import Colors

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_MOST = 50
"""Articles shown at once."""
_LATELY = 8
"""Choices remembered."""


def show_palette(w: MainWindow) -> None:
    """Open the palette on a window."""
    w.actions_.refresh()
    recent = w.settings.last_commands()
    palette = Palette(w, entries(w), recent, ArticleFinder(w))
    palette.ran.connect(lambda id: w.settings.put_last_commands(
        [id, *(each for each in recent if each != id)][:_LATELY]))
    palette.open()


def entries(w: MainWindow) -> list[Entry]:
    """Return all commands, usable or not, then the labels."""
    result = []
    for command in w.actions_.commands:
        action = w.actions_[command.id]
        if command.id != "help.commands" and action.isVisible():
            why = "" if action.isEnabled() else command.why or "It cannot be used now."
            result.append(Entry(command.id, command.menu.replace("&", ""), unmarked(action.text()),
                                w.keymap.words(command.id), action.trigger, why))
    for name, dock in w.docks.items():
        result.append(Entry(f"panel:{name}", "View", f"Show or hide panel: {dock.windowTitle()}", "",
                            dock.toggleViewAction().trigger))
    why = "" if w.desk.article else "No article is open."
    for layer in w.desk.scheme.layers:
        for number, label in enumerate(layer.labels):
            if label.retired:
                continue
            result.append(Entry(f"label:{layer.name}:{label.name}", layer.name, label.name, label.key.upper(),
                                partial(w.choose_label, layer.name, label.name), why, label_sign(layer, label, number)))
    return result


class ArticleFinder:
    """Finds articles whose title has all the words; looks at the titles only once something was typed."""

    def __init__(self, w: MainWindow) -> None:
        self._window = w
        self._titles: list[str] | None = None

    def __call__(self, typed: str) -> Sequence[Entry]:
        rows = self._window.articles.model.rows
        if self._titles is None or len(self._titles) != len(rows):
            self._titles = [row.title.lower() for row in rows]
        words = typed.lower().split()
        fits = (row for row, title in zip(rows, self._titles, strict=True) if all(word in title for word in words))
        return [self._entry(row) for row in islice(fits, _MOST)]

    def _entry(self, row: ArticleRow) -> Entry:
        return Entry(f"article:{row.id}", "article", row.title or "Untitled", "", partial(self._open, row.id),
                     sign=_status(row))

    def _open(self, article: str) -> None:
        self._window.desk.open_article(article)
        self._window.view.setFocus()


def label_sign(layer: Layer, label: Label, number: int) -> Callable[[QPainter, QRectF, Colors], None]:
    """Return what draws a label's form before its name."""
    return lambda painter, box, colors: paint_form(painter, box, layer.form, number, label.color, colors)


def _status(row: ArticleRow) -> Callable[[QPainter, QRectF, Colors], None]:
    return lambda painter, box, colors: paint_status(painter, box, row.status, colors)
