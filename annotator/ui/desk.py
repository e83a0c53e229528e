"""The desk: what is open in the window (project, article, spans, selected span), told to the views.

Views read the desk and listen to its signals; none knows another. The desk holds values from the
last commit and never changes them: every change goes through `session.execute`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from annotator.domain.article import AnnotationSet, Article, SetRef
from annotator.domain.change import ChangeSet
from annotator.domain.errors import NotFound, NotSaved, UserError
from annotator.domain.relation import Relation, RelationIndex
from annotator.domain.scheme import Scheme
from annotator.domain.span import Span, sort_key
from annotator.ui.bridge import Bridge

if TYPE_CHECKING:
    from annotator.app.operations.base import Operation
    from annotator.app.session import Session

T = TypeVar("T")


class SpanPatch(NamedTuple):
    """What changed among the open article's spans: new or changed ones, and the ids of those gone."""

    put: tuple[Span, ...]
    gone: frozenset[str]


class RelationPatch(NamedTuple):
    """The same of its relations."""

    put: tuple[Relation, ...]
    gone: frozenset[str]


class Desk(QObject):
    """The window's model. Signals come after the state is in place."""

    project_opened = Signal()
    closing = Signal()
    """the project is about to be closed: whoever still reads it must end"""
    left = Signal()
    """another article, text or annotator is on the desk: what was asked about the one before is void"""
    article_opened = Signal()
    spans_changed = Signal(SpanPatch)
    relations_changed = Signal(RelationPatch)
    set_changed = Signal()
    span_selected = Signal(object)
    scheme_changed = Signal()
    list_changed = Signal(object)
    """ids of the articles whose rows changed, None for the whole list"""
    committed = Signal(ChangeSet)
    failed = Signal(str)
    """a user error, to be shown as it stands"""
    not_saved = Signal(str)
    """the project file could not be written, and why"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = Bridge(self)
        self._bridge.changed.connect(self._on_changed)
        self._leave = lambda: None
        self.session: Session | None = None
        self.scheme = Scheme()
        self.article: Article | None = None
        self.set = AnnotationSet(ref=SetRef("", ""))
        self._spans: dict[str, Span] = {}
        self.counts: Counter[tuple[str, str]] = Counter()
        """How many spans of the open set have each layer and label."""
        self.relations = RelationIndex()
        self.selected: str | None = None

    @property
    def spans(self) -> Mapping[str, Span]:
        """The open set's spans by id."""
        return self._spans

    @property
    def ref(self) -> SetRef:
        """The open set: the open article and the annotator at work."""
        return self.set.ref

    @property
    def selected_span(self) -> Span | None:
        """The selected span, None where none is."""
        return self._spans.get(self.selected or "")

    def sorted_spans(self) -> list[Span]:
        """Return the open set's spans in the order of the text."""
        return sorted(self._spans.values(), key=sort_key)

    def open_session(self, session: Session) -> None:
        """Put another project on the desk; the one before is closed."""
        self.close()
        self.session = session
        self._leave = self._bridge.connect_session(session)
        self.scheme = session.reader.scheme()
        self._put_article(None)
        self.project_opened.emit()
        self.scheme_changed.emit()
        self.article_opened.emit()

    def change_annotator(self, name: str) -> None:
        """Go on under another name: the open article shows that annotator's set."""
        if self.session is None:
            return
        self.session.annotator = name
        kept = self.article.id if self.article else None
        self._put_article(kept)
        self.project_opened.emit()
        self.article_opened.emit()

    def close(self) -> None:
        """Close the project; its one file is whole when this returns."""
        self._leave()
        self._leave = lambda: None
        if self.session:
            self.closing.emit()
            session, self.session = self.session, None
            session.close()

    def open_article(self, article: str | None) -> None:
        """Put an article on the desk; None leaves it empty."""
        if self.session is None or (self.article and self.article.id == article):
            return
        try:
            self._put_article(article)
        except UserError as error:
            self._put_article(None)
            self.failed.emit(str(error))
        self.article_opened.emit()

    def select(self, span: str | None) -> None:
        """Select a span of the open article."""
        span = span if span in self._spans else None
        if span != self.selected:
            self.selected = span
            self.span_selected.emit(span)

    def execute(self, operation: Operation) -> ChangeSet | None:
        """Do an operation; a user error is told through `failed` and returns None."""
        return self._told(lambda session: session.execute(operation, self))

    def undo(self) -> None:
        """Take back the newest step and show where it was."""
        self._show(self._told(lambda session: session.undo(self)))

    def redo(self) -> None:
        """Do the step again that was undone last, and show where it is."""
        self._show(self._told(lambda session: session.redo(self)))

    def go_to(self, seq: int) -> None:
        """Undo or redo until the step `seq` is the newest one done."""
        self._told(lambda session: session.go_to(seq, self))

    def refresh(self) -> None:
        """Look whether another program wrote to the project; a file that cannot be read is told, not raised."""
        try:
            if self.session is not None:
                self.session.refresh()
        except UserError as error:
            self.not_saved.emit(str(error))

    def _told(self, change: Callable[[Session], T]) -> T | None:
        """Do a change; a user error is told through the signals and returns None."""
        if self.session is None:
            return None
        try:
            return change(self.session)
        except NotSaved as error:
            self.not_saved.emit(str(error))
            self.failed.emit(str(error))
        except UserError as error:
            self.failed.emit(str(error))
        return None

    def _show(self, changes: ChangeSet | None) -> None:
        if changes is None:
            return
        step = changes.step
        if step and self._is_there(step.article) and not (self.article and self.article.id == step.article):
            self.open_article(step.article)
        if changes.relations and not changes.spans:
            return  # what is selected is an end of it, or was
        touched = [id for id in changes.spans.get(self.ref, ()) if id in self._spans]
        self.select(touched[0] if len(touched) == 1 else None)

    def _is_there(self, article: str) -> bool:
        """Whether a step's article can be shown: it has one, and that was not removed."""
        try:
            return bool(article and self.session and self.session.reader.article(article))
        except NotFound:
            return False

    def _put_article(self, article: str | None) -> None:
        before = self.ref, self.article.text if self.article else ""
        try:
            self._read_article(article)
        finally:
            if before != (self.ref, self.article.text if self.article else ""):
                self.left.emit()

    def _read_article(self, article: str | None) -> None:
        self.selected = None
        self._spans = {}
        self.counts.clear()
        self.relations = RelationIndex()
        self.article = None
        if article is None or self.session is None:
            self.set = AnnotationSet(ref=SetRef("", self.session.annotator if self.session else ""))
            return
        reader, ref = self.session.reader, SetRef(article, self.session.annotator)
        self.article = reader.article(article)
        self.set = reader.annotation_set(ref) or AnnotationSet(ref=ref)
        self._spans = {span.id: span for span in reader.spans(ref)}
        self.counts.update((span.layer, span.label) for span in self._spans.values())
        self.relations = RelationIndex(reader.relations(ref))

    def _on_changed(self, changes: ChangeSet, initiator: object) -> None:
        if self.session is None:
            return
        if changes.scheme or changes.everything:
            self.scheme = self.session.reader.scheme()
            self.scheme_changed.emit()
        self._reload(changes)
        if changes.everything or changes.article_list:
            self.list_changed.emit(None)
        else:
            mine = {ref.article for ref in (*changes.spans, *changes.sets) if ref.annotator == self.session.annotator}
            if mine or changes.articles:
                self.list_changed.emit(frozenset(mine | changes.articles))
        self.committed.emit(changes)

    def _reload(self, changes: ChangeSet) -> None:
        """Bring the open article up to date: patched where the change names its spans, else anew."""
        if self.session is None:
            return
        if self.article is None:
            self._put_article(None)  # whoever is at work may have another name
            return
        if changes.everything or changes.scheme or changes.article_list or self.article.id in changes.articles:
            kept, selected = self.article.id, self.selected
            try:
                self._put_article(kept)
            except NotFound:  # it was removed
                self._put_article(None)
            self.article_opened.emit()
            self.select(selected)
            return
        related = self._patch_relations(changes.relations.get(self.ref, frozenset()))
        if self.ref in changes.spans:
            self._patch(changes.spans[self.ref])
        if related is not None:
            self.relations_changed.emit(related)
        if changes.touches(self.ref):
            self.set = self.session.reader.annotation_set(self.ref) or AnnotationSet(ref=self.ref)
            self.set_changed.emit()

    def _patch_relations(self, ids: frozenset[str]) -> RelationPatch | None:
        """Read changed relations again; told only once the spans they end in are in place too."""
        if not ids or self.session is None:
            return None
        put = tuple(self.session.reader.relations(self.ref, ids))
        patch = RelationPatch(put, ids - {each.id for each in put})
        self.relations.patch(*patch)
        return patch

    def _patch(self, ids: frozenset[str]) -> None:
        assert self.session is not None
        put = tuple(self.session.reader.spans(self.ref, ids))
        gone = frozenset(ids - {span.id for span in put}) & self._spans.keys()
        old = [self._spans[id] for id in ids if id in self._spans]
        self.counts.subtract((span.layer, span.label) for span in old)
        self.counts.update((span.layer, span.label) for span in put)
        self._spans.update({span.id: span for span in put})
        for id in gone:
            del self._spans[id]
        if self.selected in gone:
            self.select(None)
        self.spans_changed.emit(SpanPatch(put, gone))
