"""Puts the desk's article into the view, and keeps the reader's place, font size and theme."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from annotator.app.operations.sets import STATUS_WORDS
from annotator.domain.article import Article
from annotator.ui import theme
from annotator.ui.article_view.theme import DARK, LIGHT, TextStyle
from annotator.ui.article_view.view import ArticleView
from annotator.ui.desk import Desk, RelationPatch, SpanPatch
from annotator.ui.settings import Settings

_META = ("source", "site", "author", "date", "published")


class Reading(QObject):
    """The article view follows the desk."""

    def __init__(self, desk: Desk, view: ArticleView, settings: Settings) -> None:
        super().__init__(view)
        self._desk, self._view, self._settings = desk, view, settings
        self._shown = ""
        view.set_empty_message("", "")  # until it is known whether there is something to open
        self._words = 0
        self._keys = {"new": "", "open": "", "add": ""}
        self._places: dict[str, tuple[int, int]] = {}
        self._guest: Callable[[], str] | None = None
        self._whose = ""
        usual = TextStyle()
        view.set_text_style(TextStyle(
            family=settings.text("font_family"), size=settings.number("font_size", usual.size),
            leading=settings.number("leading", usual.leading), measure=int(settings.number("measure", usual.measure))))
        self.apply_theme()
        desk.scheme_changed.connect(lambda: view.set_scheme(desk.scheme))
        desk.article_opened.connect(self._show_article)
        desk.spans_changed.connect(self._patch)
        desk.relations_changed.connect(self._patch_relations)
        desk.span_selected.connect(self._show_selected)
        desk.set_changed.connect(self._show_meta)

    def apply_theme(self) -> None:
        """Draw the article in the colors of the system's scheme."""
        self._view.set_theme(DARK if theme.current().dark else LIGHT)

    def lend(self, guest: Callable[[], str] | None) -> None:
        """Let a guest say which spans stand in the article, now and whenever another one is shown; None takes the view
        back. The guest puts them into the view, and returns whose they are for the line under the title."""
        self._guest = guest
        self._show_article()

    def show_keys(self, **keys: str) -> None:
        """Say where nothing is open which keys open something."""
        self._keys = keys
        if not self._shown and self._desk.session is not None:
            self._view.set_empty_message(*self._empty_words())

    def zoom(self, steps: int) -> None:
        """Make the text larger or smaller by points; 0 goes back to the usual size."""
        size = self._view.theme.size + steps if steps else TextStyle().size
        self._view.set_text_style(replace(self._view.theme.text_style, size=size))

    def ask_text_style(self) -> None:
        """Let the reader choose font, size, pitch and measure, seeing at once what that does."""
        from annotator.ui.text_style_dialog import show_text_style

        show_text_style(self._view)

    def remember(self) -> None:
        """Keep how the text is set, and which article is open, for the next start."""
        theme = self._view.theme
        for key, value in (("font_family", theme.text_style.family), ("font_size", theme.size),
                           ("leading", theme.leading), ("measure", theme.measure)):
            self._settings.put(key, value)
        if self._desk.session and self._desk.article:
            self._settings.put_last_article(self._desk.session.project.path, self._desk.article.id)

    def _show_article(self) -> None:
        article = self._desk.article
        if self._shown:
            self._places[self._shown] = (self._view.anchor, self._view.caret)
        if article is None:
            self._shown = ""
            self._view.set_empty_message(*self._empty_words())
            self._view.clear()
            return
        again = article.id == self._shown
        same, scrolled = again and article.text == self._view.text, self._view.verticalScrollBar().value()
        self._shown = article.id
        self._words = len(article.text.split())  # once an article: the line is written anew with every change
        anchor, caret = self._places.get(article.id, (0, 0))
        self._view.set_article(article.title or "Untitled", self._meta_line(article), article.text)
        if self._guest is None:
            self._view.set_spans(self._desk.spans.values())
            self._view.set_relations(self._desk.relations.values())
        else:
            self._whose = self._guest()
            self._show_meta()
        if anchor <= len(article.text) and caret <= len(article.text):
            self._view.set_selection(anchor, caret)
            if (caret or again) and not same:
                self._view.ensure_visible(caret, caret)
        if same:  # such as after a change of the scheme: one reads on where one was, wherever the caret is
            self._view.verticalScrollBar().setValue(scrolled)
        if self._guest is None:
            self._view.set_selected(self._desk.selected)

    def _show_selected(self) -> None:
        """Outline the span; one chosen outside the article takes the caret along and comes into sight."""
        if self._guest is not None:
            return
        self._view.set_selected(self._desk.selected)
        span = self._desk.selected_span
        if span is not None and not span.start <= self._view.caret <= span.end:
            self._view.set_selection(span.start, span.start)
            self._view.ensure_visible(span.start, span.end)

    def _patch(self, patch: SpanPatch) -> None:
        if self._guest is None:
            self._view.patch_spans(list(patch.put), patch.gone)

    def _patch_relations(self, patch: RelationPatch) -> None:
        if self._guest is None:
            self._view.patch_relations(patch.put, patch.gone)

    def _show_meta(self) -> None:
        if self._desk.article:
            self._view.set_meta(self._meta_line(self._desk.article))

    def _meta_line(self, article: Article) -> str:
        known = [str(article.meta[name]) for name in _META if isinstance(article.meta.get(name), str | int)]
        words = f"{self._words:,} words"
        if self._guest is not None:
            return " · ".join([*known, words, *([self._whose] if self._whose else [])])
        whose = f"{self._desk.ref.annotator}’s annotations"
        return " · ".join([*known, words, whose, STATUS_WORDS[self._desk.set.status]])

    def _empty_words(self) -> tuple[str, str]:
        new, open, add = (_by(self._keys[name]) for name in ("new", "open", "add"))
        if self._desk.session is None:
            return "No project is open", f"Make one{new}, open one{open}, or drop a project file here."
        return "No article is open", (f"Choose one in the list on the left, or import articles{add}: "
                                      "text, HTML, CSV and JSONL files can also be dropped here.")


def _by(key: str) -> str:
    return f" with {key}" if key else ""
