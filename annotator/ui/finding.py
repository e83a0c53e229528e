"""Finding in the open article: from the find bar to hits outlined, walked through and labeled."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout

from annotator.app.jobs import Job
from annotator.app.operations.base import count
from annotator.app.operations.spans import AddSpans
from annotator.app.ports import Progress
from annotator.domain.errors import UserError
from annotator.ui.article_view.view import ArticleView
from annotator.ui.bridge import Poster
from annotator.ui.desk import Desk
from annotator.ui.notice import Notice

if TYPE_CHECKING:
    from annotator.domain.finding import Wanted
    from annotator.domain.folding import Folded
    from annotator.ui.find_bar import FindBar

Ranges = Sequence[tuple[int, int]]
_LONG = 100_000
"""Characters from which on, and for regular expressions always, the finding is done in a job."""
_MOST_QUERY = 200
_OWNER = "find"


class Finding(QObject):
    """Keeps the hits of the find bar in step with the article; the bar is made when it is first asked for."""

    def __init__(self, desk: Desk, view: ArticleView, notice: Notice) -> None:
        super().__init__(view)
        self._desk, self._view, self._notice = desk, view, notice
        self._bar: FindBar | None = None
        self._hits: Ranges = ()
        self._current: int | None = None
        self._from = 0
        self._shown = (0, 0)
        """The hit that was selected last."""
        self._folded: tuple[str, Folded] | None = None
        self._poster = Poster(self)
        self._job: Job[Ranges] | None = None
        self._asked: tuple[str, Wanted] | None = None
        self._then: Callable[[], None] = self._mark
        desk.article_opened.connect(self._on_article)
        desk.closing.connect(self._end_job)

    def open(self) -> None:
        """Bring the keyboard to the find bar; what is selected in the article is what to find."""
        bar = self._shown_bar()
        selected = self._view.selection()
        self._from = selected[0] if selected else self._view.caret
        if selected and selected[1] - selected[0] <= _MOST_QUERY:
            words = " ".join(self._view.text[slice(*selected)].split())
            if words != bar.field.text():
                bar.field.setText(words)
        bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        bar.field.selectAll()
        self._find(self._show_first)

    def step(self, places: int) -> None:
        """Go to the next hit (1) or the previous one (-1), round the article's end."""
        bar = self._shown_bar()
        if not bar.field.text():
            self.open()
        elif self._asked is None:
            self._from = self._view.caret
            self._find(partial(self._step_from_caret, places))
        elif self._hits and self._current is not None:
            self._show((self._current + places) % len(self._hits))

    def _step_from_caret(self, places: int) -> None:
        """The bar was closed and is asked to go on from the caret."""
        if self._hits:
            low, high = self._view.selection() or (self._view.caret, self._view.caret)
            following = bisect_left(self._hits, (high, 0)) if places > 0 else bisect_left(self._hits, (low, 0)) - 1
            self._show(following % len(self._hits))

    def close(self) -> None:
        """Take the bar and the outlines away; caret and selection stay on the current hit."""
        if self._bar is not None and not self._bar.isHidden():
            self._bar.hide()
            self._view.set_hits((), owner=_OWNER)
            self._hits, self._current, self._asked = (), None, None
        self._view.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the article closes the bar too, unless it has something nearer to end."""
        escaped = (isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
                   and event.key() == Qt.Key.Key_Escape)
        if (escaped and self._bar is not None and not self._bar.isHidden() and self._notice.isHidden()
                and not self._view.dragging):
            self.close()
            return True
        return super().eventFilter(watched, event)

    def _shown_bar(self) -> FindBar:
        if self._bar is None:
            from annotator.ui.find_bar import FindBar

            self._bar = bar = FindBar(lambda: self._desk.scheme)
            bar.wanted_changed.connect(lambda: self._find(self._show_first))
            bar.stepped.connect(self.step)
            bar.closed.connect(self.close)
            bar.label_all.connect(self._label_all)
            middle = self._view.parentWidget()
            column = middle.layout() if middle else None
            assert isinstance(column, QBoxLayout)
            column.insertWidget(column.indexOf(self._view) + 1, bar)
            self._view.installEventFilter(self)
        self._bar.show()
        return self._bar

    def _on_article(self) -> None:
        """Another article, or its text is another one: what was found is gone, and is looked for anew."""
        self._hits, self._current, self._asked, self._folded = (), None, None, None
        if self._bar is not None and not self._bar.isHidden():
            self._from = self._view.caret
            self._find(self._mark)

    def _find(self, then: Callable[[], None]) -> None:
        """Find what the bar wants, and then go to one of the hits, or to none."""
        assert self._bar is not None
        text, wanted = self._view.text, self._bar.wanted
        self._asked, self._then = (text, wanted), then
        self._hits, self._current = (), None
        if len(text) <= _LONG and not wanted.pattern:
            self._found(self._places(text, wanted))
            return
        self._bar.tell("…")
        if self._job is None:
            self._start(text, wanted)

    def _start(self, text: str, wanted: Wanted) -> None:
        def work(progress: Progress) -> Ranges:
            return self._places(text, wanted)

        def done(hits: Ranges) -> None:
            self._job = None
            if self._asked == (text, wanted):
                self._found(hits)
            elif self._asked is not None:    # something else is wanted by now
                self._start(*self._asked)

        def failed(error: BaseException) -> None:
            if not isinstance(error, UserError):
                raise error
            done(())
            if self._bar is not None and self._asked == (text, wanted):
                self._bar.tell(str(error), bad=True)

        self._job = Job(work, post=self._poster.post, done=done, failed=failed).start()

    def _places(self, text: str, wanted: Wanted) -> Ranges:
        from annotator.domain.finding import find
        from annotator.domain.folding import Folded

        if wanted.case or wanted.pattern:
            return find(text, wanted)
        if self._folded is None or self._folded[0] is not text:
            self._folded = text, Folded(text)
        return find(text, wanted, self._folded[1])

    def _found(self, hits: Ranges) -> None:
        self._hits = hits
        self._mark()
        self._then()

    def _show_first(self) -> None:
        if self._hits:
            self._show(bisect_left(self._hits, (self._from, 0)) % len(self._hits))
        elif self._view.selection() == self._shown:  # a hit of fewer letters, which nobody means to label
            self._view.set_selection(self._from, self._from)

    def _show(self, number: int) -> None:
        """Make a hit the current one: selected and in sight."""
        self._current = number
        start, end = self._hits[number]
        self._view.set_selection(start, end)
        self._view.ensure_visible(start, end)
        self._shown = start, end
        self._mark()

    def _mark(self) -> None:
        from annotator.domain.finding import MOST

        self._view.set_hits(self._hits, self._current, owner=_OWNER)
        if self._bar is None:
            return
        total = f"{len(self._hits):,}{'+' if len(self._hits) == MOST else ''}"
        if not self._bar.field.text():
            self._bar.tell("")
        elif not self._hits:
            self._bar.tell("Not in this article")
        else:
            self._bar.tell(total if self._current is None else f"{self._current + 1:,} of {total}",
                           hits=len(self._hits))

    def _label_all(self, layer: str, label: str) -> None:
        """Label every hit, in one step."""
        if not self._hits or self._desk.article is None or self._asked is None:
            return
        operation = AddSpans(self._desk.ref, layer, label, [[place] for place in self._hits], origin="propagated")
        if self._desk.execute(operation) is None:
            return
        self._view.setFocus()    # where Ctrl+Z takes it back: a field has its own
        there = f"; {len(operation.present):,} had it already" if operation.present else ""
        self._notice.tell(f"{count(len(operation.added), 'place')} labeled {label}{there}. Ctrl+Z takes it back.")

    def _end_job(self) -> None:
        self._asked = None
        if self._job is not None:
            self._job.join(10)
            self._job = None
