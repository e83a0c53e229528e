"""The menu Label: the selected span."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import BOUNDARIES, LABEL, bring_up, edit_span
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_WHY = "No span is selected."


def commands(w: MainWindow) -> list[Command]:
    """Return the menu's commands, in its order."""
    def selected() -> bool:
        return w.desk.selected_span is not None

    commands = [
        Command(id="label.delete", menu=LABEL, title="&Delete span", keys=["Del", "Backspace"],
                run=w.labelling.delete, within=[w.view, w.table], enabled=selected, why=_WHY),
        Command(id="label.edit", menu=LABEL, title="&Edit attributes and comment", keys=["F2"],
                run=lambda: edit_span(w), enabled=selected, why=_WHY),
        Command(id="label.guideline", menu=LABEL, title="&Guideline", keys=["F4"],
                run=lambda: bring_up(w, "guideline", None)),
    ]
    for edge, shift in (("end", ""), ("start", "Shift+")):
        for unit, back, forth in (("character", "Left", "Right"), ("word", "Up", "Down")):
            for forward, key in ((False, back), (True, forth)):
                words = f"{edge.capitalize()} one {unit} {'on' if forward else 'back'}"
                commands.append(Command(
                    id=f"label.{edge}.{unit}.{'on' if forward else 'back'}", menu=BOUNDARIES, title=words,
                    keys=[f"Alt+{shift}{key}"], within=[w.view], enabled=selected, why=_WHY,
                    separator=unit == "character" and not forward,
                    run=partial(w.labelling.nudge, unit, edge=edge, forward=forward)))
    return commands
