"""Scrolling shifts what is on the screen and draws only what came into sight; the result must be the same."""

import random

from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.article_view import ArticleView

from .conftest import Hands, make_span

_SLIGHT = 12
"""Rounding of colors at soft edges, which depends on where a drawing is cut off."""


def on_screen(view: ArticleView) -> QImage:
    return view.screen().grabWindow(view.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)


def drawn_anew(view: ArticleView) -> QImage:
    return view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def differing(one: QImage, other: QImage, width: int) -> int:
    """Return the largest difference of any channel of any pixel."""
    left, right = bytes(one.constBits()), bytes(other.constBits())
    line, worst = one.bytesPerLine(), 0
    for start in range(0, len(left), line):
        if left[start:start + 4 * width] != right[start:start + 4 * width]:
            pairs = zip(left[start:start + 4 * width], right[start:start + 4 * width], strict=True)
            worst = max(worst, *(abs(a - b) for a, b in pairs))
    return worst


def test_what_was_shifted_equals_what_is_drawn_anew(hands: Hands, view: ArticleView) -> None:
    text = "\n".join("Some words of the minister in Iraq, said on Monday. " * (1 + number % 5) for number in range(60))
    labels = ("PERSON", "FACTUAL", "GPE", "AD", "OPINION")
    spans = [make_span(text, f"s{start}", labels[start // 31 % 5], (start, start + 20 + start % 90))
             for start in range(0, len(text) - 120, 31)]
    hands.show(text, *spans, make_span(text, "tied", "FACTUAL", (400, 460), (520, 580), (900, 910)))
    view.set_selected("tied")
    view.set_selection(700, 1200)
    QApplication.processEvents()
    chance, bar = random.Random(7), view.verticalScrollBar()
    for turn in range(24):
        step = chance.choice([11, 37, 60, 90, 300])
        bar.setValue(bar.value() + (step if turn < 14 else -step))
        QApplication.processEvents()
        assert differing(on_screen(view), drawn_anew(view), view.viewport().width()) <= _SLIGHT


def test_scrolling_up_into_what_was_never_seen(hands: Hands, view: ArticleView) -> None:
    text = "\n".join("W" * (40 + number * 37 % 300) + f" {number}" for number in range(200))
    hands.show(text)
    view.verticalScrollBar().setValue(4_000)
    QApplication.processEvents()
    for _ in range(12):
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() - 53)
        QTest.qWait(0)
        assert differing(on_screen(view), drawn_anew(view), view.viewport().width()) <= _SLIGHT
