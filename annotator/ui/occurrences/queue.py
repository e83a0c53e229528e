"""The queue of other occurrences: asks for them, and shows them in the list and in the article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDockWidget, QVBoxLayout, QWidget

from annotator.domain.article import SetRef
from annotator.domain.change import ChangeSet
from annotator.domain.errors import NotFound
from annotator.domain.scheme import Form
from annotator.domain.span import Span, Value, quote_of
from annotator.ui.article_view.view import ArticleView
from annotator.ui.desk import Desk
from annotator.ui.notice import Notice
from annotator.ui.panels.inspector import Inspector

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.domain.occurrences import Options
    from annotator.domain.query import ArticleText
    from annotator.ui.occurrences.count import OthersCount
    from annotator.ui.occurrences.labeler import Labeler
    from annotator.ui.occurrences.panel import OccurrencePanel
    from annotator.ui.occurrences.search import OccurrenceSearch

_OWNER = "occurrences"


class Occurrences(QObject):
    """Made with the window; what it works with is made when it is first needed."""

    def __init__(self, desk: Desk, view: ArticleView, notice: Notice, inspector: Inspector, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._view, self._notice, self._window = desk, view, notice, window
        self._inspector = inspector
        self.holder = QWidget()
        """What the dock holds; the panel is put into it."""
        self._column = QVBoxLayout(self.holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._dock: QDockWidget | None = None
        self._parts: _Parts | None = None
        self._options: dict[Form, Options] = {}
        self._span: Span | None = None
        """The span whose words are looked for; None while the queue is put away."""
        self._source: ArticleText | None = None
        """The article from which they are looked for."""
        self._count: OthersCount | None = None
        inspector.others_asked.connect(self.ask)
        desk.span_selected.connect(self._on_selected)
        desk.article_opened.connect(lambda: self._outline())
        desk.committed.connect(self._on_committed)
        desk.project_opened.connect(self.close)
        desk.closing.connect(self.close)

    def live_in(self, dock: QDockWidget) -> None:
        """Be shown in this dock, which is hidden until it is needed."""
        self._dock = dock
        dock.hide()
        dock.visibilityChanged.connect(self._on_visibility)

    def ask(self) -> None:
        """Look for the other places of the selected span's words, or of the span under the caret."""
        from annotator.domain.query import ArticleText

        if self._desk.selected_span is None and self._desk.article is not None:
            self._view.choose_at_caret()
        span, article = self._desk.selected_span, self._desk.article
        if span is None or article is None:
            self._notice.tell("Select a span first; then Ctrl+L finds the other places of its words.")
            return
        if self._retired(span):
            self._notice.tell(f"{span.label} is retired: spans keep it, but no more get it.")
            return
        parts = self._made()
        if parts.labeler.busy:
            self._notice.tell("Labeling the places chosen before is under way; wait for its end, or cancel it.")
            return
        self._span, self._source = span, ArticleText(article.id, article.title, article.text)
        form = self._form(span)
        parts.panel.show_span(span, form, self.usual_options(form, article.text, span))
        if self._dock is not None:
            self._dock.show()
            self._dock.raise_()
        self._look()
        parts.panel.list.setFocus()

    def usual_options(self, form: Form, text: str, span: Span) -> Options:
        """Return the options a search begins with: those used last for this form, else what fits most texts."""
        from annotator.domain.occurrences import usual_options

        usual = usual_options(form, text, span)
        return replace(self._options[form], whole=usual.whole) if form in self._options else usual

    def close(self) -> None:
        """Put the queue away and bring the keyboard back to the article."""
        if self._span is not None and self._parts is not None:
            self._span = None
            self._parts.search.clear()
            self._view.set_hits((), owner=_OWNER)
        if self._dock is not None and not self._dock.isHidden():
            self._dock.hide()
            self._view.setFocus()

    def _on_selected(self, span: str | None) -> None:
        """From the first selected span on, the inspector says how many other places its label could go to."""
        if span is not None and self._count is None:
            from annotator.ui.occurrences.count import OthersCount

            self._count = OthersCount(self._desk, self._inspector, self.usual_options)
            self._count.begin()

    def _accept(self) -> None:
        """Label the current place and go to the next."""
        parts = self._made()
        place = parts.panel.list.current()
        if place is not None and self._span is not None and (
                place.labelled or parts.labeler.one(self._span, place.candidate, self._answers())):
            self._go_on()

    def _leave(self) -> None:
        """Take the tick of the current place away and go to the next."""
        self._made().panel.list.put_tick(False)
        self._go_on()

    def _label_all(self) -> None:
        """Label all ticked places in one step."""
        parts = self._made()
        chosen = parts.search.model.chosen()
        if self._span is None or self._source is None or parts.labeler.busy:
            return
        if parts.search.looking:
            self._notice.tell("The search is still under way; wait for its end, or press Stop.")
        elif not chosen:
            self._notice.tell("No place is ticked. Space ticks the current one.")
        else:
            parts.labeler.all(self._span, chosen, self._source.id, self._answers(), self.close)

    def _answers(self) -> Mapping[str, Value] | None:
        """Return what new spans are answered with, None for the label's defaults."""
        return self._span.attributes if self._span is not None and self._made().panel.same_answers else None

    def _made(self) -> _Parts:
        """Return panel, search and labeler, made when first needed."""
        if self._parts is None:
            self._parts = parts = _Parts(self._desk, self._notice, self._window, self)
            search, panel = parts.search, parts.panel
            search.found.connect(self._on_found)
            search.changed.connect(self._tell)
            panel.options_changed.connect(self._look)
            panel.stop_wanted.connect(search.stop)
            panel.all_wanted.connect(self._label_all)
            panel.closed.connect(self.close)
            panel.list.accepted.connect(self._accept)
            panel.list.left.connect(self._leave)
            panel.list.walked.connect(self._show)
            self._column.addWidget(panel)
            self.holder.setFocusProxy(panel.list)
            self._tell()
        return self._parts

    def _look(self) -> None:
        """Search anew, with the options as they are."""
        if self._span is not None and self._source is not None:
            parts, form = self._made(), self._form(self._span)
            self._options[form] = options = parts.panel.options
            parts.search.start(self._span, form, self._source, options, everywhere=parts.panel.everywhere)

    def _retired(self, span: Span) -> bool:
        found = self._desk.scheme.find(span.layer, span.label)
        return found is not None and found[1].retired

    def _form(self, span: Span) -> Form:
        layer = self._desk.scheme.layer(span.layer)
        return layer.form if layer else "band"

    def _on_found(self) -> None:
        """There are more places; the first one of all becomes the current one."""
        places = self._made().panel.list
        if places.current() is None:
            places.go_first()
            place, article = places.current(), self._desk.article
            if place is not None and article is not None and place.candidate.article == article.id:
                self._show()

    def _go_on(self) -> None:
        if not self._made().panel.list.go_on():
            self._notice.tell("That was the last place. Esc goes back to the article.")

    def _show(self) -> None:
        """Show the current place in its article."""
        place = self._made().panel.list.current()
        if place is None:
            return
        self._desk.open_article(place.candidate.article)
        self._outline(front=True)
        if self._desk.article is not None:
            self._view.ensure_visible(place.candidate.start, place.candidate.end)

    def _outline(self, *, front: bool = False) -> None:
        """Outline in the open article what would be labelled, and the current place; over other hits if `front`."""
        if self._span is None or self._parts is None or self._desk.article is None:
            return
        current = self._parts.panel.list.current()
        ranges: list[tuple[int, int]] = []
        number = None
        for place in self._parts.search.model.articles.get(self._desk.article.id, ()):
            if place is current:
                number = len(ranges)
            if place.ticked or place is current:
                ranges += place.candidate.fragments
        self._view.set_hits(ranges, number, owner=_OWNER, front=front)

    def _tell(self) -> None:
        """Say in the panel how far the search is, and show it in the article."""
        if self._parts is not None:
            search = self._parts.search
            self._parts.panel.tell(*search.words(), looking=search.looking)
            self._outline()

    def _on_committed(self, changes: ChangeSet) -> None:
        if self._span is None or self._parts is None or self._parts.labeler.busy:
            return
        if changes.everything or changes.article_list or changes.scheme or changes.articles:
            self._begin_again(self._span)
        else:
            me = self._desk.ref.annotator
            self._parts.search.judge({ref.article for ref in changes.spans if ref.annotator == me})

    def _begin_again(self, span: Span) -> None:
        """Much has changed: search anew, as long as the words still stand where they stood."""
        from annotator.domain.query import ArticleText

        assert self._desk.session is not None
        assert self._source is not None
        try:
            article = self._desk.session.reader.article(self._source.id)
        except NotFound:
            self.close()
            return
        mine = SetRef(self._source.id, self._desk.ref.annotator)  # its article need not be the open one
        moved = next(iter(self._desk.session.reader.spans(mine, [span.id])), span)  # by a correction of the text
        if quote_of(article.text, moved.fragments) == span.quote and not self._retired(moved):
            self._span = moved
            self._source = ArticleText(article.id, article.title, article.text)
            panel = self._made().panel
            panel.show_span(moved, self._form(moved), panel.options)
            self._look()
        else:
            self.close()

    def _on_visibility(self, seen: bool) -> None:
        if seen:
            self._made()
        elif self._dock is not None and self._dock.isHidden():
            self.close()


class _Parts:
    """What is loaded with the first search."""

    def __init__(self, desk: Desk, notice: Notice, window: QWidget, parent: QObject) -> None:
        from annotator.ui.occurrences.labeler import Labeler
        from annotator.ui.occurrences.panel import OccurrencePanel
        from annotator.ui.occurrences.search import OccurrenceSearch

        self.search: OccurrenceSearch = OccurrenceSearch(desk, parent)
        self.panel: OccurrencePanel = OccurrencePanel(self.search.model)
        self.labeler: Labeler = Labeler(desk, notice, window)
