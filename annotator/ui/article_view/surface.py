"""What the page shows: article, spans, scheme, theme, hits; and drawing it. No mouse, no keys.

Everything outside speaks in code points of the stored text; ranges are half-open.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from annotator.domain.scheme import Scheme
from annotator.domain.span import Span
from annotator.ui.article_view.article_text import ArticleText
from annotator.ui.article_view.caret import Caret
from annotator.ui.article_view.comparing import ComparedCanvas
from annotator.ui.article_view.frame import paint_empty, paint_page
from annotator.ui.article_view.handles import paint_handles
from annotator.ui.article_view.hits import Hits
from annotator.ui.article_view.layers import LayerView
from annotator.ui.article_view.metrics import Metrics
from annotator.ui.article_view.spans import SpanIndex
from annotator.ui.article_view.style import StyleBook
from annotator.ui.article_view.theme import LARGEST, SMALLEST, TextStyle, ViewTheme


class ArticleSurface(ComparedCanvas):
    """An article with its spans, drawn; `ArticleView` adds what the hands do."""

    fontSizeChanged = Signal(float)
    """The text's size in points, after zooming with the wheel."""

    def set_article(self, title: str, meta: str, text: str) -> None:
        """Show another article, without spans, from its top."""
        self._title, self._meta, self._shown = title, meta, True
        self._article = ArticleText(text)
        self._spans = SpanIndex(self._article, (), self._in_gutter, self._layers)
        self._caret = Caret()
        self._forget_relations()
        self._forget_compared()
        self._outlined_hits.clear()
        self._show_hits()
        self._choose_silently(None)
        self._page = None
        self.verticalScrollBar().setValue(0)
        self._rebuilt()

    def set_meta(self, meta: str) -> None:
        """Show another line of metadata under the title."""
        if meta != self._meta:
            self._meta = meta
            self._rebuilt()

    def clear(self) -> None:
        """Show no article but the message for that."""
        self.set_article("", "", "")
        self._shown = False
        self._rebuilt()

    def set_empty_message(self, title: str, text: str) -> None:
        """Set what stands where no article is shown."""
        self._empty = (title, text)
        self.viewport().update()

    def set_scheme(self, scheme: Scheme) -> None:
        """Take forms and colors of the labels from this scheme."""
        self._scheme = scheme
        self._styles = StyleBook(scheme, self._theme, self._layers)
        self._replace_spans(self._spans.kept())

    def set_theme(self, theme: ViewTheme) -> None:
        """Take the colors of this theme; font, size and measure stay as they are."""
        self._theme = theme.with_text(self._theme.text_style)
        self._restyle()

    def set_layers(self, layers: LayerView) -> None:
        """Show, hide, focus or outline layers; the selected span lets go if it is hidden now."""
        self._layers = layers
        self._styles = StyleBook(self._scheme, self._theme, layers)
        self._spans.look(layers)
        self._respanned()
        selected = self.selected_span()
        if selected is not None and not layers.shows(selected.layer):
            self._choose_silently(None)

    def set_text_style(self, style: TextStyle) -> None:
        """Set font, size, pitch of lines and measure of the text."""
        if style != self._theme.text_style:
            self._theme = self._theme.with_text(style)
            self._restyle()

    def zoom(self, steps: int) -> None:
        """Make the text larger (or smaller for negative steps)."""
        size = min(LARGEST, max(SMALLEST, round(self._theme.size * 1.08 ** steps, 1)))
        self.set_text_style(replace(self._theme.text_style, size=size))
        self.fontSizeChanged.emit(size)

    @property
    def theme(self) -> ViewTheme:
        """Colors and fonts as they are now."""
        return self._theme

    def set_spans(self, spans: Iterable[Span]) -> None:
        """Show these spans and no others."""
        self._replace_spans(spans)
        self._forget_gone()

    def patch_spans(self, changed: Iterable[Span], removed: Collection[str] = ()) -> None:
        """Show spans that were added or updated, drop removed ones; only their paragraphs are placed anew."""
        changed = list(changed)
        gone = [span for span in map(self._spans.get, {*removed, *(span.id for span in changed)}) if span]
        blocks = self._spans.patch(changed, removed)
        if self._page:
            self._page.rearrange(blocks | self._related_blocks((*changed, *gone)))
        self._moved()
        self._overview.patch(self._spans.values(), gone, changed)
        self._forget_gone()

    def set_hits(self, ranges: Sequence[tuple[int, int]], current: int | None = None, *, owner: str = "",
                 front: bool = True) -> None:
        """Outline these ranges, of which the one at the place `current` stands out; () takes them away.

        They stay where they are until the next call or article: after a change of the text, set them anew. Each
        `owner` has its own; those set last are seen, or with `front` false only where no other's are.
        """
        self._outlined_hits.put(owner, Hits(ranges, current), front=front)
        self._show_hits()

    @property
    def _hits(self) -> Hits:
        return self._outlined_hits.seen

    def _show_hits(self) -> None:
        self._overview.show_hits([start for start, _ in self._hits.ranges])
        self.viewport().update()

    # Events of Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(self._theme.page))
        page = self._settled()
        if page is None:
            paint_empty(painter, QRectF(self.viewport().rect()), *self._empty, self._theme)
            return
        paint_page(painter, page, self._visible or [], self._gutter_now(), self._theme, scroll=self._scroll(),
                   clip=QRectF(event.rect()), caret=self._caret, selected=self._selected, hits=self._hits,
                   focused=self.hasFocus(), pinned=self._outlined(), partners=self._partners())
        self._paint_relations(painter, QRectF(event.rect()))
        paint_handles(painter, self.handles(), self._theme)

    # Inner workings

    def _choose_silently(self, span_id: str | None) -> None:
        if span_id != self._selected:
            self._selected = span_id
            self._drop_sides()
            self.viewport().update()

    def _forget_gone(self) -> None:
        if self._selected is not None and self._spans.get(self._selected) is None:
            self._choose_silently(None)

    def _replace_spans(self, spans: Iterable[Span]) -> None:
        self._spans = SpanIndex(self._article, spans, self._in_gutter, self._layers)
        self._respanned()

    def _respanned(self) -> None:
        """Draw other spans, or the same otherwise."""
        if self._page:
            self._page.styles, self._page.spans = self._styles, self._spans
            self._page.rearrange_all()
        self._spans_changed()

    def _restyle(self) -> None:
        self._styles = StyleBook(self._scheme, self._theme, self._layers)
        self._metrics = Metrics.of(self._theme)
        self._rebuilt()
