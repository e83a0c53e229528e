"""The menu View: text size, colors, panels."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from annotator.ui.command_table.parts import VIEW, edit_span
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


_THEMES = {"system": "Colors of the s&ystem", "light": "L&ight", "dark": "&Dark"}


def commands(w: MainWindow) -> list[Command]:
    """Return the menu's commands, in its order."""
    return [
        Command(id="view.larger", menu=VIEW, title="&Larger text", keys=["Ctrl++", "Ctrl+="],
                run=lambda: w.reading.zoom(1)),
        Command(id="view.smaller", menu=VIEW, title="&Smaller text", keys=["Ctrl+-"], run=lambda: w.reading.zoom(-1)),
        Command(id="view.usual", menu=VIEW, title="&Usual text size", keys=["Ctrl+0"],
                run=lambda: w.reading.zoom(0)),
        Command(id="view.text", menu=VIEW, title="&Font and lines…", run=w.reading.ask_text_style),
        *(Command(id=f"view.theme.{name}", menu=VIEW, title=title, separator=name == "system",
                  run=partial(w.choose_theme, name))
          for name, title in _THEMES.items()),
        Command(id="view.panel", menu=VIEW, title="Next &panel", keys=["F6"], run=lambda: _next_panel(w, 1),
                separator=True),
        Command(id="view.panel_back", menu=VIEW, title="Previous p&anel", keys=["Shift+F6"],
                run=lambda: _next_panel(w, -1)),
        Command(id="view.full", menu=VIEW, title="Full s&creen", keys=["F11"],
                run=lambda: w.showNormal() if w.isFullScreen() else w.showFullScreen(), separator=True),
    ]


def tick_theme(w: MainWindow) -> None:
    """Tick in the menu which colors were chosen."""
    for name in _THEMES:
        action = w.actions_[f"view.theme.{name}"]
        action.setCheckable(True)
        action.setChecked(w.settings.text("theme", "system") == name)


def _next_panel(w: MainWindow, step: int) -> None:
    """Move the keyboard from panel to panel: article, list, and whatever can be seen on the right."""
    stops: list[tuple[QWidget, Callable[[], object]]] = [
        (w.view, w.view.setFocus), (w.articles, w.articles.list.setFocus)]
    runs: dict[str, Callable[[], object]] = {"labels": w.tags.focus_first, "span": partial(edit_span, w)}
    for name, widget in (("labels", w.tags), ("occurrences", w.occurrences.holder), ("span", w.inspector),
                         ("spans", w.table), ("guideline", w.guideline), ("history", w.history)):
        if not w.docks[name].visibleRegion().isEmpty():
            stops.append((widget, runs.get(name, widget.setFocus)))
    if "search" in w.docks and not w.docks["search"].visibleRegion().isEmpty():
        stops.append((w.searching.panel, w.searching.panel.field.setFocus))
    if "review" in w.docks and not w.docks["review"].visibleRegion().isEmpty():
        stops.append((w.reviewing.panel, w.reviewing.panel.setFocus))
    if "feedback" in w.docks and not w.docks["feedback"].visibleRegion().isEmpty():
        stops.append((w.feedback.panel, w.feedback.panel.list.setFocus))
    present = next((n for n, (widget, _) in enumerate(stops)
                    if widget.isAncestorOf(w.focusWidget() or w) or widget is w.focusWidget()), 0)
    stops[(present + step) % len(stops)][1]()
