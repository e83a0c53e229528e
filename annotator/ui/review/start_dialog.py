"""The page that starts a review: the form, and how much that is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.app.sampling import Sample, SampleRequest, sample
from annotator.domain.errors import UserError
from annotator.domain.review import GOLD, Review
from annotator.domain.words import count
from annotator.ui.desk import Desk
from annotator.ui.occurrences.latest import Latest
from annotator.ui.review.start_form import StartForm

Others = tuple[str, Callable[[], object]]
"""How to open a colleague's annotations: in words, and what does it."""
_PAUSE = 150
"""Milliseconds without another change, after which the articles are counted."""
_NONE_LEFT = {"disagreement": "They differ nowhere.", "confidence": "No span says how sure it is.",
              "label": "No article has one of these labels."}


class StartPage(QWidget):
    """The form of a new review, with how much that is, counted in a job.

    `begin` is told the review and returns what is wrong with it, empty once it has begun; then `begun` is emitted.
    `others`: offered where there are no annotations but one's own.
    """

    begun = Signal()
    left = Signal()

    def __init__(self, desk: Desk, latest: Latest, today: str, begin: Callable[[Review], str],
                 others: Others | None) -> None:
        super().__init__()
        session = desk.session
        assert session is not None
        names = [name for name in session.reader.annotators() if name != GOLD]
        taken = [each.name for each in session.reader.reviews()]
        self.form = StartForm(names, session.annotator, today, taken)
        self._begin, self._latest = begin, latest
        self._counted: tuple[SampleRequest, Sample] | None = None
        self._amount = QLabel()
        self._buttons = QDialogButtonBox()
        self._start = QPushButton("&Start")
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_PAUSE)
        self._waiting.timeout.connect(self._count)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        if names in ([], [session.annotator]):
            column.addLayout(self._alone(others))
        column.addWidget(self.form)
        column.addStretch()
        column.addWidget(self._amount)
        column.addWidget(self._buttons)
        self._build()
        self._count()

    @property
    def says(self) -> str:
        """What is said about the amount, or what is wrong."""
        return self._amount.text()

    def _build(self) -> None:
        self._amount.setTextFormat(Qt.TextFormat.PlainText)
        self._amount.setWordWrap(True)
        self._amount.setAccessibleName("How much that is")
        self._buttons.addButton(self._start, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._start.setDefault(True)
        self._buttons.accepted.connect(self._on_start)
        self._buttons.rejected.connect(self.left)
        self.form.changed.connect(self._on_changed)

    def _alone(self, others: Others | None) -> QHBoxLayout:
        """Say that nobody else's annotations are here, and how to get some."""
        row = QHBoxLayout()
        way = f" ({others[0]})" if others else ""
        words = QLabel(f"Only your annotations are here. To check or compare, open a colleague’s first{way}.")
        words.setWordWrap(True)
        words.setProperty("role", "quote")
        row.addWidget(words, 1)
        if others is not None:
            button = QPushButton("O&pen a colleague’s…")
            button.clicked.connect(self.left)
            button.clicked.connect(others[1])
            row.addWidget(button)
        return row

    def _on_changed(self) -> None:
        self._latest.stop()
        self._waiting.start()
        self._start.setEnabled(False)
        self._say(self.form.trouble or "Counting …", bad=bool(self.form.trouble))

    def _count(self) -> None:
        """Ask how many articles that is."""
        self._waiting.stop()
        self._start.setEnabled(False)
        if self.form.trouble:
            self._say(self.form.trouble, bad=True)
            return
        try:
            request = self.form.request
        except UserError as error:
            self._say(f"{error}.", bad=True)
            return
        if self._counted is not None and self._counted[0] == request:
            self._show(request, self._counted[1])
            return
        self._say("Counting …")
        self._latest.ask(lambda reader, progress, tell: sample(reader, request, progress),
                         lambda found: self._show(request, found))

    def _show(self, request: SampleRequest, found: Sample) -> None:
        self._counted = request, found
        self.form.sample.show_labels(found.labels)
        self._start.setEnabled(bool(found.articles))
        if not found.articles:
            self._say(_nothing(request, found), bad=True)
            return
        differences = f", {count(found.differences, 'difference')}" if request.mode == "compare" else ""
        alone = f" {_left_out(found.alone)}" if found.alone else ""
        self._say(f"{found.says}{differences}.{alone}")

    def _say(self, words: str, *, bad: bool = False) -> None:
        self._amount.setProperty("role", "bad" if bad else "muted")
        self._amount.style().polish(self._amount)
        self._amount.setText(words)

    def _on_start(self) -> None:
        if self._counted is None or not self._start.isEnabled():
            return
        trouble = self._begin(self.form.review(self._counted[1].articles))
        if trouble:
            self._say(trouble, bad=True)
        else:
            self.begun.emit()


def _nothing(request: SampleRequest, found: Sample) -> str:
    """Say why there is no article."""
    if found.there and request.size is not None:
        return _NONE_LEFT[request.way]
    if request.mode == "compare":
        return "There is no article that two of them worked on; open the newest annotations of both."
    names = request.annotators
    if request.mode == "again":
        return f"There is no article that {names[0]} has labeled and {names[-1]} has not."
    return f"{names[0]} has not labeled anything here yet; open the newest annotations of {names[0]}."


def _left_out(articles: int) -> str:
    return f"{count(articles, 'article')} that only one of them worked on {'is' if articles == 1 else 'are'} left out."
