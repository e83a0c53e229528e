"""Searching the project: from the words in the panel to hits, and from those to their places in articles."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDockWidget

from annotator.app.jobs import Job
from annotator.app.operations.base import count
from annotator.app.ports import Progress
from annotator.domain.errors import Cancelled, UserError
from annotator.ui.bridge import Poster
from annotator.ui.grip import Grip

if TYPE_CHECKING:
    from annotator.app.searching import Findings, News
    from annotator.domain.change import ChangeSet
    from annotator.domain.search import Hit, Query
    from annotator.ui.bulk_changes import BulkChanges
    from annotator.ui.main_window import MainWindow
    from annotator.ui.panels.search_panel import SearchPanel

_HEIGHT = 300
"""Pixels of the panel at first; a third of a low window."""
_PAGE = 1_000
"""Hits shown at first, and more each time."""
_OWNER = "search"
_REST = 300
"""Milliseconds without another change before spans are counted again."""


class Searching(QObject):
    """The panel and its search; both are made when first asked for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk
        self._poster = Poster(self)
        self._panel: SearchPanel | None = None
        self._running: list[Job[Findings]] = []
        self._generation = 0
        self._most = _PAGE
        self._asked = ""
        self._query: Query | None = None
        self._changes: BulkChanges | None = None
        self._recount = QTimer(self)
        self._recount.setSingleShot(True)
        self._recount.setInterval(_REST)
        self._recount.timeout.connect(self._count_again)
        self._desk.closing.connect(self._end)
        self._desk.project_opened.connect(self._clear)
        self._desk.committed.connect(self._on_committed)

    @property
    def panel(self) -> SearchPanel:
        """The panel, made and docked under the article if it was not there."""
        if self._panel is None:
            self._panel = self._make()
        return self._panel

    @property
    def busy(self) -> bool:
        """Whether a search or a change is under way, or about to be."""
        return bool(self._running) or self._recount.isActive() or (self._changes is not None and self._changes.busy)

    def open(self) -> None:
        """Show the panel and bring the keyboard to its field; words selected in the article are what to search."""
        panel, view = self.panel, self._window.view
        dock = self._window.docks["search"]
        dock.show()
        dock.raise_()
        selected = view.selection()
        if selected and view.hasFocus() and selected[1] - selected[0] <= 100:
            words = " ".join(view.text[slice(*selected)].replace('"', " ").split())
            panel.field.setText(f'"{words}"' if " " in words else words)
            panel.ask()
        panel.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        panel.field.selectAll()

    def _make(self) -> SearchPanel:
        from annotator.ui.bulk_changes import BulkChanges
        from annotator.ui.panels.search_panel import SearchPanel

        panel, window = SearchPanel(self._desk), self._window
        dock = QDockWidget("Search", window)
        dock.setObjectName("dockSearch")
        dock.setTitleBarWidget(Grip("Search"))
        dock.setWidget(panel)
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        if not window.restoreDockWidget(dock):
            window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
            window.resizeDocks([dock], [min(_HEIGHT, window.height() // 3)], Qt.Orientation.Vertical)
        window.docks["search"] = dock
        window.view.installEventFilter(self)
        panel.asked.connect(self._ask)
        panel.more_asked.connect(self._show_more)
        panel.opened.connect(self._open_hit)
        self._changes = BulkChanges(self._desk, window.notice, panel.bulk, window)
        self._changes.done.connect(self._after_change)
        return panel

    # Searching

    def _ask(self, words: str) -> None:
        self._most = _PAGE
        self._search(words)

    def _show_more(self) -> None:
        self._most += _PAGE
        self._search(self._asked)

    def _search(self, words: str) -> None:
        """Begin to search; what was under way is dropped."""
        from annotator.domain.search import unknown
        from annotator.domain.search_words import parse

        self._asked = words
        self._drop()
        session, panel = self._desk.session, self.panel
        if session is None:
            return
        panel.model.start(session.annotator)
        panel.bulk.set_all({})
        query, told = parse(words)
        try:
            told += unknown(query, self._desk.scheme, session.reader.annotators())
        except UserError as error:
            panel.show_help(str(error))
            return
        if query.empty:
            panel.show_help(*told[:1])
            return
        panel.show_hits()
        panel.tell("Searching …", more=False)
        self._start(query, told)

    def _start(self, query: Query, told: list[str]) -> None:
        self._query = query
        self._run(query, self._most, lambda news: self._show(news, told),
                  lambda findings: self._finish(findings, query, told))

    def _count_again(self) -> None:
        """Some of the spans found were changed: all that were found are those that would be found now."""
        if self._query is not None and self._desk.session is not None:
            self._run(self._query, 0, lambda news: None, lambda findings: self.panel.bulk.set_all(findings.spans))

    def _run(self, query: Query, most: int, show: Callable[[News], None], finish: Callable[[Findings], None]) -> None:
        """Search in a job; what it tells counts until the next search."""
        from annotator.app.searching import gather

        session, generation = self._desk.session, self._generation
        assert session is not None
        project, annotator = session.project, session.annotator

        def fresh(told_now: Callable[[], None]) -> None:
            if generation == self._generation:
                told_now()

        def tell(news: News) -> None:
            self._poster.post(lambda: fresh(lambda: show(news)))

        def work(progress: Progress) -> Findings:
            with project.snapshot() as reader:
                return gather(reader, annotator, query, most, tell, progress, time.monotonic)

        def done(findings: Findings) -> None:
            self._running.remove(job)
            fresh(lambda: finish(findings))

        def failed(error: BaseException) -> None:
            self._running.remove(job)
            if isinstance(error, UserError):
                fresh(lambda: self.panel.show_help(str(error)))
            elif not isinstance(error, Cancelled):
                raise error

        job = Job(work, post=self._poster.post, done=done, failed=failed)
        self._running.append(job)
        job.start()

    def _show(self, news: News, told: list[str]) -> None:
        self.panel.model.add(news.hits)
        self.panel.tell(" ".join([*told, f"{news.total:,} …"]), more=False)

    def _finish(self, findings: Findings, query: Query, told: list[str]) -> None:
        panel = self.panel
        if not findings.total:
            panel.show_help("\n".join([*told, "Nothing found.", *_loosened(query)]))
            return
        shown = f"{len(findings.hits):,} of " if len(findings.hits) < findings.total else ""
        where = f"in {count(findings.articles, 'article')}"
        panel.tell(" ".join([*told, f"{shown}{count(findings.total, 'hit')} {where}"]),
                   more=len(findings.hits) < findings.total)
        panel.bulk.set_all(findings.spans)

    def _drop(self) -> None:
        self._generation += 1
        self._query = None
        self._recount.stop()
        for job in self._running:
            job.cancel()

    def _clear(self) -> None:
        """Another project: nothing of the old one is shown."""
        self._drop()
        if self._panel is not None:
            self._panel.field.clear()
            self._search("")

    def _end(self) -> None:
        """The project is about to close: wait until nothing reads it."""
        self._drop()
        for job in self._running:
            job.join(10)
        self._running.clear()

    def _on_committed(self, changes: ChangeSet) -> None:
        """What was found may stand elsewhere now, or be no more: look again. Not after each span that is labelled,
        though: one goes through hits to label them, and the list must stay as it is."""
        if self._panel is None:
            return
        self._panel.bulk.back()
        many = (changes.everything or changes.article_list or changes.scheme
                or sum(map(len, changes.spans.values())) > 1)
        if self._asked and (many or changes.articles):
            self._search(self._asked)
        elif any(self._panel.bulk.holds(ref, ids) for ref, ids in changes.spans.items()):
            self._panel.bulk.wait()
            self._recount.start()

    def _after_change(self) -> None:
        """Many spans were changed: look again, with the keyboard where Ctrl+Z takes it back (a field has its own)."""
        self._search(self._asked)
        self._window.view.setFocus()

    # Places

    def _open_hit(self, hit: Hit) -> None:
        """Open the article at the hit, with what else was found in it outlined."""
        desk, view = self._desk, self._window.view
        desk.open_article(hit.article)
        if desk.article is None or desk.article.id != hit.article:
            return
        others = [each for each in self.panel.model.hits_of(hit.article)
                  if each.range and each.range[1] <= len(desk.article.text)]
        ranges = sorted({each.range for each in others if each.range})
        if hit.range in ranges:
            start, end = hit.range
            if hit.span is not None and hit.span.id in desk.spans and hit.annotator == desk.ref.annotator:
                span = desk.spans[hit.span.id]
                start, end = span.start, span.end
                view.set_selection(start, start)
                desk.select(span.id)
            else:
                view.set_selection(start, end)
            view.ensure_visible(start, end)
            view.set_hits(ranges, ranges.index(hit.range), owner=_OWNER)
        view.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the article takes the outlines away, besides whatever else it does there."""
        escaped = (isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
                   and event.key() == Qt.Key.Key_Escape)
        if escaped:
            self._window.view.set_hits((), owner=_OWNER)
        return super().eventFilter(watched, event)


def _loosened(query: Query) -> list[str]:
    """Return what could be tried where nothing was found."""
    tips = []
    if any(not word.open_end for word in query.words):
        tips.append("Put a * after a word to find longer ones too: ferr* finds ferries.")
    if len(query.words) > 1:
        tips.append("Every word must occur; try fewer.")
    if query.in_title:
        tips.append("Leave out in:title to search the texts too.")
    if query.on_spans and not query.annotators:
        tips.append("Only your own spans are searched; add by:* for everybody’s.")
    if query.on_spans and query.words:
        tips.append("With label:, layer: and the like, words are looked for in the spans only.")
    if query.statuses:
        tips.append("Leave out status: to search all articles.")
    return tips
