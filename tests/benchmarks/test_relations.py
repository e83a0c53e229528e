"""Scrolling through a 1 MB article with 10,000 spans, with and without 3,000 relations among them."""

import random

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.domain.relation import Relation
from annotator.domain.span import Fragment, Span
from annotator.ui.article_view import ArticleView
from tests.benchmarks.measure import Times, report, timed
from tests.benchmarks.projects import article

_LABELS = (("entity", "PERSON"), ("entity", "GPE"), ("claim", "FACTUAL"), ("claim", "OPINION"))


def shown(qtbot: QtBot, text: str, spans: list[Span], relations: list[Relation]) -> ArticleView:
    view = ArticleView()
    qtbot.addWidget(view)
    view.set_scheme(bootstrap.default_scheme())
    view.resize(900, 800)
    view.set_article("Title", "Meta", text)
    view.set_spans(spans)
    view.set_relations(relations)
    view.show()
    qtbot.waitExposed(view)
    return view


def test_scrolling_with_relations(qtbot: QtBot) -> None:
    chance = random.Random(7)
    text = "\n\n".join(article(seed) for seed in range(125))
    starts = sorted(chance.sample(range(len(text) - 200), 10_000))
    spans = [Span(id=f"s{number}", layer=layer, label=label, quote="", fragments=(Fragment(start, start + length),))
             for number, start in enumerate(starts)
             for (layer, label), length in [(chance.choice(_LABELS), chance.choice((6, 12, 60, 150)))]]
    relations = []
    for number in range(3_000):
        head = chance.randrange(10_000)
        near = min(9_999, max(0, head + chance.choice((-9, -2, 1, 4))))
        tail = near if number % 10 else chance.randrange(10_000)
        relations.append(Relation(id=f"r{number}", label="SAID_BY", head=f"s{head}", tail=f"s{tail}"))
    with_them, without = shown(qtbot, text, spans, relations), shown(qtbot, text, spans, [])
    ours, bare = [], []
    for step in range(300):
        for view, times in ((with_them, ours), (without, bare)):
            bar = view.verticalScrollBar()
            to = bar.value() + 90 if step % 10 else chance.randrange(bar.maximum())

            def frame(view: ArticleView = view, to: int = to) -> None:
                view.verticalScrollBar().setValue(to)
                QApplication.processEvents()

            times.append(timed(frame))
    report("scroll frame, 10,000 spans, 3,000 relations", Times(ours), Times(bare), "p95 8 ms")
