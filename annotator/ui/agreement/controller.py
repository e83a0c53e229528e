"""The agreement panel at work: measured in a job, told when it is out of date, from a number to its spans."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDockWidget

from annotator.domain.words import count
from annotator.ui.agreement import words
from annotator.ui.agreement.measuring import Measured, Pair, Wish, concerns, look
from annotator.ui.agreement.panel import AgreementPanel
from annotator.ui.agreement.saving import Saving, Wanted
from annotator.ui.grip import Grip
from annotator.ui.occurrences.latest import Latest, Tell

if TYPE_CHECKING:
    from annotator.app.ports import Progress, Reader
    from annotator.domain.agreement.behind import Behind, Quote
    from annotator.domain.change import ChangeSet
    from annotator.ui.main_window import MainWindow

_HEIGHT = 340
"""Pixels of the panel at first; not more than half of a low window."""
_OWNER = "agreement"
_LARGE = 60
"""Pixels by which the panel as a window is smaller than the main window."""


class Agreeing(QObject):
    """Makes the panel, measures for it, and leads from it into the articles."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk
        self._figures, self._spans = Latest(self._desk, self), Latest(self._desk, self)
        self._measured = Measured()
        self._stale = True
        self._changed_since = False
        self._to_table = False
        """The keyboard is to go to the figures as soon as they are there."""
        self.panel = AgreementPanel()
        self.dock = self._make_dock()
        self.saving = Saving(window, self)
        self._wire()

    @property
    def busy(self) -> bool:
        """Whether something is measured or looked for."""
        return self._figures.busy or self._spans.busy

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
        if self._stale and not self._figures.busy:
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

    def _make_dock(self) -> QDockWidget:
        window, dock = self._window, QDockWidget("Agreement", self._window)
        dock.setObjectName("dockAgreement")
        dock.setTitleBarWidget(Grip("Agreement"))
        dock.setWidget(self.panel)
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        if not window.restoreDockWidget(dock):
            window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
            window.resizeDocks([dock], [min(_HEIGHT, window.height() // 2)], Qt.Orientation.Vertical)
        window.docks["agreement"] = dock
        return dock

    def _wire(self) -> None:
        panel, head = self.panel, self.panel.head
        head.pair_changed.connect(self._on_pair)
        head.options_changed.connect(self.measure_again)
        head.again.connect(self.measure_again)
        head.stopped.connect(self._stop)
        head.floated.connect(self._float)
        head.help_asked.connect(self._help)
        head.save_asked.connect(self.save)
        self.dock.topLevelChanged.connect(self._on_floated)
        self._on_floated(self.dock.isFloating())
        panel.asked.connect(self._look_behind)
        panel.pair_asked.connect(self._on_pair_row)
        panel.all_pairs_asked.connect(lambda: self.measure(self._wish(everybody=True)))
        panel.article_asked.connect(self._open_article)
        panel.spans.chosen.connect(self._go_to)
        panel.spans.left.connect(self._spans.stop)
        panel.closed.connect(self._leave)
        self._window.view.installEventFilter(self)
        self._desk.project_opened.connect(self._on_project)
        self._desk.committed.connect(self._on_committed)

    def save(self, form: str, everybody: bool = False) -> None:
        """Ask where to, and write the report (`html`) or the figures (`json`) of the pair shown, or of all pairs."""
        wanted = Wanted(self._measured, everybody, self._stale)
        self.saving.report(wanted) if form == "html" else self.saving.json(wanted)

    # Measuring

    def _wish(self, *, everybody: bool = False, pair: Pair | None = None) -> Wish:
        head = self.panel.head
        return Wish(pair=pair or self._measured.pair, everybody=everybody, resamples=head.resamples.value(),
                    seed=head.seed.value(), gamma=head.gamma.isChecked())

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
        if len(measured.annotators) < 2 or pair is None:
            self.panel.show_pairs({}, None)
            self.panel.show_message(words.too_few(measured.annotators) if len(measured.annotators) < 2
                                    else words.nobody_in_common())
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
            self.panel.show_message(words.nothing_in_common(pair))
        elif not sum(found.all.counts.values()):
            self.panel.show_message(words.nothing_labeled(found, ""))
        else:
            order = [label.name for _, label in self._desk.scheme.labels()]
            self.panel.show_agreement(agreement, self._measured.articles, order)

    def _on_pair(self) -> None:
        self._show_pair(self.panel.head.pair)

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
        said = f"Both worked on {count(found.articles, 'article')} · {drawn}"
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
        self._spans.stop()
        self._measured, self._stale = Measured(), True
        self.panel.head.show_busy(False)
        self.panel.show_pairs({}, None)
        self.panel.show_message("")
        self._tell()
        if self.dock.isVisible():
            self.measure(self._wish())

    # The spans behind a number

    def _look_behind(self, asked: Behind) -> None:
        from annotator.app.agreement_spans import behind

        panel = self.panel
        panel.open_spans(words.behind_words(asked), asked.pair)

        def question(reader: Reader, progress: Progress, tell: Tell) -> bool:
            return behind(reader, asked, lambda part: tell(lambda: panel.spans.add(part)), progress)

        self._spans.ask(question, panel.spans.finish)

    def _go_to(self, quote: Quote) -> None:
        """Open the article at a difference, with all that are listed of this article outlined."""
        desk, view = self._desk, self._window.view
        if not self._open_article(quote.article):
            return
        assert desk.article is not None
        text = desk.article.text
        if not quote.stands_in(text):
            self._window.notice.tell("The text has changed since; measure again to find the place.")
            return
        ranges = sorted({each.range for each in self.panel.spans.model.of_article(quote.article)
                         if each.stands_in(text)})
        view.set_selection(quote.range[0], quote.range[0])
        mine = next((span for name, span in zip(quote.pair, (quote.first, quote.second), strict=True)
                     if span is not None and name == desk.ref.annotator), None)
        desk.select(mine.id if mine else None)
        view.ensure_visible(*quote.range)
        view.set_hits(ranges, ranges.index(quote.range), owner=_OWNER, front=True)

    def _open_article(self, article: str) -> bool:
        """Open an article and bring the keyboard there; a panel that stands over it goes back to its place."""
        self._desk.open_article(article)
        if self._desk.article is None or self._desk.article.id != article:
            return False
        if self.dock.isFloating() and self.dock.geometry().intersects(self._window.geometry()):
            self.dock.setFloating(False)
        self._window.activateWindow()
        self._window.view.setFocus()
        return True

    # The panel

    def _float(self) -> None:
        """Make the panel a window of its own, as large as the main window nearly, or put it back."""
        floating = not self.dock.isFloating()
        self.dock.setFloating(floating)
        if floating:
            self.dock.setGeometry(self._window.geometry().adjusted(_LARGE, _LARGE, -_LARGE, -_LARGE))
        self.panel.focus_table()

    def _on_floated(self, floating: bool) -> None:
        """Give the panel as a window of its own the frame of a window, with which it can be made as large as wanted."""
        self.panel.head.float_.setText("Put back" if floating else "Window")
        if floating:
            self.dock.setWindowFlags(Qt.WindowType.Window)
            self.dock.show()

    def _leave(self) -> None:
        self._window.activateWindow()
        self._window.view.setFocus()

    def _help(self) -> None:
        from annotator.ui.help import show_help

        show_help(self._window, "agreement.md")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the article takes the outlines away, besides whatever else it does there."""
        escaped = (isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
                   and event.key() == Qt.Key.Key_Escape)
        if escaped:
            self._window.view.set_hits((), owner=_OWNER)
        return super().eventFilter(watched, event)
