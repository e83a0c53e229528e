"""The menu Review, first part: review mode, going from difference to difference, verdicts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from annotator.ui.command_table.parts import DECIDE, REVIEW
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow
    from annotator.ui.review.acts import Acts

LETTERS = {"review.accept": "A", "review.accept_second": "B", "review.reject": "R", "review.edit": "E",
           "review.ask": "?", "review.remark": "C", "review.take_back": "U", "review.next": ".", "review.previous": ",",
           "review.next_open": "Space"}
"""Keys of the article in review mode, where single letters decide; elsewhere they are the labels'."""
_OFF = "This is for review mode, which is off; Review in the tool bar begins it."


def commands(w: MainWindow) -> list[Command]:
    """Return the menu's commands, in its order."""
    def opened() -> bool:
        return w.desk.session is not None

    def on() -> bool:
        return w.modes.reviewing

    def at_hand() -> bool:
        return on() and w.reviewing.current is not None

    def act(run: Callable[[Acts], object]) -> None:
        run(w.reviewing.acts)

    return [
        Command(id="review.mode", menu=REVIEW, title="&Review mode", keys=["Ctrl+R"], run=lambda: w.modes.review(),
                enabled=opened, why="No project is open."),
        Command(id="review.label", menu=REVIEW, title="&Label mode", run=lambda: w.modes.label(), enabled=opened,
                why="No project is open."),
        Command(id="review.next", menu=REVIEW, title="&Next difference", keys=["Ctrl+J"],
                run=lambda: w.reviewing.walk.step(1), enabled=on, why=_OFF, separator=True),
        Command(id="review.previous", menu=REVIEW, title="&Previous difference", keys=["Ctrl+Shift+J"],
                run=lambda: w.reviewing.walk.step(-1), enabled=on, why=_OFF),
        Command(id="review.next_open", menu=REVIEW, title="Next &undecided difference",
                run=lambda: w.reviewing.walk.next_open(), enabled=on, why=_OFF),
        Command(id="review.filter", menu=REVIEW, title="F&ilter differences",
                run=lambda: w.reviewing.panel.field.setFocus(), enabled=on, why=_OFF),
        *(Command(id=id, menu=DECIDE, title=title, run=partial(act, run), enabled=at_hand,
                  why="No difference is at hand; review mode is for this.")
          for id, title, run in (
              ("review.accept", "&Accept what the first one has", lambda acts: acts.accept(0)),
              ("review.accept_second", "Accept what the &second one has", lambda acts: acts.accept(1)),
              ("review.reject", "Re&ject…", lambda acts: acts.reject()),
              ("review.edit", "&Edit as a proposal", lambda acts: w.reviewing.edit()),
              ("review.ask", "As&k the annotator…", lambda acts: acts.ask()),
              ("review.remark", "Re&mark…", lambda acts: acts.remark()),
              ("review.take_back", "&Take the decision back", lambda acts: acts.take_back()))),
    ]
