"""Walking from article to article, and saying how far one is."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog, QLineEdit

from annotator.app.operations.base import count
from annotator.app.operations.project import RemoveArticles, RenameArticle
from annotator.app.operations.sets import SetStatus
from annotator.domain.article import Status
from annotator.ui.desk import Desk
from annotator.ui.notice import Choice, Notice
from annotator.ui.panels.article_list import ArticlePanel


class Walking(QObject):
    """Previous, next, done, skipped, renamed, removed."""

    def __init__(self, desk: Desk, articles: ArticlePanel, notice: Notice) -> None:
        super().__init__(articles)
        self._desk, self._articles, self._notice = desk, articles, notice

    def step(self, places: int) -> None:
        """Open the article above or below."""
        article = self._articles.neighbor(places)
        if article:
            self._desk.open_article(article)

    def step_open(self, step: int) -> None:
        """Open the next article (the one before for -1) that is neither done nor skipped."""
        article = self._articles.next_open() if step > 0 else self._articles.previous_open()
        if article:
            self._desk.open_article(article)
        else:
            self._notice.tell("All other articles in the list are done or skipped.")

    def finish(self, status: Status) -> None:
        """Mark the open article done or skipped and open the next one that is neither."""
        if self._desk.article is None:
            return
        following = self._articles.next_open()
        if self._desk.execute(SetStatus(self._desk.ref, status)) is None:
            return
        if following:
            self._desk.open_article(following)
        else:
            self._notice.tell("All articles in the list are done or skipped.")

    def mark(self, status: Status) -> None:
        """Give the open article a status and stay."""
        if self._desk.article:
            self._desk.execute(SetStatus(self._desk.ref, status))

    def rename(self) -> None:
        """Ask for another title."""
        article = self._desk.article
        if article is None:
            return
        title, agreed = QInputDialog.getText(self._articles.window(), "Rename article", "Title:",
                                             QLineEdit.EchoMode.Normal, article.title)
        if agreed:
            self._desk.execute(RenameArticle(article.id, title))

    def remove(self) -> None:
        """Remove the open article with everyone's annotations on it, once that is confirmed in the notice."""
        article = self._desk.article
        if article is None:
            return
        with_them = f" with its {count(len(self._desk.spans), 'span')}" if self._desk.spans else ""
        self._notice.offer(f"Remove “{article.title}”{with_them} from the project? Undo brings it back.",
                           [Choice("Remove", "Enter", lambda: self._remove(article.id))])

    def _remove(self, id: str) -> None:
        following = self._articles.neighbor(1) or self._articles.neighbor(-1)
        if self._desk.execute(RemoveArticles([id])) is not None and following:
            self._desk.open_article(following)
