"""The agreement panel at work: measured in a job, told when it is out of date, from a number to its spans."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from annotator.ui.agreement import words
from annotator.ui.agreement.dock import AgreementDock
from annotator.ui.agreement.measuring import Measured, Pair, Wish, concerns, look
from annotator.ui.agreement.panel import AgreementPanel
from annotator.ui.agreement.places import Places, review_mode
from annotator.ui.agreement.saving import Saving, Wanted
from annotator.ui.occurrences.latest import Latest, Tell

if TYPE_CHECKING:
    from annotator.app.ports import Progress, Reader
    from annotator.domain.change import ChangeSet
    from annotator.domain.review import Review
    from annotator.ui.main_window import MainWindow


class Agreeing(QObject):
    """Makes the panel, measures for it, and leads from it into the articles."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk
        self._figures = Latest(self._desk, self)
        self._measured = Measured()
        self._stale = True
        self._changed_since = False
        self._opened_for = ""
        """Id of the review at hand when the panel was opened in review mode."""
        self._to_table = False
        """The keyboard is to go to the figures as soon as they are there."""
        self.panel = AgreementPanel()
        self.dock = AgreementDock(window, self.panel)
        self.places = Places(window, self.panel, self.dock)
        self.saving = Saving(window, self)
        self._wire()

    @property
    def busy(self) -> bool:
        """Whether something is measured or looked for."""
        return self._figures.busy or self.places.busy

    @property
    def measured(self) -> Measured:
        """What the panel shows."""
        return self._measured

    @property
    def stale(self) -> bool:
        """Whether the figures shown are those of an earlier state of the project."""
        return self._stale

    def open(self) -> None:
        """Show the panel with the keyboard in it; measure where that was not done yet, or is out of date."""
        self.dock.show()
        self.dock.raise_()
        self.dock.activateWindow()
        review = self._review_at_hand()
        if review is not None and review.id != self._opened_for:
            self._opened_for = review.id
            self._to_table = True
            self.measure(replace(self._wish(pair=_pair_of(review)), review=review.id))
        elif self._stale and not self._figures.busy:
            self.measure_again()
        self.panel.focus_table()

    def measure_again(self) -> None:
        """Measure the pair shown as the project is now, with the options as they are."""
        self._to_table = True
        self.measure(self._wish())

    def measure(self, wish: Wish, before: Measured | None = None) -> None:
        """Measure in a job; what was under way is dropped. `before` still holds and is not measured again."""
        session = self._desk.session
        if session is None:
            self.panel.show_message("No project is open.")
            return
        me, self._changed_since = session.annotator, before is not None and self._stale
        self.panel.head.measure.hide()
        self.panel.head.status.setText("Measuring …")
        if self._measured.agreement is None:
            self.panel.show_message("Measuring …")

        def question(reader: Reader, progress: Progress, tell: Tell) -> Measured:
            return look(reader, wish, me, progress, before)

        self._figures.ask(question, self._show, self._progress)
        self.panel.head.show_busy(True)

    def _wire(self) -> None:
        panel, head = self.panel, self.panel.head
        head.pair_changed.connect(self._on_pair)
        head.review_changed.connect(self._on_review)
        head.options_changed.connect(self.measure_again)
        head.again.connect(self.measure_again)
        head.stopped.connect(self._stop)
        head.help_asked.connect(self._help)
        head.save_asked.connect(self.save)
        panel.pair_asked.connect(self._on_pair_row)
        panel.all_pairs_asked.connect(lambda: self.measure(self._wish(everybody=True)))
        panel.closed.connect(self.places.leave)
        self._desk.project_opened.connect(self._on_project)
        self._desk.committed.connect(self._on_committed)

    def save(self, form: str, everybody: bool = False) -> None:
        """Ask where to, and write the report (`html`) or the figures (`json`) of the pair shown, or of all pairs."""
        wanted = Wanted(self._measured, everybody, self._stale)
        self.saving.report(wanted) if form == "html" else self.saving.json(wanted)

    # Measuring

    def _wish(self, *, everybody: bool = False, pair: Pair | None = None) -> Wish:
        head = self.panel.head
        return Wish(pair=pair or self._measured.pair, everybody=everybody, resamples=int(head.resamples.text() or 0),
                    seed=int(head.seed.text() or 0), review=head.review, gamma=head.gamma.isChecked())

    def _progress(self, done: int, total: int) -> None:
        self.panel.head.show_progress(done, total)

    def _stop(self) -> None:
        self._figures.stop()
        self.panel.head.show_busy(False)
        if self._measured.agreement is None:
            self.panel.show_message(f"Measuring was stopped. {self._way} measures again.")
        self._tell()

    def _show(self, measured: Measured) -> None:
        self._measured, self._stale = measured, self._changed_since
        self.panel.head.show_busy(False)
        pair = measured.pair
        self.panel.head.show_reviews(measured.reviews, measured.review)
        if len(measured.annotators) < 2 or pair is None:
            self.panel.show_pairs({}, None)
            way = self._window.notice.way("merge.open")
            self.panel.show_message(words.too_few(measured.annotators, way) if len(measured.annotators) < 2
                                    else words.nobody_in_common(way))
        else:
            self.panel.head.show_annotators(measured.annotators, pair)
            self.panel.show_pairs(measured.common, measured.everybody)
            self._show_figures(pair)
        self._tell()
        self._window.actions_.refresh()
        focus, self._to_table = QApplication.focusWidget() if self._to_table else None, False
        if focus is not None and self.panel.isAncestorOf(focus):
            self.panel.focus_table()

    def _show_figures(self, pair: Pair) -> None:
        found, agreement = self._measured.figures, self._measured.agreement
        if found is None or agreement is None:
            self.panel.show_message(words.nothing_in_common(pair, self._window.notice.way("merge.open")))
        elif not sum(found.all.counts.values()):
            self.panel.show_message(words.nothing_labeled(found, ""))
        else:
            order = [label.name for _, label in self._desk.scheme.labels()]
            self.panel.show_agreement(agreement, self._measured.asked, self._measured.by_article, order)

    def _on_pair(self) -> None:
        self._show_pair(self.panel.head.pair)

    def _on_review(self) -> None:
        """Look at the articles of another review, or at all; begin with the review's own annotators."""
        review = next((each for each in self._measured.reviews if each.id == self.panel.head.review), None)
        self.measure(self._wish(pair=_pair_of(review)))

    def _review_at_hand(self) -> Review | None:
        """Return the review that review mode shows."""
        mode = review_mode(self._window)
        return mode.review if mode else None

    def _on_pair_row(self, pair: Pair) -> None:
        self._to_table = True
        self._show_pair(pair)

    def _show_pair(self, pair: Pair) -> None:
        """Measure another pair; how all pairs agree is not measured again as long as it holds."""
        wish = self._wish(pair=pair)
        holds = not self._stale and replace(wish, pair=None, everybody=False) == replace(
            self._measured.wish, pair=None, everybody=False)
        self.measure(wish, self._measured if holds else None)

    def _tell(self) -> None:
        """Say how the figures were measured, and whether they still hold."""
        measured, head = self._measured, self.panel.head
        found = measured.figures
        out_of_date = self._stale and found is not None
        head.measure.setVisible(out_of_date)
        head.measure.setText(f"Measure again   {self._way}")
        head.save.setEnabled(found is not None)
        head.offer_all_pairs(len(measured.common) > 1)
        if found is None:
            head.status.setText("")
            return
        wish = measured.wish
        drawn = f"{wish.resamples:,} resamples, seed {wish.seed}" if wish.resamples else "no intervals"
        said = f"{words.both_worked_on(found, measured.review)} · {drawn}"
        head.status.setText(f"Out of date: the project has changed since. {said}" if out_of_date else said)

    @property
    def _way(self) -> str:
        return self._window.notice.way("review.agreement")

    def _on_committed(self, changes: ChangeSet) -> None:
        if concerns(changes):
            self._stale = self._changed_since = True
            if not self._figures.busy:
                self._tell()

    def _on_project(self) -> None:
        """Another project, or another name: nothing of the old one is shown."""
        self._figures.stop()
        self.places.stop()
        self._measured, self._stale = Measured(), True
        self.panel.head.show_busy(False)
        self.panel.show_pairs({}, None)
        self.panel.show_message("")
        self._tell()
        if self.dock.isVisible():
            self.measure(self._wish())

    def _help(self) -> None:
        from annotator.ui.help import show_help

        show_help(self._window, "agreement.md")


def _pair_of(review: Review | None) -> Pair | None:
    """Return the annotators of a review, the first is the reference; None where it has one only."""
    return (review.annotators[0], review.annotators[-1]) if review and len(review.annotators) > 1 else None
