"""The other occurrences in the window: found, walked, labelled all at once or one by one, by keys alone."""

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.app.importing import ImportOptions, Source, import_files
from annotator.app.operations.project import RemoveArticles, ReplaceScheme
from annotator.app.operations.text import CorrectText
from annotator.app.session import Session
from annotator.ui.main_window import MainWindow
from annotator.ui.occurrences.delegate import tick_box
from annotator.ui.occurrences.model import Heading, OccurrenceModel, Place
from annotator.ui.occurrences.panel import OccurrencePanel
from tests.ui.conftest import press, saved, select

K, M = Qt.Key, Qt.KeyboardModifier
FIRST = ("😀 Erbil waits. Erbil’s airport, erbil and Erbils.\nERBIL\nThe Bank of Erbil said so.\n"
         "Page 3 of 12\nHe said it will rain.")
SECOND = "News from Erbil. Erbil again.\nPage 4 of 12\nIt will\u00a0rain."
TEXTS = {"a": FIRST, "b": "Nothing of that kind.", "c": SECOND}
BANK = FIRST.index("Bank of Erbil")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Three articles; in the first, ana labelled a bank."""
    lines = [{"id": name, "text": text, "meta": {"title": name.upper()}, "annotator": "ana", "spans": [
        {"start": BANK, "end": BANK + 13, "label": "ORG", "layer": "entity"}] if name == "a" else []}
        for name, text in TEXTS.items()]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(map(orjson.dumps, lines)))
    path = tmp_path / "work.annotator"
    session = Session(bootstrap.create_project(path), "ana")
    import_files(session, bootstrap.formats(), [Source(tmp_path / "in.jsonl")], ImportOptions())
    session.close()
    return path


class Queue:
    """The queue of a window, as a user meets it."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot

    @property
    def panel(self) -> OccurrencePanel:
        return self.window.occurrences.holder.findChildren(OccurrencePanel)[0]

    @property
    def model(self) -> OccurrenceModel:
        model = self.panel.list.model()
        assert isinstance(model, OccurrenceModel)
        return model

    @property
    def line(self) -> str:
        return self.panel._summary.text()

    def open(self, word: str, key: Qt.Key, text: str = FIRST) -> None:
        """Label a word and look for the others."""
        select(self.window, word, text)
        press(self.window, key)
        press(self.window, K.Key_L, M.ControlModifier)
        self.wait()

    def wait(self) -> None:
        """Wait for the end of the search."""
        self._qtbot.waitUntil(lambda: bool(self.line) and "looking" not in self.line)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = M.NoModifier) -> None:
        """Press a key where the keyboard is."""
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, modifier)

    def turn(self, key: Qt.Key) -> None:
        """Turn an option with its key, and wait for the new search."""
        with self._qtbot.waitSignal(self.panel.options_changed):
            self.key(key, M.AltModifier)
        self.wait()

    @property
    def places(self) -> list[tuple[str, int, bool, str]]:
        """Article, start, tick and remark of each place in the list."""
        return [(row.candidate.article, row.candidate.start, row.ticked, row.remark)
                for row in self.model.rows if isinstance(row, Place)]

    @property
    def shown(self) -> bool:
        return not self.window.docks["occurrences"].visibleRegion().isEmpty()


@pytest.fixture
def queue(make_window: Callable[[Path | None], MainWindow], project: Path, qtbot: QtBot) -> Queue:
    return Queue(make_window(project), qtbot)


def starts(word: str, text: str = FIRST) -> list[int]:
    return [n for n in range(len(text)) if text.startswith(word, n)]


def hits(window: MainWindow) -> list[tuple[int, int]]:
    return window.view._hits.ranges


def quotes(window: MainWindow, article: str) -> list[str]:
    return [span.quote for span in saved(window, article) if span.label == "GPE"]


def test_nothing_of_it_is_there_before_it_is_wanted(queue: Queue) -> None:
    assert not queue.shown
    assert queue.window.occurrences.holder.findChildren(OccurrencePanel) == []


def test_the_places_of_the_article_are_listed_and_outlined(queue: Queue) -> None:
    queue.open("Erbil", K.Key_4)
    assert queue.shown
    assert QApplication.focusWidget() is queue.panel.list
    assert queue.places == [("a", starts("Erbil")[1], True, ""), ("a", FIRST.index("ERBIL"), True, ""),
                            ("a", FIRST.index("Erbil said"), False, "inside ORG")]
    assert queue.line == "3 places, 2 ticked"
    assert [start for start, _ in hits(queue.window)] == [starts("Erbil")[1], FIRST.index("ERBIL")]
    assert "Label 2" in queue.panel.label_all.text()


def test_all_are_labeled_with_one_key_and_taken_back_with_one(queue: Queue) -> None:
    queue.open("Erbil", K.Key_4)
    queue.turn(K.Key_J)
    assert queue.line == "5 places in 2 articles, 4 ticked"
    queue.key(K.Key_Return, M.ControlModifier)
    assert (quotes(queue.window, "a"), quotes(queue.window, "c")) == (["Erbil", "Erbil", "ERBIL"], ["Erbil", "Erbil"])
    assert {span.origin for span in saved(queue.window, "c")} == {"propagated"}
    assert queue.window.notice.words == "4 labeled in 2 articles. Ctrl+Z takes all of them back."
    assert not queue.shown
    assert queue.window.view.hasFocus()
    assert hits(queue.window) == []
    assert queue.window.actions_["edit.undo"].text() == "&Undo: label 4 others GPE"
    assert queue.window.desk.set.status == "in_progress"
    queue.key(K.Key_Z, M.ControlModifier)
    assert (quotes(queue.window, "a"), quotes(queue.window, "c")) == (["Erbil"], [])
    queue.key(K.Key_Z, M.ControlModifier | M.ShiftModifier)
    assert len(quotes(queue.window, "c")) == 2


def test_one_by_one_labels_leaves_and_walks_into_other_articles(queue: Queue) -> None:
    queue.open("Erbil", K.Key_4)
    queue.turn(K.Key_J)
    queue.key(K.Key_Return)
    assert quotes(queue.window, "a") == ["Erbil", "Erbil"]
    assert queue.places[0][2:] == (False, "labeled")
    queue.key(K.Key_Minus)
    queue.key(K.Key_Delete)
    assert queue.window.desk.article is not None
    assert queue.window.desk.article.id == "c"
    assert hits(queue.window) == [(place, place + 5) for place in starts("Erbil", SECOND)]
    assert queue.window.view._hits.current == (SECOND.index("Erbil"), SECOND.index("Erbil") + 5)
    queue.key(K.Key_Plus)
    queue.key(K.Key_Minus)
    assert "last place" in queue.window.notice.words
    assert quotes(queue.window, "c") == ["Erbil"]
    assert queue.line == "5 places in 2 articles, 0 ticked"
    queue.key(K.Key_Return, M.ControlModifier)
    assert "No place is ticked" in queue.window.notice.words
    queue.key(K.Key_Escape)
    assert not queue.shown
    assert queue.window.view.hasFocus()
    assert hits(queue.window) == []


def test_what_is_undone_is_a_candidate_again(queue: Queue) -> None:
    queue.open("Erbil", K.Key_4)
    queue.key(K.Key_Return)
    queue.key(K.Key_Z, M.ControlModifier)
    assert queue.places[0][2:] == (True, "")
    queue.key(K.Key_Up)
    queue.key(K.Key_Return)
    assert len(quotes(queue.window, "a")) == 2


def test_a_labeled_place_is_passed_over(queue: Queue) -> None:
    queue.open("Erbil", K.Key_4)
    queue.key(K.Key_Return)
    queue.key(K.Key_Up)
    queue.key(K.Key_Space)
    queue.key(K.Key_Return)
    assert len(quotes(queue.window, "a")) == 2
    assert queue.panel.list.currentIndex().row() == 2


def test_ticks_are_turned_by_space_mouse_and_all_at_once(queue: Queue) -> None:
    queue.open("Erbil", K.Key_4)
    queue.key(K.Key_Space)
    assert [place[2] for place in queue.places] == [False, True, False]
    queue.key(K.Key_A, M.ControlModifier)
    assert [place[2] for place in queue.places] == [True, True, False]
    places = queue.panel.list
    box = tick_box(places.visualRect(queue.model.index(3))).center().toPoint()
    QTest.mouseClick(places.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert [place[2] for place in queue.places] == [True, True, True]
    QTest.mouseClick(places.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.x() + 60, box.y()))
    assert [place[2] for place in queue.places] == [True, True, True]
    queue.key(K.Key_A, M.ControlModifier)
    assert queue.line == "3 places, 0 ticked"
    queue.key(K.Key_Q)
    assert len(saved(queue.window)) == 2


def test_options_are_turned_by_their_keys_and_kept(queue: Queue) -> None:
    queue.open("Erbil", K.Key_4)
    queue.turn(K.Key_C)
    assert FIRST.index("erbil") in [start for _, start, _, _ in queue.places]
    assert QApplication.focusWidget() is queue.panel.list
    queue.turn(K.Key_N)
    assert FIRST.index("Erbils") in [start for _, start, _, _ in queue.places]
    queue.key(K.Key_Escape)
    press(queue.window, K.Key_L, M.ControlModifier)
    queue.wait()
    assert len(queue.places) == 5


def test_boilerplate_is_found_with_other_numbers(queue: Queue) -> None:
    queue.open("Page 3 of 12", K.Key_G)
    assert queue.line == "Nothing found"
    assert "nowhere else in this article" in queue.panel._message.text()
    queue.turn(K.Key_J)
    assert queue.places == [("c", SECOND.index("Page"), True, "")]
    assert queue.window.desk.article is not None
    assert queue.window.desk.article.id == "a"  # nobody asked to leave it
    queue.key(K.Key_Return, M.ControlModifier)
    assert [span.quote for span in saved(queue.window, "c")] == ["Page 4 of 12"]
    assert "1 labeled in 1 article. Ctrl+Z takes it back." in queue.window.notice.words


def test_claims_may_take_the_answers_along(queue: Queue) -> None:
    select(queue.window, "it will rain", FIRST)
    press(queue.window, K.Key_E)
    span = queue.window.desk.selected_span
    assert span is not None
    from annotator.app.operations.spans import SetAttribute

    queue.window.desk.execute(SetAttribute(queue.window.desk.ref, span.id, "checkworthy", "yes"))
    press(queue.window, K.Key_L, M.ControlModifier)
    queue.turn(K.Key_J)
    queue.key(K.Key_B, M.AltModifier)
    queue._qtbot.waitUntil(lambda: queue.panel.same_answers)
    queue.key(K.Key_Return, M.ControlModifier)
    found = saved(queue.window, "c")[0]
    assert (found.quote, found.attributes["checkworthy"]) == ("It will\u00a0rain", "yes")


def test_without_a_selected_span_the_one_at_the_caret_is_taken_or_none(queue: Queue) -> None:
    press(queue.window, K.Key_L, M.ControlModifier)
    assert "Select a span first" in queue.window.notice.words
    assert not queue.shown
    queue.window.view.set_selection(BANK + 1, BANK + 1)
    press(queue.window, K.Key_L, M.ControlModifier)
    queue.wait()
    assert queue.panel._title.text() == "ORG “Bank of Erbil”"


def test_the_inspector_counts_and_opens(queue: Queue, qtbot: QtBot) -> None:
    select(queue.window, "Erbil", FIRST)
    press(queue.window, K.Key_4)
    button = next(each for each in queue.window.inspector.findChildren(QPushButton) if "Ctrl+L" in each.text())
    qtbot.waitUntil(lambda: button.text().startswith("Label 2 other “Erbil”"))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    queue.wait()
    assert len(queue.places) == 3
    queue.key(K.Key_Return)
    qtbot.waitUntil(lambda: button.text().startswith("Label 1 other “Erbil”"))
    queue.key(K.Key_Return)
    qtbot.waitUntil(lambda: button.text().startswith("Find other “Erbil”"))


def test_f6_reaches_it_and_esc_in_the_article_puts_it_away(queue: Queue) -> None:
    queue.open("Erbil", K.Key_4)
    queue.window.view.setFocus()
    for _ in range(2):
        queue.key(K.Key_F6)
    assert QApplication.focusWidget() is queue.panel.list
    queue.window.view.setFocus()
    for _ in range(3):
        queue.key(K.Key_Escape)
    assert not queue.shown
    assert hits(queue.window) == []


def test_shown_without_a_search_it_says_what_to_do(queue: Queue) -> None:
    queue.window.docks["occurrences"].toggleViewAction().trigger()
    queue.window.docks["occurrences"].raise_()
    queue._qtbot.waitUntil(lambda: queue.shown)
    assert "press Ctrl+L" in queue.panel._message.text()
    assert not queue.panel.label_all.isEnabled()
    queue.panel.list.setFocus()
    queue.key(K.Key_Return)
    queue.key(K.Key_Escape)
    assert queue.window.view.hasFocus()
    assert not queue.shown


def test_it_is_not_there_at_the_next_start(queue: Queue, make_window: Callable[[Path | None], MainWindow],
                                           project: Path) -> None:
    queue.open("Erbil", K.Key_4)
    queue.window.close()
    again = make_window(project)
    assert again.docks["occurrences"].isHidden()


def test_hidden_it_is_closed(queue: Queue) -> None:
    queue.open("Erbil", K.Key_4)
    queue.window.docks["occurrences"].toggleViewAction().trigger()
    assert hits(queue.window) == []


def test_places_whose_article_went_are_searched_anew(queue: Queue) -> None:
    queue.open("Erbil", K.Key_4)
    queue.turn(K.Key_J)
    queue.window.desk.execute(RemoveArticles(["c"]))
    queue.wait()
    assert {place[0] for place in queue.places} == {"a"}
    queue.window.desk.execute(RemoveArticles(["a"]))
    assert not queue.shown


def test_a_corrected_text_is_searched_anew(queue: Queue) -> None:
    queue.open("Erbil", K.Key_4)
    corrected = "Yes, yes. " + FIRST
    queue.window.desk.execute(CorrectText("a", FIRST, corrected))
    queue.wait()
    assert [start for _, start, _, _ in queue.places] == [
        starts("Erbil", corrected)[1], corrected.index("ERBIL"), corrected.index("Erbil said")]
    assert [start for start, _ in hits(queue.window)] == [starts("Erbil", corrected)[1], corrected.index("ERBIL")]
    queue.window.desk.execute(CorrectText("a", corrected, corrected.replace("Erbil waits", "Arbil waits")))
    assert not queue.shown  # the span has other words now


def test_a_change_of_the_scheme_searches_anew(queue: Queue) -> None:
    queue.open("Erbil", K.Key_4)
    queue.window.desk.execute(ReplaceScheme(queue.window.desk.scheme.with_label(
        "entity", queue.window.desk.scheme.layers[0].labels[0].__class__(name="CITY"))))
    queue.wait()
    assert len(queue.places) == 3


def test_another_project_puts_it_away(queue: Queue) -> None:
    queue.open("Erbil", K.Key_4)
    queue.window.desk.change_annotator("bob")
    assert not queue.shown
    assert queue.model.rows == []


def test_screen_readers_hear_tick_remark_and_words(queue: Queue) -> None:
    queue.open("Erbil", K.Key_4)
    queue.key(K.Key_Return)
    spoken = [queue.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)]
    assert spoken == ["A", "labeled: 😀 Erbil waits. Erbil’s airport, erbil and Erbils.", "ticked: ERBIL",
                      "not ticked, inside ORG: The Bank of Erbil said so."]
    assert isinstance(queue.model.rows[0], Heading)


def test_words_stand_one_under_the_other_in_bold(queue: Queue) -> None:
    queue.open("Erbil", K.Key_4)
    shot = queue.panel.list.viewport().grab().toImage()
    ink = queue.panel.palette().text().color().rgb()

    def first(row: int) -> int:
        rect = queue.panel.list.visualRect(queue.model.index(row))
        return next(x for x in range(30, rect.width()) for y in range(rect.top(), rect.bottom())
                    if shot.pixelColor(x, y).rgb() == ink)

    assert abs(first(1) - first(3)) <= 1
    assert first(1) > 60
    assert first(2) < 60  # nothing stands before it
