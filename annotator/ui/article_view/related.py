"""Relations on the page: which there are, their routes now, and what stands out or is outlined because of them."""

from collections.abc import Callable, Collection, Iterable

from PySide6.QtCore import QEvent, QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from annotator.domain.relation import Relation, RelationIndex
from annotator.domain.span import Span
from annotator.ui.article_view.canvas import ArticleCanvas
from annotator.ui.article_view.page import Page
from annotator.ui.article_view.route import NOTHING, Routes, Rubber


class RelatedCanvas(ArticleCanvas):
    """A page with relations between its spans."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._relations = RelationIndex()
        self._hovered: str | None = None
        """Relation under the pointer."""
        self._pinned: frozenset[str] = frozenset()
        self._rubber: Rubber | None = None
        self._routes: Routes | None = None
        self._lanes: dict[str, int] = {}
        """Lanes of the margin, kept while one scrolls."""
        super().__init__(parent)

    def set_relations(self, relations: Iterable[Relation]) -> None:
        """Show these relations and no others."""
        self._relations, self._lanes, self._hovered = RelationIndex(relations), {}, None
        page = self._geometry()
        if page:
            page.rearrange_all()
        self._moved()

    def patch_relations(self, changed: Iterable[Relation], removed: Collection[str] = ()) -> None:
        """Show relations that were added or changed, drop removed ones."""
        touched = self._relations.patch(changed, removed)
        if self._page:
            self._page.rearrange(self._blocks_with(touched))
        self._moved()

    @property
    def pinned(self) -> frozenset[str]:
        """Ids of the spans outlined with dashes."""
        return self._pinned

    def set_pinned(self, *spans: str | None) -> None:
        """Outline these spans with dashes, whatever is selected; None is no span."""
        self._pinned = frozenset(span for span in spans if span)
        self.viewport().update()

    def show_rubber(self, rubber: Rubber | None) -> None:
        """Draw the line of a relation that is being dragged, and outline the span it would end in."""
        if rubber != self._rubber:
            self._rubber = rubber
            self.viewport().update()

    def hover(self, relation: Relation | None) -> None:
        """Let the relation under the pointer stand out."""
        id = relation.id if relation else None
        if id != self._hovered:
            self._hovered, self._routes = id, None
            self.viewport().update()

    def relation_at(self, point: QPointF) -> Relation | None:
        """Return the relation whose arc or line is at a point."""
        return self._routes_now().at(point.x(), point.y())

    def label_at(self, point: QPointF) -> str | None:
        """Return the span whose label is at a point, in the gap over its words or in the gutter (or its bracket)."""
        page = self._settled()
        if page is None:
            return None
        for _, y, layout in self._visible or []:
            caption = layout.caption_at(point.x() - page.left, point.y() + self._scroll() - y)
            if caption:
                return caption
        return self.gutter_span_at(point)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hover(None)

    # Inner workings

    def _forget_relations(self) -> None:
        """Begin with another article."""
        self._relations, self._lanes = RelationIndex(), {}
        self._hovered = self._rubber = None
        self._pinned = frozenset()

    def _related_blocks(self, spans: Iterable[Span]) -> set[int]:
        """Return the blocks whose arcs may look different once these spans do."""
        return self._blocks_with(each for span in spans for each in self._relations.of(span.id))

    def _blocks_with(self, relations: Iterable[Relation]) -> set[int]:
        """Return the blocks in which relations may be drawn as arcs."""
        ends = (self._spans.get(end) for each in relations for end in (each.head, each.tail))
        return {block for span in ends if span for block in self._spans.blocks_of(span)}

    def _outlined(self) -> frozenset[str]:
        """Return the spans to outline with dashes."""
        return self._pinned | {self._rubber.target} if self._rubber and self._rubber.target else self._pinned

    def _paint_relations(self, painter: QPainter, clip: QRectF) -> None:
        routes = self._routes_now()
        if routes is NOTHING and self._rubber is None:
            return
        from annotator.ui.article_view.relation_paint import paint_routes, paint_rubber

        paint_routes(painter, routes, self._theme, self._metrics, clip)
        if self._rubber:
            paint_rubber(painter, self._rubber, self._theme)

    def _routes_now(self) -> Routes:
        page = self._settled()
        if page is None or not len(self._relations):
            return NOTHING
        if self._routes is None:
            from annotator.ui.article_view.routes import View, routes_of

            port = self.viewport()
            view = View(page, self._visible or [], self._scroll(), port.height(), port.width())
            self._routes = routes_of(view, self._is_bold, self._lanes)
            self._lanes = self._routes.lanes
        return self._routes

    def _is_bold(self, relation: Relation) -> bool:
        """Whether a relation stands out: it is the selected span's, or under the pointer."""
        return self._selected in (relation.head, relation.tail) or relation.id == self._hovered

    def _geometry(self) -> Page | None:
        page = super()._geometry()
        if page is not None:
            page.relations = self._relations
        return page

    def _drop_sides(self) -> None:
        super()._drop_sides()
        self._routes = None

    def _stillness(self, dy: int) -> Callable[[], bool]:
        before, still = self._routes_now(), super()._stillness(dy)
        return lambda: still() and self._routes_now().shifted_from(before)
