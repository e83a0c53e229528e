"""From difference to difference, over the borders of articles, and what is said at the end of the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.notice import Choice
from annotator.ui.review.words import all_decided

if TYPE_CHECKING:
    from annotator.ui.review.controller import Reviewing


class Walk:
    """Goes through the list as it is filtered."""

    def __init__(self, mode: Reviewing) -> None:
        self._mode = mode

    def step(self, step: int) -> None:
        """Go to the next difference, or the one before for -1."""
        mode = self._mode
        found = mode.model.neighbor(mode.current, mode.article_id, step, open_only=False)
        if found is not None:
            mode.go(found)
        else:
            more = " so far; articles are still being looked through" if mode.gather.busy else ""
            mode.window.notice.tell(f"That was the {'last' if step > 0 else 'first'} difference{more}.")

    def next_open(self) -> None:
        """Go to the next difference without a verdict; where there is none, say what is next."""
        mode, model, notice = self._mode, self._mode.model, self._mode.window.notice
        found = model.neighbor(mode.current, mode.article_id, 1, open_only=True)
        if found is not None:
            mode.go(found)
        elif mode.gather.busy:
            notice.tell("Nothing undecided so far; articles are still being looked through.")
        elif model.count(""):
            notice.tell("Nothing undecided is in the list as it is filtered.")
        elif not model.total:
            notice.tell("There is nothing to decide.")
        elif mode.review is not None:
            actions = mode.window.actions_
            notice.offer(all_decided(model.decided, model.total), [
                Choice("Build the gold sets", "Enter", lambda: actions["review.gold"].trigger()),
                Choice("Save the review", "S", lambda: actions["feedback.save_review"].trigger()),
                Choice("Agreement", "G", lambda: actions["review.agreement"].trigger())], lasting=True)

    def decided(self) -> None:
        """After a decision: go on, unless one wants to stay."""
        if self._mode.panel.go_on.isChecked() or not self._mode.model.count(""):
            self.next_open()
