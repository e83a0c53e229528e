"""Keeps review mode true to the project: own and others' changes, undo, another project; and remembers the place."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.app.reviewing import compared, judged
from annotator.domain.change import ChangeSet
from annotator.domain.deciding import everybody
from annotator.domain.review import GOLD, Review
from annotator.ui.review.gather import found_of
from annotator.ui.review.rows import Key

if TYPE_CHECKING:
    from annotator.ui.review.controller import Reviewing

_FEW = 20
"""Articles compared again at once; more of them are compared in a job, with all the others."""


class Following(QObject):
    """Listens to the desk."""

    def __init__(self, mode: Reviewing) -> None:
        super().__init__(mode)
        self._mode, self._desk, self._settings = mode, mode.window.desk, mode.window.settings
        self._desk.committed.connect(self._on_committed)
        self._desk.project_opened.connect(self._on_project)
        self._desk.closing.connect(lambda: mode.leave(remember=False))

    def place(self, review: Review) -> Key | None:
        """Return the difference that was at hand when this review was shown last."""
        session = self._desk.session
        kept = self._settings.review_place(session.project.path) if session else {}
        key = tuple(str(kept.get(name, "")) for name in ("article", "annotator", "span"))
        known = self._mode.window.articles.model.holds(key[0])
        return (key[0], key[1], key[2]) if kept.get("review") == review.id and known else None

    def remember(self, *, on: bool | None = None) -> None:
        """Keep review and difference for the next time."""
        mode, session = self._mode, self._desk.session
        if session is None or mode.review is None:
            return
        kept: dict[str, str | bool] = {"review": mode.review.id}
        if on is not None:
            kept["on"] = on
        if mode.current is not None:
            kept |= zip(("article", "annotator", "span"), mode.current.key, strict=True)
        self._settings.put_review_place(session.project.path, kept)

    def _on_project(self) -> None:
        """Another project, or another annotator at work: whoever that is has reviews of his or her own."""
        self._mode.leave(remember=False)

    def _on_committed(self, changes: ChangeSet) -> None:
        mode = self._mode
        if not mode.on or mode.review is None:
            return
        if (changes.everything or changes.reviews or changes.annotators) and not self._still_there(mode.review):
            return
        if changes.everything or changes.scheme or changes.article_list or changes.articles:
            mode.wanted = mode.current.key if mode.current else None
            mode.look()
            return
        names = frozenset(everybody(mode.review))
        sets = {ref.article for ref in (*changes.spans, *changes.relations, *changes.sets) if ref.annotator in names}
        said = {ref.article for ref in changes.verdicts if ref.annotator in names}
        self._want(changes, names)
        here = self._desk.article.id if self._desk.article else ""
        self._others(sets - {here}, said - sets - {here})
        golden = {ref.article for ref in (*changes.spans, *changes.sets) if ref.annotator == GOLD}
        if here in sets | said | golden:
            mode.refresh()
        else:
            mode.tell()

    def _still_there(self, review: Review) -> bool:
        """Take the review as it is now; leave the mode where it has ended."""
        now = next((each for each in self._mode.beginning.reviews() if each.id == review.id), None)
        if now is None:
            self._mode.leave()
            self._mode.window.notice.tell(f"The review {review.name} has ended.")
            return False
        if now != review:
            self._mode.begin(now)
            return False
        return True

    def _want(self, changes: ChangeSet, names: Collection[str]) -> None:
        """What was undone or done again, or labelled just now, is the difference to look at."""
        mode = self._mode
        if mode.acts.busy or changes.step is None:
            return
        refs = changes.verdicts or {ref: ids for ref, ids in changes.spans.items()
                                    if ref.annotator == mode.review.reviewer} if mode.review else {}
        touched = [(ref.article, ref.annotator, id) for ref, ids in refs.items() if ref.annotator in names
                   for id in sorted(ids)]
        if 0 < len(touched) <= _FEW:
            mode.wanted = touched[0]

    def _others(self, compare: Collection[str], judge: Collection[str]) -> None:
        """Bring other articles than the open one up to date."""
        mode, session = self._mode, self._desk.session
        if mode.review is None or session is None:
            return
        if len(compare) + len(judge) > _FEW:
            mode.look()
            return
        if compare:
            mode.model.put([found_of(mode.review, each, judged(session.reader, mode.review, each.coding.article))
                            for each in compared(session.reader, mode.review, compare)])
        for article in judge:
            mode.model.judge(article, judged(session.reader, mode.review, article))
