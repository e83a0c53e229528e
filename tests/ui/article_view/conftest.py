"""A shown article view, and hands for it: real mouse and key events."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.domain.scheme import Label, Layer, Scheme
from annotator.domain.span import Fragment, Origin, Span, quote_of
from annotator.ui.article_view import ArticleView

SCHEME = Scheme(layers=(
    Layer(name="entity", form="band", labels=(
        Label(name="PERSON", key="1", color="#228833"), Label(name="GPE", key="2", color="#4477AA"),
        Label(name="ORG", key="3", color="#CC8811"))),
    Layer(name="claim", form="line", labels=(
        Label(name="FACTUAL", key="Q", color="#7733BB"), Label(name="OPINION", key="W", color="#BB4411"),
        Label(name="PREDICTION", key="E", color="#557799"))),
    Layer(name="boilerplate", form="block", labels=(Label(name="AD", key="A"), Label(name="CAPTION", key="S"))),
))
LAYERS = {label.name: layer.name for layer, label in SCHEME.labels()}
LEFT = Qt.MouseButton.LeftButton


def make_span(text: str, id: str, label: str, *ranges: tuple[int, int], origin: Origin = "manual") -> Span:
    """Return a span of the test scheme."""
    fragments = tuple(Fragment(*each) for each in ranges)
    return Span(id=id, layer=LAYERS.get(label, "entity"), label=label, fragments=fragments,
                quote=quote_of(text, fragments), origin=origin)


class Hands:
    """Shows texts in one view and works on it as a user does."""

    def __init__(self, view: ArticleView) -> None:
        self.view = view
        self._clock = 0

    def show(self, text: str, *spans: tuple[str, str] | Span) -> None:
        """Show a text; each span is (words, label) with the words' first place, or a span. Ids are s0, s1, …"""
        self.view.set_article("Title", "Source · 1 Oct 2020", text)
        made = []
        for index, each in enumerate(spans):
            if isinstance(each, Span):
                made.append(each)
            else:
                start = text.index(each[0])
                made.append(make_span(text, f"s{index}", each[1], (start, start + len(each[0]))))
        self.view.set_spans(made)
        self.view.viewport().repaint()

    def point(self, position: int) -> QPoint:
        """Return a point on the character after a position."""
        start = position
        end = next(end for end in range(start + 1, len(self.view.text) + 1) if self.view.range_boxes(start, end))
        return self.view.range_boxes(start, end)[0].center().toPoint()

    def edge(self, position: int, *, after: bool = False) -> QPoint:
        """Return a point on the left (or right) part of the character at a position."""
        box = self.view.range_boxes(position, position + 1)[0]
        x = box.right() - box.width() * 0.2 if after else box.left() + box.width() * 0.2
        return QPointF(x, box.center().y()).toPoint()

    def click(self, point: QPoint, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Click once."""
        QTest.mouseClick(self.view.viewport(), LEFT, modifiers, point)

    def double(self, point: QPoint) -> None:
        """Click twice, as the window system reports it."""
        port = self.view.viewport()
        QTest.mousePress(port, LEFT, pos=point)
        QTest.mouseRelease(port, LEFT, pos=point)
        QTest.mouseDClick(port, LEFT, pos=point)

    def clicks(self, point: QPoint, count: int) -> None:
        """Click some times in a row at the pace of a hand (QTest leaves too long a pause after each click)."""
        port, kinds = self.view.viewport(), QMouseEvent.Type
        self._clock += 10_000
        for number in range(count):
            press = kinds.MouseButtonDblClick if number % 2 else kinds.MouseButtonPress
            for step, kind in enumerate((press, kinds.MouseButtonRelease)):
                event = QMouseEvent(kind, QPointF(point), port.mapToGlobal(QPointF(point)), LEFT, LEFT,
                                    Qt.KeyboardModifier.NoModifier)
                event.setTimestamp(self._clock + 100 * number + 40 * step)
                QApplication.sendEvent(port, event)

    def drag(self, start: QPoint, *through: QPoint) -> None:
        """Press, move, let go."""
        port = self.view.viewport()
        QTest.mousePress(port, LEFT, pos=start)
        for point in through:
            QTest.mouseMove(port, point)
        QTest.mouseRelease(port, LEFT, pos=through[-1])

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press and release a key."""
        QTest.keyClick(self.view, key, modifiers)

    def selected_text(self) -> str:
        """Return the selected text as stored."""
        return self.view.text[slice(*(self.view.selection() or (0, 0)))]


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    """A shown view with the test scheme and no article."""
    view = ArticleView()
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.set_scheme(SCHEME)
    with qtbot.waitExposed(view):
        view.show()
    view.setFocus()
    return view


@pytest.fixture
def hands(view: ArticleView) -> Hands:
    """Hands on the view."""
    return Hands(view)


@pytest.fixture
def heard(view: ArticleView) -> dict[str, list[tuple[object, ...]]]:
    """Everything the view signals, by name."""
    said: dict[str, list[tuple[object, ...]]] = {}

    def listen(name: str) -> Callable[..., None]:
        said[name] = []
        return lambda *values: said[name].append(values)

    for name in ("caretMoved", "selectionChanged", "selectionFinished", "spanSelected", "boundaryMoved", "keyPressed",
                 "spanActivated"):
        getattr(view, name).connect(listen(name))
    return said
