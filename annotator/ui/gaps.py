"""Walking over what is not labelled yet: paragraph by paragraph, and on into the next article."""

from collections.abc import Iterable
from itertools import takewhile
from threading import Event
from typing import NamedTuple

from PySide6.QtCore import QObject

from annotator.app.ports import Reader
from annotator.domain.article import SetRef
from annotator.domain.errors import NotFound
from annotator.domain.text import Range
from annotator.domain.unlabeled import unlabeled_paragraph
from annotator.ui.article_view.view import ArticleView
from annotator.ui.desk import Desk
from annotator.ui.lookup import Lookup
from annotator.ui.notice import Choice, Notice
from annotator.ui.panels.article_model import ArticleModel


class _Found(NamedTuple):
    article: str
    title: str
    place: Range


class Gaps(QObject):
    """Brings the caret to paragraphs with words on which the annotator at work has no span."""

    def __init__(self, desk: Desk, view: ArticleView, articles: ArticleModel, notice: Notice) -> None:
        super().__init__(view)
        self._desk, self._view, self._articles, self._notice = desk, view, articles, notice
        self._given_up = Event()
        desk.closing.connect(self._give_up)  # before the lookup waits for its end
        self._lookup = Lookup(desk, self)
        desk.article_opened.connect(self._give_up)
        notice.closed.connect(self._give_up)

    def step(self, step: int) -> None:
        """Go to the next unlabeled paragraph (the one before for -1), or offer the next article that has one."""
        article = self._desk.article
        if article is None:
            return
        found = unlabeled_paragraph(article.text, self._desk.spans.values(), self._view.caret, forward=step > 0)
        if found:
            self._show(found)
        else:
            self._look_on(step)

    def _look_on(self, step: int) -> None:
        """Look for an article, of those not done, that has an unlabeled paragraph."""
        where = "below" if step > 0 else "above"
        here = f"There is no unlabeled paragraph {where}"
        annotator = self._desk.ref.annotator
        titles = {row.id: row.title or "Untitled"
                  for row in self._articles.following(self._desk.ref.article, step)
                  if row.status not in ("done", "skipped")}

        given_up = self._given_up = Event()

        def question(reader: Reader) -> _Found | None:
            ids = takewhile(lambda _: not given_up.is_set(), titles)
            return _first(reader, annotator, ids, titles, forward=step > 0)

        def answer(found: _Found | None) -> None:
            if found is None:
                self._notice.tell(f"{here}, and none in another article of the list that is not done.")
            else:
                self._notice.offer(f"{here}. “{found.title}” has one.",
                                   [Choice("Go there", "Enter", lambda: self._open(found))])

        self._notice.tell(f"{here}; looking through the other articles …", stay=True)
        self._lookup.ask(question, answer, slow=True)

    def _give_up(self) -> None:
        """The answer is no longer wanted: another article is open, the project closes, or the notice was closed."""
        self._given_up.set()
        self._lookup.drop()

    def _open(self, found: _Found) -> None:
        self._desk.open_article(found.article)
        if self._desk.article and self._desk.article.id == found.article:
            self._show(found.place)

    def _show(self, place: Range) -> None:
        self._view.move_caret(place[0], scroll=False)
        self._view.ensure_visible(*place)


def _first(reader: Reader, annotator: str, ids: Iterable[str], titles: dict[str, str], *,
           forward: bool) -> _Found | None:
    """Return the first unlabeled paragraph (the last one when walking up) of the first article that has one."""
    for id in ids:
        try:
            text = reader.article(id).text
        except NotFound:  # another program removed it, and the list does not know yet
            continue
        place = unlabeled_paragraph(text, reader.spans(SetRef(id, annotator)), -1 if forward else len(text) + 1,
                                    forward=forward)
        if place:
            return _Found(id, titles[id], place)
    return None
