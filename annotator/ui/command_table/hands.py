"""Of the menu Label, what makes many spans quickly: marker, repeating, the last labels; and walking over spans."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import LABEL, RECENT
from annotator.ui.commands import Command, plain
from annotator.ui.recent_labels import MANY

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


def commands(w: MainWindow) -> list[Command]:
    """Return these commands, in the menu's order."""
    def opened() -> bool:
        return w.desk.article is not None

    def has_spans() -> bool:
        return bool(w.desk.spans)

    return [
        Command(id="label.marker", menu=LABEL, title="&Marker mode", keys=["Ctrl+M"], run=w.marker.toggle,
                enabled=lambda: opened() and not w.modes.reviewing,
                why="The marker is for label mode, with an article open.", separator=True),
        Command(id="label.repeat", menu=LABEL, title="Repeat the &last label", keys=["Space"], run=w.marker.repeat,
                within=[w.view], enabled=opened, why="No article is open."),
        *(Command(id=f"label.recent.{n}", menu=RECENT, title=f"Recent label &{n}", keys=[f"Ctrl+{n}"],
                  run=partial(_use, w, n), enabled=partial(_has, w, n), why="No such label was used yet.")
          for n in range(1, MANY + 1)),
        Command(id="label.next", menu=LABEL, title="&Next span", keys=["."], run=partial(w.view.walk, 1),
                within=[w.view], enabled=has_spans, why="The article has no spans.", separator=True),
        Command(id="label.previous", menu=LABEL, title="&Previous span", keys=[","], run=partial(w.view.walk, -1),
                within=[w.view], enabled=has_spans, why="The article has no spans."),
        Command(id="label.choose", menu=LABEL, title="&Select the span at the caret", keys=["Return"],
                run=w.marker.enter, within=[w.view], enabled=opened, why="No article is open."),
    ]


def name_recent(w: MainWindow) -> None:
    """Name the recent labels in the menu."""
    labels = w.recent.labels()
    for n in range(1, MANY + 1):
        name = f": {plain(labels[n - 1][1].name)}" if n <= len(labels) else ""
        w.actions_[f"label.recent.{n}"].setText(f"Recent label &{n}{name}")
    w.actions_.refresh()


def _has(w: MainWindow, number: int) -> bool:
    return w.desk.article is not None and len(w.recent.labels()) >= number


def _use(w: MainWindow, number: int) -> None:
    layer, label = w.recent.labels()[number - 1]
    w.labelling.choose(layer.name, label.name)
