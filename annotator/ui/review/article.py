"""The open article of a review: read in full, put into the view, and brought up to date there."""

from collections.abc import Mapping

from annotator.app.ports import Reader
from annotator.app.reviewing import Opened, opened
from annotator.domain.article import Article
from annotator.domain.deciding import everybody, is_asked
from annotator.domain.difference import Difference
from annotator.domain.review import Review
from annotator.domain.span import Span
from annotator.ui.article_view.compared import Compared
from annotator.ui.article_view.view import ArticleView
from annotator.ui.desk import Desk
from annotator.ui.review.rows import Row, quote, rows_of, who_has_what
from annotator.ui.review.shown import Shown, parted, shown_id, shown_of


class ReviewedArticle:
    """What the view shows in review mode."""

    def __init__(self, desk: Desk, view: ArticleView) -> None:
        self._desk, self._view = desk, view
        self._review: Review | None = None
        self._shown = Shown()
        self._names: list[str] = []
        self.opened: Opened | None = None
        self.colors: Mapping[str, str] = {}

    def clear(self) -> None:
        """No article is reviewed."""
        self.opened, self._shown = None, Shown()

    def read(self, reader: Reader, review: Review, article: Article) -> list[Row]:
        """Read all about an article; return the rows of what is to be decided."""
        self._review, self.colors = review, reader.annotator_colors()
        self._names = [name for name in everybody(review)]
        self.opened = opened(reader, review, article)
        asked = [each for each in self.opened.found if is_asked(review, each)]
        return rows_of(review, article.id, article.text, asked, self.opened.there)

    def show(self) -> None:
        """Put all of it into the view, which shows the article without spans."""
        self._shown = self._now()
        self._view.set_compared(self._shown.marks, self._there)
        self._view.set_spans(self._shown.spans.values())
        self._view.set_relations(self._shown.relations.values())

    def patch(self) -> None:
        """Bring the view up to date."""
        before, self._shown = self._shown, self._now()
        now = self._shown
        marks = {id: mark for id, mark in now.marks.items() if before.marks.get(id) != mark}
        spans = [span for id, span in now.spans.items() if before.spans.get(id) != span]
        gone = before.spans.keys() - now.spans.keys()
        if marks or gone:
            self._view.patch_compared(marks, gone)
        if spans or gone:
            self._view.patch_spans(spans, gone)
        if now.relations != before.relations:
            put = [each for id, each in now.relations.items() if before.relations.get(id) != each]
            self._view.patch_relations(put, before.relations.keys() - now.relations.keys())

    def point_at(self, row: Row, *, scroll: bool) -> None:
        """Outline the spans of a row; `scroll`: bring them into sight, with the caret before them."""
        difference = row.difference
        if scroll:
            self._view.set_selection(difference.start, difference.start)
            self._view.ensure_visible(difference.start, difference.end)
        self.outline(row)

    def outline(self, row: Row) -> None:
        """Outline the spans of a row."""
        ids = (shown_id(name, span.id) for name, span in row.difference.spans.items())
        self._view.set_selected(next((id for id in ids if id in self._shown.spans), None))

    def mark(self, row: Row) -> Compared | None:
        """Return how a proposal for a row is drawn."""
        name, span = next(iter(row.difference.spans.items()))
        mark, review = self._shown.marks.get(shown_id(name, span.id)), self._review
        if mark is None or review is None:
            return None
        return mark._replace(name=review.reviewer, color=self.colors.get(review.reviewer, mark.color), verdict="edit",
                             partner=shown_id(name, span.id), quiet=False, proposed=True)

    def row_at(self, shown: str) -> Row | None:
        """Return a row for a shown span that needs no decision, so that one can be made all the same."""
        found = self._difference(shown)
        if found is None or self._review is None or self.opened is None:
            return None
        article = self.opened.article
        row = Row(article.id, found, quote(article.text, found.first.fragments),
                  who_has_what(self._review, found, self.opened.there, article.text))
        row.judge(self.opened.verdicts)
        return row

    def _difference(self, shown: str) -> Difference[Span] | None:
        name, span = parted(shown)
        return next((each for each in self.opened.found if (own := each.spans.get(name)) and own.id == span),
                    None) if self.opened else None

    @property
    def _there(self) -> list[str]:
        return [name for name in self._names if self.opened and name in self.opened.there]

    def _now(self) -> Shown:
        if self.opened is None or self._review is None:
            return Shown()
        return shown_of(self._review, self.opened, self._names, self.colors)
