"""The layers in the menu View: which are shown, which one is in focus, outlines."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import VIEW
from annotator.ui.commands import Command, plain

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_MOST = 9
"""Layers that have a key."""


def commands(w: MainWindow) -> list[Command]:
    """Return the commands for layers."""
    def opened() -> bool:
        return w.desk.session is not None

    return [
        Command(id="view.layer.next", menu=VIEW, title="F&ocus next layer", keys=["F5"],
                run=lambda: w.layers.focus(1), enabled=opened, separator=True),
        Command(id="view.layer.back", menu=VIEW, title="Focus pre&vious layer", keys=["Shift+F5"],
                run=lambda: w.layers.focus(-1), enabled=opened),
        *(Command(id=f"view.layer.{number}", menu=VIEW, title=f"Show layer &{number}", keys=[f"Alt+{number}"],
                  run=partial(w.layers.toggle, number - 1), enabled=partial(_has_layer, w, number))
          for number in range(1, _MOST + 1)),
        Command(id="view.layer.all", menu=VIEW, title="Show all layers", keys=["Alt+0"], run=w.layers.reset,
                enabled=lambda: bool(w.layers.words)),
        Command(id="view.outline", menu=VIEW, title="Outline spa&ns", keys=["Ctrl+Shift+O"], run=w.layers.outline),
    ]


def show_state(w: MainWindow) -> None:
    """Name the layers in the menu, tick those shown, and hide the lines of layers that the scheme does not have."""
    layers = w.desk.scheme.layers
    for number in range(1, _MOST + 1):
        action = w.actions_[f"view.layer.{number}"]
        action.setCheckable(True)
        action.setVisible(_has_layer(w, number))
        if _has_layer(w, number):
            action.setText(f"Show &{number} {plain(layers[number - 1].name)}")
            action.setChecked(w.layers.view.shows(layers[number - 1].name))
    outline = w.actions_["view.outline"]
    outline.setCheckable(True)
    outline.setChecked(w.layers.view.outlined)
    w.actions_.refresh()
    w.status.show_layers(w.layers.words)
    w.tags.show_layers(w.layers.view)


def _has_layer(w: MainWindow, number: int) -> bool:
    return number <= len(w.desk.scheme.layers)
