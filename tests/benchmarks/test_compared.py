"""A 1 MB article with 10,000 spans of which 3,000 are differences: frames, setting all marks, changing one.

The lower bound is the same view with the same spans and nothing compared.
"""

import random

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.domain.difference import DifferenceKind
from annotator.domain.span import Fragment, Span
from annotator.ui.article_view import ArticleView
from annotator.ui.article_view.compared import Compared
from tests.benchmarks.measure import Times, in_turn, report, timed
from tests.benchmarks.projects import article

_LABELS = (("entity", "PERSON"), ("entity", "GPE"), ("claim", "FACTUAL"), ("boilerplate", "AD"))
_KINDS: tuple[DifferenceKind, ...] = ("boundary", "label", "missing", "extra")
_TEXT = "\n\n".join(article(seed) for seed in range(125))
_SPANS, _DIFFERENCES = 10_000, 3_000


def compared_spans() -> tuple[list[Span], dict[str, Compared]]:
    """Return spans and their marks: every third span or so is one side of a difference, most with a partner."""
    chance = random.Random(7)
    starts = sorted(chance.sample(range(len(_TEXT) - 200), _SPANS - _DIFFERENCES // 2))
    odd = set(chance.sample(range(len(starts)), _DIFFERENCES))
    spans: list[Span] = []
    marks: dict[str, Compared] = {}
    for number, start in enumerate(starts):
        (layer, label), length = chance.choice(_LABELS), chance.choice((6, 12, 60, 150))
        first = Span(id=f"Ana\x1fs{number}", layer=layer, label=label, quote="",
                     fragments=(Fragment(start, start + length),))
        spans.append(first)
        if number not in odd:
            marks[first.id] = Compared("same", 0, "Ana", "#2A6FBB", quiet=True)
            continue
        kind = chance.choice(_KINDS)
        pair = kind in ("boundary", "label") and len(spans) < _SPANS
        other = Span(id=f"Ben\x1fs{number}", layer=layer, label=label, quote="",
                     fragments=(Fragment(start, start + length + 1),))
        marks[first.id] = Compared(kind, 0 if kind != "extra" else 1, "Ana" if kind != "extra" else "Ben", "#2A6FBB",
                                   partner=other.id if pair else "")
        if pair:
            spans.append(other)
            marks[other.id] = Compared(kind, 1, "Ben", "#C2581A", partner=first.id)
    return spans, marks


def shown(qtbot: QtBot, spans: list[Span]) -> ArticleView:
    view = ArticleView()
    qtbot.addWidget(view)
    view.set_scheme(bootstrap.default_scheme())
    view.resize(900, 800)
    view.set_article("Title", "Meta", _TEXT)
    view.set_spans(spans)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.mark.parametrize("jumping", [False, True])
def test_frames(qtbot: QtBot, jumping: bool) -> None:
    spans, marks = compared_spans()
    view, plain = shown(qtbot, spans), shown(qtbot, spans)
    view.set_compared(marks, ("Ana", "Ben"))
    chance = random.Random(5)
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(300):
        for each, times in ((view, ours), (plain, bare)):
            bar = each.verticalScrollBar()
            to = chance.randrange(bar.maximum()) if jumping else bar.value() + 90

            def frame(each: ArticleView = each, to: int = to) -> None:
                each.verticalScrollBar().setValue(to)
                QApplication.processEvents()

            times.append(timed(frame))
    what = "jump" if jumping else "scroll"
    report(f"{what}, 10,000 spans, 3,000 of them differences", Times(ours), Times(bare), "p95 8 ms")


def test_all_marks_and_one(qtbot: QtBot) -> None:
    spans, marks = compared_spans()
    view, plain = shown(qtbot, spans), shown(qtbot, spans)
    for step in range(40):
        view.verticalScrollBar().setValue(step * 700)
        QApplication.processEvents()

    def show_all() -> None:
        view.set_compared(marks, ("Ana", "Ben"))
        QApplication.processEvents()

    def show_plain() -> None:
        plain.set_spans(spans)
        QApplication.processEvents()

    def end() -> None:
        view.set_compared({})
        QApplication.processEvents()

    report("compare 10,000 spans, painted", *in_turn(show_all, show_plain, 30, end), "p95 60 ms")
    show_all()
    loud = [id for id, mark in marks.items() if not mark.quiet]
    chance = random.Random(3)
    where = {span.id: span for span in spans}

    def decide() -> None:
        id = chance.choice(loud)
        view.patch_compared({id: marks[id]._replace(verdict=chance.choice(("accept", "reject", "")))})
        QApplication.processEvents()

    def look() -> None:
        span = where[chance.choice(loud)]
        view.ensure_visible(span.start, span.end)
        QApplication.processEvents()

    def bare() -> None:
        plain.viewport().repaint()

    report("change the mark of one, painted", *in_turn(decide, bare, 100, look), "p95 16 ms")
