"""The table of all commands: menu, words, keys and what they do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

PROJECT, EDIT, ARTICLE, LABEL, VIEW, HELP = "&Project", "&Edit", "&Article", "&Label", "&View", "&Help"


def command_table(window: MainWindow) -> list[Command]:
    """Return every command of the window, in the order of its menus."""
    return [*_project(window), *_edit(window), *_article(window), *_label(window), *_view(window), *_help(window)]


def _project(w: MainWindow) -> list[Command]:
    def opened() -> bool:
        return w.desk.session is not None

    return [
        Command(id="project.new", menu=PROJECT, title="&New…", keys=["Ctrl+N"], run=w.projects.ask_new),
        Command(id="project.open", menu=PROJECT, title="&Open…", keys=["Ctrl+O"], run=w.projects.ask_open),
        Command(id="project.import", menu=PROJECT, title="&Import…", keys=["Ctrl+I"], run=w.exchange.ask_import,
                enabled=opened, separator=True),
        Command(id="project.import_folder", menu=PROJECT, title="Import &folder…", run=w.exchange.ask_import_folder,
                enabled=opened),
        Command(id="project.export", menu=PROJECT, title="&Export…", keys=["Ctrl+E"], run=w.exchange.ask_export,
                enabled=opened),
        Command(id="project.load_scheme", menu=PROJECT, title="&Load scheme…", run=w.exchange.ask_load_scheme,
                enabled=opened, separator=True),
        Command(id="project.save_scheme", menu=PROJECT, title="&Save scheme as…", run=w.exchange.ask_save_scheme,
                enabled=opened),
        Command(id="project.annotator", menu=PROJECT, title="&Annotator’s name…", run=w.projects.ask_annotator,
                enabled=opened, separator=True),
        Command(id="project.quit", menu=PROJECT, title="&Quit", keys=["Ctrl+Q"], run=w.close, separator=True),
    ]


def _edit(w: MainWindow) -> list[Command]:
    return [
        Command(id="edit.undo", menu=EDIT, title="&Undo", keys=["Ctrl+Z"], run=w.desk.undo,
                enabled=lambda: w.actions_["edit.undo"].isEnabled()),
        Command(id="edit.redo", menu=EDIT, title="&Redo", keys=["Ctrl+Shift+Z", "Ctrl+Y"], run=w.desk.redo,
                enabled=lambda: w.actions_["edit.redo"].isEnabled()),
        Command(id="edit.history", menu=EDIT, title="&History", keys=["Ctrl+H"],
                run=lambda: _raise(w, "history", w.history)),
        Command(id="edit.filter", menu=EDIT, title="&Filter articles", keys=["Ctrl+F"],
                run=lambda: _raise(w, "articles", w.articles.filter_field), separator=True),
    ]


def _article(w: MainWindow) -> list[Command]:
    def opened() -> bool:
        return w.desk.article is not None

    return [
        Command(id="article.previous", menu=ARTICLE, title="&Previous article", keys=["Ctrl+PgUp"],
                run=lambda: w.walking.step(-1)),
        Command(id="article.next", menu=ARTICLE, title="&Next article", keys=["Ctrl+PgDown"],
                run=lambda: w.walking.step(1)),
        Command(id="article.done", menu=ARTICLE, title="&Done, next open article", keys=["Ctrl+Return", "Ctrl+Enter"],
                run=lambda: w.walking.finish("done"), enabled=opened, separator=True),
        Command(id="article.skip", menu=ARTICLE, title="&Skip, next open article",
                keys=["Ctrl+Shift+Return", "Ctrl+Shift+Enter"], run=lambda: w.walking.finish("skipped"),
                enabled=opened),
        Command(id="article.reopen", menu=ARTICLE, title="Mark as &in progress", keys=["Ctrl+Shift+D"],
                run=lambda: w.walking.mark("in_progress"), enabled=opened),
        Command(id="article.notes", menu=ARTICLE, title="N&otes on the article", keys=["F3"],
                run=lambda: _edit_notes(w), enabled=opened,
                separator=True),
        Command(id="article.rename", menu=ARTICLE, title="&Rename…", run=w.walking.rename, enabled=opened),
        Command(id="article.remove", menu=ARTICLE, title="Re&move", run=w.walking.remove, enabled=opened),
    ]


def _label(w: MainWindow) -> list[Command]:
    def selected() -> bool:
        return w.desk.selected_span is not None

    commands = [
        Command(id="label.delete", menu=LABEL, title="&Delete span", keys=["Del", "Backspace"],
                run=w.labelling.delete, within=[w.view, w.table], enabled=selected),
        Command(id="label.edit", menu=LABEL, title="&Edit attributes and comment", keys=["F2"],
                run=lambda: _edit_span(w), enabled=selected),
        Command(id="label.guideline", menu=LABEL, title="&Guideline", keys=["F4"],
                run=lambda: _raise(w, "guideline", None)),
    ]
    for edge, shift in (("end", ""), ("start", "Shift+")):
        for unit, back, forth in (("character", "Left", "Right"), ("word", "Up", "Down")):
            for forward, key in ((False, back), (True, forth)):
                words = f"{edge.capitalize()} one {unit} {'on' if forward else 'back'}"
                commands.append(Command(
                    id=f"label.{edge}.{unit}.{'on' if forward else 'back'}", menu=LABEL, title=words,
                    keys=[f"Alt+{shift}{key}"], within=[w.view], enabled=selected,
                    separator=unit == "character" and not forward,
                    run=partial(w.labelling.nudge, unit, edge=edge, forward=forward)))
    return commands


def _view(w: MainWindow) -> list[Command]:
    return [
        Command(id="view.larger", menu=VIEW, title="&Larger text", keys=["Ctrl++", "Ctrl+="],
                run=lambda: w.reading.zoom(1)),
        Command(id="view.smaller", menu=VIEW, title="&Smaller text", keys=["Ctrl+-"], run=lambda: w.reading.zoom(-1)),
        Command(id="view.usual", menu=VIEW, title="&Usual text size", keys=["Ctrl+0"],
                run=lambda: w.reading.zoom(0)),
        *(Command(id=f"view.theme.{name}", menu=VIEW, title=title, separator=name == "system",
                  run=partial(w.choose_theme, name))
          for name, title in (("system", "Colors of the s&ystem"), ("light", "L&ight"), ("dark", "&Dark"))),
        Command(id="view.panel", menu=VIEW, title="Next &panel", keys=["F6"], run=lambda: _next_panel(w, 1),
                separator=True),
        Command(id="view.panel_back", menu=VIEW, title="Previous p&anel", keys=["Shift+F6"],
                run=lambda: _next_panel(w, -1)),
        Command(id="view.full", menu=VIEW, title="&Full screen", keys=["F11"],
                run=lambda: w.showNormal() if w.isFullScreen() else w.showFullScreen(), separator=True),
    ]


def _help(w: MainWindow) -> list[Command]:
    def show(page: str) -> None:
        from annotator.ui.help import show_help

        show_help(w, page)

    def about() -> None:
        from annotator.ui.help import show_about

        show_about(w)

    return [
        Command(id="help.commands", menu=HELP, title="&Commands", keys=["Ctrl+K"], run=w.show_palette),
        Command(id="help.guide", menu=HELP, title="&Help", keys=["F1"], run=lambda: show("index.md")),
        Command(id="help.keys", menu=HELP, title="&Keys", run=lambda: show("keys.md")),
        Command(id="help.about", menu=HELP, title="&About Annotator", run=about, separator=True),
    ]


def _raise(w: MainWindow, dock: str, focus: QWidget | None) -> None:
    """Bring a panel to the front, and the keyboard to a widget of it."""
    w.docks[dock].show()
    w.docks[dock].raise_()
    if focus is not None:
        focus.setFocus()


def _edit_span(w: MainWindow) -> None:
    """Bring the keyboard to the selected span's fields, or to the article's notes."""
    _raise(w, "span", None)
    if not w.inspector.edit():
        w.inspector.edit_notes()


def _edit_notes(w: MainWindow) -> None:
    _raise(w, "span", None)
    w.inspector.edit_notes()


def _next_panel(w: MainWindow, step: int) -> None:
    """Move the keyboard from panel to panel: article, list, labels, and whatever stands under the labels."""
    stops: list[tuple[QWidget, Callable[[], object]]] = [
        (w.view, w.view.setFocus), (w.articles, w.articles.list.setFocus), (w.tags, w.tags.focus_first)]
    for name, widget in (("span", w.inspector), ("spans", w.table), ("guideline", w.guideline),
                         ("history", w.history)):
        if not w.docks[name].visibleRegion().isEmpty():
            stops.append((widget, partial(_edit_span, w) if name == "span" else widget.setFocus))
    present = next((n for n, (widget, _) in enumerate(stops)
                    if widget.isAncestorOf(w.focusWidget() or w) or widget is w.focusWidget()), 0)
    stops[(present + step) % len(stops)][1]()
