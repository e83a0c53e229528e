"""Hands and ears on compared spans: clicks choose, only what may be dragged is, tooltips and screen readers say it."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from annotator.domain.relation import Relation
from annotator.ui.article_view import accessible, assistive

from .comparing import Compares
from .conftest import Hands
from .test_mouse import Heard

TEXT = "Ministers met the <Islamic State> envoy in Erbil’s old town today."
SAID = "Ana: ORG · Ben: GPE · undecided"


@pytest.fixture
def shown(hands: Hands) -> Compares:
    """`Erbil` with two labels, `<Islamic State>` with two ends, `Ministers` alike, all of it compared."""
    shown = Compares(hands, TEXT)
    shown.differ("label", Ana=("Erbil", "ORG"), Ben=("Erbil", "GPE"))
    shown.differ("boundary", Ana=("Islamic State", "ORG"), Ben=("<Islamic State>", "ORG"))
    shown.same("Ministers", "PERSON")
    shown.show()
    return shown


@pytest.fixture
def tips(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What tooltips said, empty for one that was taken away; the offscreen platform cannot raise a real one."""
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, widget: said.append(
        text.replace(' style="white-space:pre"', "")))
    monkeypatch.setattr(QToolTip, "hideText", lambda: said.append(""))
    return said


def rest(hands: Hands, point: QPoint) -> None:
    """Let the pointer rest at a point."""
    port = hands.view.viewport()
    QApplication.sendEvent(port, QHelpEvent(QEvent.Type.ToolTip, point, port.mapToGlobal(point)))


def test_a_click_chooses_and_the_next_one_chooses_the_partner(shown: Compares, heard: Heard) -> None:
    hands, place = shown.hands, shown.hands.point(TEXT.index("Erbil") + 1)
    hands.click(place)
    hands.click(place)
    assert [each[0] for each in heard["spanSelected"]] == [shown.spans[0].id, shown.spans[1].id]


def test_a_click_on_the_caption_chooses(shown: Compares, heard: Heard) -> None:
    hands, layout = shown.hands, shown.layout()
    caption = next(each for each in layout.marks.captions if each.text.startswith("ORG Ana"))
    page, top = hands.view._page, (hands.view._visible or [])[0][1]
    assert page is not None
    hands.click(QPoint(round(page.left + caption.left + 3), round(top + layout.caption_base(caption)) - 2))
    assert heard["spanSelected"] == [(shown.spans[0].id,)]


def test_walking_goes_through_all_that_are_shown(shown: Compares) -> None:
    view = shown.hands.view
    found = []
    for _ in range(5):
        view.walk(1)
        found.append(view.selected)
    assert sorted(map(str, found)) == sorted(span.id for span in shown.spans)


def test_only_a_draggable_span_has_handles(shown: Compares, heard: Heard) -> None:
    hands, view = shown.hands, shown.hands.view
    id = shown.spans[0].id
    view.set_draggable(())
    view.set_selected(id)
    assert view.handles() == []
    end = hands.edge(TEXT.index("Erbil") + 4, after=True)
    hands.drag(end, end + QPoint(10, 0), hands.edge(TEXT.index("old") + 2))
    assert heard["boundaryMoved"] == []
    view.set_selection(0, 0)
    view.set_draggable([id])
    view.set_selected(id)
    handle = view.handles()[1].box.center().toPoint()
    hands.drag(handle, handle + QPoint(8, 0), hands.edge(TEXT.index("old") + 2, after=True))
    assert heard["boundaryMoved"] == [(id, 0, TEXT.index("Erbil"), TEXT.index("old") + 3)]
    view.set_draggable(None)
    view.set_selected(shown.spans[1].id)
    assert len(view.handles()) == 2


def test_words_and_relations_are_not_dragged_to_what_must_stay(shown: Compares) -> None:
    hands, view = shown.hands, shown.hands.view
    words: list[tuple[int, int]] = []
    pairs: list[tuple[str, str]] = []
    view.fragmentDragged.connect(lambda start, end: words.append((start, end)))
    view.relationDragged.connect(lambda head, tail: pairs.append((head, tail)))
    layout, target = shown.layout(), hands.point(2)
    caption = next(each for each in layout.marks.captions if each.text.startswith("ORG Ana"))
    page, top = view._page, (view._visible or [])[0][1]
    assert page is not None
    label = QPoint(round(page.left + caption.left + 3), round(top + layout.caption_base(caption)) - 2)
    for allowed in ((), None):
        view.set_draggable(allowed)
        view.set_selected(shown.spans[0].id)
        hands.drag(label, label + QPoint(0, 9), target)
        view.set_selected(shown.spans[0].id)
        _drag_with_control(hands, hands.edge(TEXT.index("old")), hands.edge(TEXT.index("old") + 2, after=True))
        if allowed == ():
            assert (words, pairs) == ([], [])
            assert hands.selected_text() == "old"
    assert pairs == [(shown.spans[0].id, shown.spans[4].id)]
    assert words == [(TEXT.index("old"), TEXT.index("old") + 3)]


def test_relations_of_compared_spans_are_drawn(shown: Compares) -> None:
    view = shown.hands.view
    view.set_relations([Relation(id="r", head=shown.spans[1].id, tail=shown.spans[2].id, label="PART_OF")])
    view.viewport().repaint()
    assert [arc.relation.id for arc in shown.layout().arcs] == ["r"]


def test_tooltips_say_who_has_what(shown: Compares, tips: list[str]) -> None:
    hands = shown.hands
    for words in ("Erbil", "State", "Ministers", "today"):
        rest(hands, hands.point(TEXT.index(words) + 2))
    assert tips == [f"<p>{SAID}</p>",
                    "<p>Ana: ORG “Islamic State” · Ben: ORG “&lt;Islamic State&gt;” · undecided</p>",
                    "<p>PERSON: all the same</p>", ""]
    hands.view.set_compared({})
    rest(hands, hands.point(TEXT.index("Erbil") + 2))
    assert len(tips) == 4


def test_a_screen_reader_is_told_the_same_at_the_caret(shown: Compares, monkeypatch: pytest.MonkeyPatch) -> None:
    assistive.install()
    told: list[str] = []

    def update(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())

    view = shown.hands.view
    seen = QAccessible.queryAccessibleInterface(view)
    monkeypatch.setattr(accessible.QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(accessible.QAccessible, "updateAccessibility", update)
    view.move_caret(TEXT.index("Erbil"))
    view.move_caret(TEXT.index("State"))
    assert told == [f"Erbil: {SAID}",
                    "Islamic State: Ana: ORG “Islamic State” · Ben: ORG “<Islamic State>” · undecided"]
    assert seen.text(QAccessible.Text.Value) == told[-1]
    id = shown.spans[2].id
    view.patch_compared({id: shown.marks[id]._replace(verdict="accept")})
    shown.hands.key(Qt.Key.Key_Right)
    assert "accepted" in told[-1]  # the same span, but there is something new to say


def _drag_with_control(hands: Hands, start: QPoint, end: QPoint) -> None:
    from PySide6.QtTest import QTest

    port, control = hands.view.viewport(), Qt.KeyboardModifier.ControlModifier
    QTest.mousePress(port, Qt.MouseButton.LeftButton, control, start)
    QTest.mouseMove(port, start + QPoint(6, 0))
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, control, end)
