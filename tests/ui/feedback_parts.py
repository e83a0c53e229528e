"""A window on the project of an annotator whose spans were reviewed, and what she sees."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator import bootstrap
from annotator.app.merge_counts import MergeOptions
from annotator.app.merging import merge
from annotator.app.operations.review import AddRemark, Decide, StartReview
from annotator.app.operations.spans import AddSpans
from annotator.app.review_file import save_review
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.review import Review, Verdict
from annotator.domain.span import Span
from annotator.ui.feedback.walk import FeedbackWalk
from annotator.ui.main_window import MainWindow
from tests.ui.conftest import TEXT

REVIEW = Review(id="R", name="Week 1", mode="check", annotators=("ana",), reviewer="bob", policy="union")


def label(session: Session, article: str, name: str, *words: str, text: str = TEXT) -> list[Span]:
    """Label the first places of words; return the spans."""
    ref = SetRef(article, session.annotator)
    ranges = [[(text.index(each), text.index(each) + len(each))] for each in words]
    operation = AddSpans(ref, "entity", name, ranges)
    session.execute(operation)
    spans = {each.id: each for each in session.reader.spans(ref)}
    return [spans[id] for id in operation.added]


def reviewed(project: Path) -> Path:
    """Have ana label two articles and bob review them; return the file that he sends. It is not merged."""
    ana = Session(bootstrap.open_project(project), "ana")
    one, two = [row.id for row in ana.reader.article_rows("ana")][:2]
    label(ana, one, "ORG", "Ottawa", "Monday", "Iraq", "Jessica Lamirande", "Canada")
    label(ana, two, "ORG", "Erbil", text="Erbil, second article.")
    ana.close()
    theirs = project.with_name("bob.annotator")
    theirs.write_bytes(project.read_bytes())
    bob = Session(bootstrap.open_project(theirs), "bob")
    bob.execute(StartReview(REVIEW))
    spans = {each.quote: each for article in (one, two) for each in bob.reader.spans(SetRef(article, "ana"))}

    def decide(kind: str, words: str, article: str = one, to: str = "", **more: str) -> None:
        span = spans[words]
        proposal = replace(span, label=to) if to else None
        given = Verdict(ref=SetRef(article, "ana"), span=span.id, verdict=kind, proposal=proposal,  # type: ignore[arg-type]
                        **more)
        bob.execute(Decide(REVIEW, [given]))

    decide("edit", "Ottawa", to="GPE", reason="wrong label", comment="Cities are GPE.")
    decide("reject", "Monday", reason="not a name")
    decide("question", "Iraq", comment="The country?")
    bob.execute(AddRemark(SetRef(one, "ana"), spans["Iraq"].id, "There are two."))
    decide("accept", "Jessica Lamirande")
    [his] = label(bob, one, "GPE", "Canada")
    bob.execute(Decide(REVIEW, [Verdict(ref=SetRef(one, "bob"), span=his.id, verdict="accept")]))
    decide("edit", "Erbil", two, to="GPE")
    file = project.with_name("review.jsonl")
    with bob.project.snapshot() as reader:
        save_review(reader, bootstrap.formats(), file, by="bob", to="ana")
    bob.close()
    return file


def take_in(window: MainWindow, file: Path) -> None:
    """Merge a file as the window does."""
    assert window.desk.session is not None
    merge(window.desk.session, bootstrap, file, MergeOptions())


def walk(window: MainWindow) -> FeedbackWalk:
    """Begin the walk by its key."""
    QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.feedback.on
    settle(window.feedback)
    return window.feedback


def settle(shown: FeedbackWalk) -> None:
    """Wait until the items are read and shown."""
    end = time.monotonic() + 20
    while shown.busy:
        QApplication.processEvents()
        assert time.monotonic() < end, "the feedback was not read"
    QApplication.processEvents()


def quotes(shown: FeedbackWalk) -> Sequence[str]:
    """Return the words of the items in the list."""
    return [item.shown.quote if item.shown else "" for item in shown.model.shown()]


def at(shown: FeedbackWalk) -> str:
    """Return the words of the current item."""
    return shown.current.shown.quote if shown.current and shown.current.shown else ""
