"""The panels, in a submenu of View: go to one, show or hide it, move it, make it wider, all without a pointer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QWidget

from annotator.ui.command_table.parts import PANELS, bring_up, edit_span
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_STEP = 40
"""Pixels by which a panel becomes wider or narrower."""
_LEFT, _RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
_KEYS = {"spans": "Shift+F2"}
_TITLES = {"articles": "&Articles", "labels": "&Labels", "span": "&Span", "spans": "All s&pans",
           "guideline": "&Guideline", "history": "Histor&y"}


def commands(w: MainWindow) -> list[Command]:
    """Return these commands, in the menu's order."""
    def held() -> bool:
        return _held(w) is not None

    why = "The keyboard is on the article, not on a panel."
    return [
        *(Command(id=f"panel.go.{name}", menu=PANELS, title=f"Go to panel {_TITLES.get(name, dock.windowTitle())}",
                  keys=[_KEYS[name]] if name in _KEYS else [], run=partial(_go, w, name),
                  separator=name == next(iter(w.docks)))
          for name, dock in w.docks.items()),
        Command(id="panel.hide", menu=PANELS, title="&Hide this panel", run=partial(_hide, w), enabled=held, why=why,
                separator=True),
        Command(id="panel.wider", menu=PANELS, title="Panel wid&er", run=partial(_widen, w, _STEP), enabled=held,
                why=why),
        Command(id="panel.narrower", menu=PANELS, title="Panel na&rrower", run=partial(_widen, w, -_STEP), enabled=held,
                why=why),
        Command(id="panel.side", menu=PANELS, title="Panel to the &other side", run=partial(_change_side, w),
                enabled=held, why=why),
        Command(id="panel.sort", menu=PANELS, title="Sort all spans by the next &column",
                run=w.table.sort_by_next, enabled=lambda: bool(w.desk.spans), why="The article has no spans."),
        Command(id="panel.float", menu=PANELS, title="Panel as a window of i&ts own, or back", run=partial(_float, w),
                enabled=lambda: _loose(w) is not None, why=why),
    ]


def _go(w: MainWindow, name: str) -> None:
    """Show a panel and bring the keyboard there."""
    bring_up(w, name, None)
    if name == "articles":
        w.articles.list.setFocus()
    elif name == "labels":
        w.tags.focus_first()
    elif name == "span":
        edit_span(w)
    else:
        w.docks[name].widget().setFocus()


def _held(w: MainWindow) -> QDockWidget | None:
    """Return the panel that has the keyboard."""
    focus: QWidget | None = w.focusWidget()
    return next((dock for dock in w.docks.values() if focus is not None and dock.isAncestorOf(focus)), None)


def _hide(w: MainWindow) -> None:
    if dock := _held(w):
        dock.hide()
        w.view.setFocus()


def _widen(w: MainWindow, step: int) -> None:
    if dock := _held(w):
        w.resizeDocks([dock], [dock.width() + step], Qt.Orientation.Horizontal)


def _change_side(w: MainWindow) -> None:
    if dock := _held(w):
        w.addDockWidget(_LEFT if w.dockWidgetArea(dock) == _RIGHT else _RIGHT, dock)
        dock.show()


def _loose(w: MainWindow) -> QDockWidget | None:
    """Return the panel that has the keyboard, else one that is a window of its own already."""
    return _held(w) or next((dock for dock in w.docks.values() if dock.isFloating()), None)


def _float(w: MainWindow) -> None:
    if dock := _loose(w):
        dock.setFloating(not dock.isFloating())
