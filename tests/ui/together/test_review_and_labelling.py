"""Review mode and what belongs to label mode: one's own spans stay as they are, and each key says what it does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from annotator.ui.main_window import MainWindow
from tests.ui.acting import K, M, ctrl
from tests.ui.conftest import press, select
from tests.ui.review.conftest import ANA, BEN, FIRST, MakeProject, at_hand, begin, keys, spans_of, verdicts
from tests.ui.review.conftest import compared as compared
from tests.ui.review.conftest import make_project as make_project


@pytest.fixture
def used(make_project: MakeProject, make_window: Callable[[Path], MainWindow], qtbot: object) -> MainWindow:
    """Review mode, after a span of one's own was selected in label mode."""
    window = make_window(make_project({"ana": ANA, "ben": BEN}))
    window.desk.select(next(iter(window.desk.spans)))
    assert window.desk.selected_span is not None
    begin(window, qtbot)  # type: ignore[arg-type]
    return window


def test_words_are_never_added_to_a_span_that_was_selected_before_the_review(used: MainWindow) -> None:
    before = spans_of(used, "one", "ana")
    select(used, "noon", FIRST)
    QTest.keyClicks(used.view, "+")
    assert used.notice.words.startswith("E makes a proposal")
    used.view.fragmentDragged.emit(FIRST.index("noon"), FIRST.index("noon") + 4)
    assert used.notice.words.startswith("E makes a proposal")
    assert not used.actions_["label.fragment.add"].isEnabled()
    assert spans_of(used, "one", "ana") == before


def test_words_go_to_the_proposal_that_is_under_way_and_can_be_taken_off_it(compared: MainWindow) -> None:
    keys(compared, "e")
    QTest.keyClicks(compared.view, "-")
    assert "all there is" in compared.notice.words
    QTest.keyClicks(compared.view, "+")
    assert "Select the words to add first" in compared.notice.words
    select(compared, "noon", FIRST)
    QTest.keyClicks(compared.view, "+")
    start = FIRST.index("CAF")
    compared.view.fragmentDragged.emit(start, start + 3)
    QTest.keyClicks(compared.view, "-")
    keys(compared, "\r")
    proposal = verdicts(compared, "one", "ben")["Erbil"].proposal
    assert proposal is not None
    assert proposal.quote == "Erbil noon"
    assert len(proposal.fragments) == 2
    assert [span.quote for span in spans_of(compared, "one", "ben")] == ["Ottawa", "Erbil", "Jessica"]


def test_only_white_space_is_not_added_to_a_proposal(compared: MainWindow) -> None:
    keys(compared, "e")
    start = FIRST.index(" noon")
    compared.view.fragmentDragged.emit(start, start + 1)
    assert compared.notice.words == "Only white space is selected; select some words."


@pytest.mark.parametrize(("key", "held", "words"), [
    (K.Key_M, M.ControlModifier, "there is no marker"), (K.Key_F9, M.NoModifier, "Relations are made in label mode"),
    (K.Key_L, M.ControlModifier, "in label mode"), (K.Key_Delete, M.NoModifier, "Nobody’s spans are changed"),
    (K.Key_Right, M.AltModifier, "Nobody’s spans are changed"), (K.Key_F2, M.NoModifier, "Nobody’s spans are changed")])
def test_keys_of_label_mode_say_what_to_do_instead(used: MainWindow, key: K, held: M, words: str) -> None:
    before = spans_of(used, "one", "ana")
    press(used, key, held)
    assert words in used.notice.words
    assert not used.marker.on
    assert spans_of(used, "one", "ana") == before


def test_what_was_labeled_during_a_review_is_deleted_only_while_it_is_at_hand(compared: MainWindow) -> None:
    select(compared, "noon", FIRST)
    keys(compared, "4")
    assert at_hand(compared) == "noon"
    row = next(row for row in compared.reviewing.rows_here() if row.quote == "Erbil")
    compared.reviewing.choose(row, scroll=False)
    press(compared, K.Key_Delete)
    assert "noon" in [span.quote for span in spans_of(compared, "one", "ana")]
    ctrl(compared, K.Key_Z)
    ctrl(compared, K.Key_Z, M.ShiftModifier)
    select(compared, "Troops", FIRST)
    keys(compared, "4")
    press(compared, K.Key_Delete)
    assert "Troops" not in [span.quote for span in spans_of(compared, "one", "ana")]
