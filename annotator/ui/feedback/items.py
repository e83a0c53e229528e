"""Keeps the list of feedback true: read once in a job, then article by article as these change."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.app.feedback import ArticleFeedback, all_feedback, article_feedback
from annotator.app.ports import Reader
from annotator.domain.change import ChangeSet
from annotator.ui.desk import Desk
from annotator.ui.feedback.model import FeedbackModel
from annotator.ui.lookup import Lookup

_FEW = 20
"""Articles that are read again one by one after a change; for more all are."""


class Items(QObject):
    """Fills the model while the walk is on. `read`: it did."""

    read = Signal()

    def __init__(self, desk: Desk, model: FeedbackModel, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._model, self._on = desk, model, False
        self.busy = False
        """Whether the items are being read."""
        self._lookup = Lookup(desk, self)
        desk.committed.connect(self._on_committed)
        desk.project_opened.connect(self._on_project)

    def begin(self) -> None:
        """Read all, and follow what changes from now on."""
        self._on = True
        session = self._desk.session
        if session is None:
            self._take([])
            return
        me, self.busy = session.annotator, True

        def question(reader: Reader) -> list[ArticleFeedback]:
            return list(all_feedback(reader, me))

        self._lookup.ask(question, self._take, slow=True, always=True)

    def end(self) -> None:
        """Follow changes no more."""
        self._on = self.busy = False
        self._lookup.drop()

    def _take(self, found: list[ArticleFeedback]) -> None:
        self.busy = False
        self._model.put_all(found)
        self.read.emit()

    def _on_project(self) -> None:
        self._model.put_all([])
        if self._on:
            self.begin()

    def _on_committed(self, changes: ChangeSet) -> None:
        session = self._desk.session
        if not self._on or session is None:
            return
        if changes.everything or changes.article_list or changes.articles or changes.annotators or changes.scheme:
            self.begin()
            return
        touched = {ref.article for ref in changes.verdicts}
        touched |= {ref.article for ref in changes.spans if self._model.has(ref.article)}
        if len(touched) > _FEW or any(not self._model.has(article) for article in touched):
            self.begin()
        elif touched:
            self._model.put([article_feedback(session.reader, each, session.annotator) for each in touched])
            self.read.emit()
