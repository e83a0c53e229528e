"""What only its own commands need: each part is loaded and made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from annotator.ui.agreement.controller import Agreeing
    from annotator.ui.correcting import Correcting
    from annotator.ui.exchange import Exchange
    from annotator.ui.feedback.sending import Sending
    from annotator.ui.feedback.walk import FeedbackWalk
    from annotator.ui.finding import Finding
    from annotator.ui.gaps import Gaps
    from annotator.ui.legend_strip import LegendStrip
    from annotator.ui.main_window import MainWindow
    from annotator.ui.merging.controller import Merging
    from annotator.ui.review.controller import Reviewing
    from annotator.ui.review.starting import Starting
    from annotator.ui.scheming import Scheming
    from annotator.ui.searching import Searching
    from annotator.ui.walking import Walking


class OnDemand:
    """Parts of the main window that have nothing to hear before they were used."""

    @cached_property
    def walking(self) -> Walking:
        """From article to article."""
        from annotator.ui.walking import Walking

        return Walking(self._window.desk, self._window.articles, self._window.notice)

    @cached_property
    def gaps(self) -> Gaps:
        """To what is not labelled yet."""
        from annotator.ui.gaps import Gaps

        return Gaps(self._window.desk, self._window.view, self._window.articles.model, self._window.notice)

    @cached_property
    def correcting(self) -> Correcting:
        """The correction of the text."""
        from annotator.ui.correcting import Correcting

        return Correcting(self._window.desk, self._window.view, self._window.notice)

    @cached_property
    def finding(self) -> Finding:
        """The find bar of the article."""
        from annotator.ui.finding import Finding

        return Finding(self._window.desk, self._window.view, self._window.notice)

    @cached_property
    def searching(self) -> Searching:
        """The search of the project."""
        from annotator.ui.searching import Searching

        return Searching(self._window)

    @cached_property
    def exchange(self) -> Exchange:
        """Import and export."""
        from annotator.ui.exchange import Exchange

        return Exchange(self._window.desk, self._window.notice, self._window.services, self._window)

    @cached_property
    def scheming(self) -> Scheming:
        """The scheme's editor, and examples for guidelines."""
        from annotator.ui.scheming import Scheming

        return Scheming(self._window.desk, self._window.notice, self._window)

    @cached_property
    def merging(self) -> Merging:
        """A colleague's annotations."""
        from annotator.ui.merging.controller import Merging

        return Merging(self._window)

    @cached_property
    def legend(self) -> LegendStrip:
        """The legend of marks under the article."""
        from annotator.ui.legend_strip import LegendStrip

        return LegendStrip(self._window.view, self._window.notice, self._window.settings)

    @cached_property
    def agreement(self) -> Agreeing:
        """Agreement between annotators, and the spans behind its figures."""
        from annotator.ui.agreement.controller import Agreeing

        return Agreeing(self._window)

    @cached_property
    def reviewing(self) -> Reviewing:
        """Review mode."""
        from annotator.ui.review.controller import Reviewing

        return Reviewing(self._window)

    @cached_property
    def starting(self) -> Starting:
        """Starting reviews, and the list of them."""
        from annotator.ui.review.starting import Starting

        return Starting(self._window)

    @cached_property
    def feedback(self) -> FeedbackWalk:
        """The walk through what reviewers say about one's own annotations."""
        from annotator.ui.feedback.walk import FeedbackWalk

        return FeedbackWalk(self._window)

    @cached_property
    def sending(self) -> Sending:
        """Files that go to a reviewer or come from one."""
        from annotator.ui.feedback.sending import Sending

        window = self._window
        return Sending(window.desk, window.notice, window.services, window, lambda: window.feedback.answering.forget())

    @property
    def _window(self) -> MainWindow:
        return cast("MainWindow", self)
