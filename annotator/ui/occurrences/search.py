"""The search behind the queue: fills the model from a job, and keeps it true when spans change."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QObject, Signal

from annotator.app.occurrences import MOST, Found, Question, in_article, in_project
from annotator.app.ports import Progress, Reader
from annotator.domain.candidates import verdicts
from annotator.domain.errors import UserError
from annotator.domain.occurrences import Options
from annotator.domain.query import ArticleText
from annotator.domain.scheme import Form
from annotator.domain.span import Span
from annotator.ui.desk import Desk
from annotator.ui.occurrences.latest import Latest, Tell
from annotator.ui.occurrences.model import OccurrenceModel


class OccurrenceSearch(QObject):
    """One search at a time; a newer one takes its place."""

    found = Signal()
    """more places are in the model"""
    changed = Signal()
    """places, ticks, progress, or the end of the search"""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._latest = Latest(desk, self)
        self.model = OccurrenceModel()
        self.model.counted.connect(self.changed)
        self._question: Question | None = None
        self._everywhere = False
        self._trouble = ""
        self._end_words = ""
        self._seen = (0, 0)

    @property
    def looking(self) -> bool:
        """Whether the search is under way."""
        return self._latest.busy

    @property
    def article(self) -> str:
        """The article in which the search began; empty where there was none."""
        return self._question.article.id if self._question else ""

    def start(self, span: Span, form: Form, article: ArticleText, options: Options, *, everywhere: bool) -> None:
        """Look for the words of a span in its article, and everywhere in the project where that is wanted."""
        self.clear()
        question = self._question = Question(span=span, form=form, annotator=self._desk.ref.annotator,
                                             article=article, options=options)
        self._everywhere = everywhere
        try:
            question.finder()
        except UserError as error:
            self._trouble = f"{error}."
            self.changed.emit()
            return

        def look(reader: Reader, progress: Progress, tell: Tell) -> bool:
            own = in_article(question, reader)
            if own:
                tell(lambda: self._add(own))
            return not everywhere or in_project(
                question, reader, lambda some: tell(lambda: self._add(some)), progress)

        self._latest.ask(look, self._end, self._progress)
        self.changed.emit()

    def stop(self) -> None:
        """Look no further; what was found stays."""
        if self._latest.busy:
            self._end_words = "the search was stopped"
            self._latest.stop()
            self.changed.emit()

    def clear(self) -> None:
        """Forget all."""
        self._latest.stop()
        self._question, self._trouble, self._end_words, self._seen = None, "", "", (0, 0)
        self.model.clear()

    def judge(self, articles: Collection[str]) -> None:
        """Say anew what stands at the places of these articles."""
        known = self.model.articles.keys() & articles
        if not known or self._question is None or self._desk.session is None:
            return
        span = self._question.span
        spans = self._desk.session.reader.labelled(self._question.annotator, span.layer, known)
        self.model.judge({
            article: verdicts([place.candidate.fragments for place in self.model.articles[article]], span.label,
                              spans.get(article, ())) for article in known})

    def words(self) -> tuple[str, str]:
        """Return the line over the list, and what is said where the list is empty."""
        if self._question is None:
            return "", ("Select a span and press Ctrl+L: the other places where its words stand are listed here, "
                        "to be labeled all at once or one by one.")
        if self._trouble:
            return "", self._trouble
        count = self.model.places
        line = f"{count:,} {'place' if count == 1 else 'places'}"
        if len(self.model.articles) > 1:
            line += f" in {len(self.model.articles):,} articles"
        if self.looking:
            seen = " {:,} of {:,} articles".format(*self._seen) if self._seen[1] else ""
            return f"{line}, looking …{seen}", ""
        if count:
            return f"{line}, {self.model.ticked:,} ticked" + (self._end_words and f"; {self._end_words}"), ""
        return "Nothing found", self._nothing()

    def _nothing(self) -> str:
        assert self._question is not None
        label = self._question.span.label
        if self._end_words:
            return "Nothing was found before the search was stopped."
        if self._everywhere:
            return (f"These words stand nowhere else in the project, or are {label} there already. "
                    "Other options may find more.")
        return (f"These words stand nowhere else in this article, or are {label} there already. "
                "Whole project (Alt+J) looks through all articles.")

    def _add(self, found: Sequence[Found]) -> None:
        self.model.append(found)
        self.found.emit()

    def _progress(self, seen: int, total: int) -> None:
        self._seen = (seen, total)
        self.changed.emit()

    def _end(self, complete: bool) -> None:
        self._end_words = "" if complete else f"there are more than {MOST:,}"
        self.changed.emit()
