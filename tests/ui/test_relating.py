"""Relating spans with keys and mouse: what is saved, and what is said where the scheme does not allow it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator import bootstrap
from annotator.app.operations.project import ReplaceScheme
from annotator.domain.article import SetRef
from annotator.domain.scheme import RelationType
from annotator.ui.main_window import MainWindow
from tests.ui.conftest import TEXT, press, quotes, select, wide

K, M = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def spans(window: MainWindow) -> dict[str, str]:
    """Two claims, a person and an advertisement: their ids by label."""
    found = {}
    for words, key in (("Iraq is safe", K.Key_Q), ("Jessica Lamirande", K.Key_1), ("Iraq waits", K.Key_W),
                       ("Story continues", K.Key_A)):
        select(window, words)
        press(window, key)
        span = window.desk.selected_span
        assert span is not None
        found[span.label] = span.id
    window.desk.select(None)
    return found


def related(window: MainWindow) -> list[tuple[str, str, str]]:
    """Return label, head's and tail's label of every saved relation, as another reader of the file sees them."""
    session = window.desk.session
    assert session is not None
    assert window.desk.article is not None
    other = bootstrap.open_project(session.project.path)
    try:
        ref = SetRef(window.desk.article.id, session.annotator)
        labels = {span.id: span.label for span in other.reader().spans(ref)}
        return [(each.label, labels[each.head], labels[each.tail]) for each in other.reader().relations(ref)]
    finally:
        other.close()


def relate(window: MainWindow, head: str, tail: str, last: Qt.Key = K.Key_F9) -> None:
    """Relate two spans by their ids with F9."""
    window.desk.select(head)
    press(window, K.Key_F9)
    window.desk.select(tail)
    press(window, last)


@pytest.mark.parametrize("last", [K.Key_F9, K.Key_Return])
def test_f9_on_the_head_and_on_the_tail_relates_them(window: MainWindow, spans: dict[str, str], last: Qt.Key) -> None:
    window.view.set_selection(0, 0)
    press(window, K.Key_Period)
    press(window, K.Key_F9)
    assert "From FACTUAL “Iraq is safe”" in window.notice.words
    assert window.view.pinned == {spans["FACTUAL"]}
    press(window, K.Key_Period)
    assert window.desk.selected == spans["PERSON"]
    press(window, last)
    assert related(window) == [("SAID_BY", "FACTUAL", "PERSON")]
    assert (window.desk.selected, window.view.pinned) == (spans["FACTUAL"], frozenset())
    assert "SAID_BY → “Jessica Lamirande”" in window.notice.words
    QTest.keyClick(window, K.Key_Z, M.ControlModifier)
    assert related(window) == []
    assert window.desk.selected == spans["FACTUAL"]


def test_the_tail_may_be_the_span_at_the_caret(window: MainWindow, spans: dict[str, str]) -> None:
    window.desk.select(spans["FACTUAL"])
    press(window, K.Key_F9)
    press(window, K.Key_F9)
    assert "no other span at the caret" in window.notice.words
    window.view.move_caret(TEXT.index("Lamirande"))
    press(window, K.Key_Return)
    assert related(window) == [("SAID_BY", "FACTUAL", "PERSON")]


def test_several_types_are_offered_by_keys(window: MainWindow, spans: dict[str, str]) -> None:
    relate(window, spans["FACTUAL"], spans["OPINION"])
    assert "From “Iraq is safe” to “Iraq waits”" in window.notice.words
    assert related(window) == []
    press(window, K.Key_2)
    assert related(window) == [("ATTACKS", "FACTUAL", "OPINION")]
    assert window.view.pinned == frozenset()


def test_a_type_that_is_set_already_is_not_offered_again(window: MainWindow, spans: dict[str, str]) -> None:
    for _ in range(2):
        relate(window, spans["FACTUAL"], spans["OPINION"])
        press(window, K.Key_1)
    assert related(window) == [("SUPPORTS", "FACTUAL", "OPINION"), ("ATTACKS", "FACTUAL", "OPINION")]
    relate(window, spans["FACTUAL"], spans["OPINION"])
    assert "in every way that the scheme allows" in window.notice.words


def test_many_types_are_offered_a_few_at_a_time(window: MainWindow, spans: dict[str, str]) -> None:
    more = tuple(RelationType(name=f"LINK_{number}") for number in range(1, 8))
    scheme = replace(window.desk.scheme, relations=more)
    window.desk.execute(ReplaceScheme(scheme))
    relate(window, spans["FACTUAL"], spans["AD"])
    press(window, K.Key_0)
    press(window, K.Key_2)
    assert related(window) == [("LINK_7", "FACTUAL", "AD")]


def test_f9_takes_the_span_at_the_caret_or_says_that_there_is_none(window: MainWindow, spans: dict[str, str]) -> None:
    window.view.move_caret(TEXT.index("reacted"))
    press(window, K.Key_F9)
    assert "no span at the caret" in window.notice.words
    window.view.move_caret(TEXT.index("Lamirande"))
    press(window, K.Key_F9)
    assert "From PERSON" in window.notice.words


def test_the_other_way_round_is_offered(window: MainWindow, spans: dict[str, str]) -> None:
    relate(window, spans["PERSON"], spans["FACTUAL"])
    assert "the other way round" in window.notice.words
    press(window, K.Key_Escape)
    assert "From PERSON" in window.notice.words
    press(window, K.Key_F9)
    press(window, K.Key_1)
    assert related(window) == [("SAID_BY", "FACTUAL", "PERSON")]


def test_what_the_scheme_does_not_allow_is_said(window: MainWindow, spans: dict[str, str]) -> None:
    relate(window, spans["FACTUAL"], spans["AD"])
    assert "No relation goes from FACTUAL to AD; the scheme allows FACTUAL SAID_BY to PERSON" in window.notice.words
    window.desk.select(spans["PERSON"])
    press(window, K.Key_F9)
    assert related(window) == [("SAID_BY", "FACTUAL", "PERSON")]
    relate(window, spans["FACTUAL"], spans["PERSON"])
    assert "related as SAID_BY already" in window.notice.words
    press(window, K.Key_Escape)
    assert window.view.pinned == frozenset()
    assert len(related(window)) == 1


def test_one_mode_ends_the_other(window: MainWindow, spans: dict[str, str]) -> None:
    window.desk.select(spans["FACTUAL"])
    press(window, K.Key_Plus)
    press(window, K.Key_F9)
    assert "From FACTUAL" in window.notice.words
    press(window, K.Key_Escape)
    assert window.notice.words == ""
    press(window, K.Key_F9)
    press(window, K.Key_Delete)
    assert (window.notice.words, window.view.pinned) == ("", frozenset())


def center(window: MainWindow, words: str) -> QPoint:
    start = TEXT.index(words)
    return window.view.range_boxes(start, start + len(words))[0].center().toPoint()


def caption(window: MainWindow, span: str) -> QPoint:
    """Return the middle of a span's label, in the gutter or over its words."""
    wide(window)
    view = window.view
    gutter = view._gutter_now()
    assert gutter is not None
    for sign in gutter.captions:
        if sign.bracket.piece.span.id == span:
            return sign.box.center().toPoint()
    for _, y, layout in view._visible or []:
        for each in layout.marks.captions:
            if each.piece.span.id == span:
                assert view._page is not None
                return QPoint(round(view._page.left + each.left + each.width / 2),
                              round(y - view._scroll() + layout.caption_base(each) - 3))
    raise AssertionError("no caption is in sight")


def drag(window: MainWindow, start: QPoint, end: QPoint) -> None:
    port = window.view.viewport()
    QTest.mousePress(port, LEFT, pos=start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    assert window.view._rubber is not None
    QTest.mouseRelease(port, LEFT, pos=end)
    assert window.view._rubber is None


def test_a_label_dragged_onto_a_span_relates_them(window: MainWindow, spans: dict[str, str]) -> None:
    drag(window, caption(window, spans["FACTUAL"]), center(window, "Jessica"))
    assert related(window) == [("SAID_BY", "FACTUAL", "PERSON")]
    assert window.view.selection() is None
    drag(window, caption(window, spans["PERSON"]), center(window, "waits"))
    press(window, K.Key_1)
    assert related(window)[1] == ("SAID_BY", "OPINION", "PERSON")
    drag(window, caption(window, spans["OPINION"]), caption(window, spans["FACTUAL"]))
    press(window, K.Key_1)
    assert related(window)[2] == ("SUPPORTS", "OPINION", "FACTUAL")


def test_a_drag_onto_nothing_or_given_up_relates_nothing(window: MainWindow, spans: dict[str, str]) -> None:
    drag(window, caption(window, spans["FACTUAL"]), center(window, "reacted"))
    port = window.view.viewport()
    QTest.mousePress(port, LEFT, pos=caption(window, spans["FACTUAL"]))
    QTest.mouseMove(port, center(window, "Jessica"))
    press(window, K.Key_Escape)
    QTest.mouseRelease(port, LEFT, pos=center(window, "Jessica"))
    assert related(window) == []
    drag(window, caption(window, spans["FACTUAL"]), center(window, "is safe"))
    assert window.desk.selected == spans["FACTUAL"]
    QTest.mouseClick(port, LEFT, pos=caption(window, spans["PERSON"]))
    assert window.desk.selected == spans["PERSON"]
    assert related(window) == []


def test_deleting_a_span_names_its_relations(window: MainWindow, spans: dict[str, str]) -> None:
    relate(window, spans["FACTUAL"], spans["PERSON"])
    window.notice.dismiss()
    relate(window, spans["OPINION"], spans["PERSON"])
    window.desk.select(spans["PERSON"])
    press(window, K.Key_Delete)
    assert window.notice.words == ("Deleted “Jessica Lamirande” and its 2 relations: SAID_BY ← “Iraq is safe”, "
                                   "SAID_BY ← “Iraq waits”. Ctrl+Z brings them back.")
    assert window.actions_["edit.undo"].text() == "&Undo: delete span and 2 relations"
    assert related(window) == []
    QTest.keyClick(window, K.Key_Z, M.ControlModifier)
    assert len(related(window)) == 2
    assert len(window.desk.relations.of(spans["PERSON"])) == 2


def test_relabelling_offers_to_remove_what_would_not_fit(window: MainWindow, spans: dict[str, str]) -> None:
    relate(window, spans["FACTUAL"], spans["PERSON"])
    window.desk.select(spans["PERSON"])
    press(window, K.Key_3)
    assert related(window) == [("SAID_BY", "FACTUAL", "ORG")]
    press(window, K.Key_8)
    assert "As DATE, “Jessica Lamirande” could not keep its relation SAID_BY ← “Iraq is safe”." in window.notice.words
    press(window, K.Key_Escape)
    assert ("ORG", "Jessica Lamirande") in quotes(window)
    press(window, K.Key_8)
    press(window, K.Key_Return)
    assert ("DATE", "Jessica Lamirande") in quotes(window)
    assert related(window) == []
    QTest.keyClick(window, K.Key_Z, M.ControlModifier)
    assert related(window) == [("SAID_BY", "FACTUAL", "ORG")]


def test_another_article_shows_its_own_relations(window: MainWindow, spans: dict[str, str]) -> None:
    relate(window, spans["FACTUAL"], spans["PERSON"])
    QTest.keyClick(window, K.Key_PageDown, M.ControlModifier)
    assert len(window.desk.relations) == 0
    QTest.keyClick(window, K.Key_PageUp, M.ControlModifier)
    assert len(window.desk.relations) == 1
    assert len(window.view._routes_now().routes) == 1
