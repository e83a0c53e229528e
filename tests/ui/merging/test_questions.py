"""What must be said before a merge is asked in one dialog, and only where there is something to ask."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLabel, QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from annotator.domain.scheme import Label
from annotator.ui.main_window import MainWindow
from annotator.ui.merging.questions import QuestionDialog
from tests.ui.acting import Answering, K, standard
from tests.ui.conftest import TEXT, press, quotes, select
from tests.ui.merging.conftest import Colleague, labels
from tests.ui.merging.test_merging import merge

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")  # as the offscreen one says
OK = QDialogButtonBox.StandardButton.Ok


def asked(window: MainWindow, qtbot: QtBot, path: Path, act: Callable[[QuestionDialog], None]) -> None:
    """Merge a file and answer."""
    answering = Answering(QuestionDialog, act)
    merge(window, qtbot, path)
    qtbot.waitUntil(lambda: answering.shown > 0 and not window.merging.busy)


def agree(dialog: QuestionDialog) -> None:
    QTest.keyClick(standard(dialog, OK), K.Key_Return)


def words(dialog: QuestionDialog) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel))


@pytest.fixture
def labelled(colleague: Callable[..., Colleague], window: MainWindow) -> MainWindow:
    """The window, with a span of ana's."""
    select(window, "Canada")
    press(window, K.Key_4)
    return window


def test_one_name_for_two_people(labelled: MainWindow, qtbot: QtBot, colleague: Callable[..., Colleague]) -> None:
    other = colleague("ana", "other")
    other.label("Ottawa", "Iraq")

    def rename(dialog: QuestionDialog) -> None:
        assert "Both files have annotations by ana that do not stem from one another." in words(dialog)
        (field,) = dialog.findChildren(QLineEdit)
        assert field.text() == "ana 2"
        field.clear()
        assert not standard(dialog, OK).isEnabled()
        assert "Say a name first." in words(dialog)
        QTest.keyClicks(field, "anna")
        agree(dialog)

    asked(labelled, qtbot, other.path, rename)
    assert labelled.notice.words == "anna: 1 article, 2 spans."
    assert set(labels(labelled, "anna")) == {"Ottawa", "Iraq"}
    assert quotes(labelled) == [("GPE", "Canada")]


def test_the_same_person_gets_conflicts(labelled: MainWindow, qtbot: QtBot,
                                        colleague: Callable[..., Colleague]) -> None:
    other = colleague("ana", "other")
    other.label("Ottawa")

    def same(dialog: QuestionDialog) -> None:
        dialog.findChildren(QRadioButton)[1].click()
        agree(dialog)

    asked(labelled, qtbot, other.path, same)
    assert labelled.notice.words == "1 conflict."
    assert quotes(labelled) == [("GPE", "Canada")]


def test_leaving_the_question_merges_nothing(labelled: MainWindow, qtbot: QtBot,
                                             colleague: Callable[..., Colleague]) -> None:
    other = colleague("ana", "other")
    other.label("Ottawa")
    asked(labelled, qtbot, other.path, lambda dialog: QTest.keyClick(dialog, K.Key_Escape))
    assert labelled.notice.words == "Nothing was merged."
    assert quotes(labelled) == [("GPE", "Canada")]


def test_annotations_that_name_nobody(labelled: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """A name that is here is then asked about in turn."""
    (tmp_path / "f.jsonl").write_text(json.dumps(
        {"text": TEXT, "spans": [{"id": "s", "start": 0, "end": 6, "label": "GPE"}]}) + "\n")
    seen: list[str] = []

    def name(dialog: QuestionDialog) -> None:
        assert not standard(dialog, OK).isEnabled()
        field = dialog.findChildren(QLineEdit)[0]
        QTest.keyClicks(field, "gold")
        assert "The name gold is that of the sets that reviews make; choose another." in words(dialog)
        assert not standard(dialog, OK).isEnabled()
        field.clear()
        QTest.keyClicks(field, "ana")
        seen.append(words(dialog))
        again.append(Answering(QuestionDialog, rename))
        agree(dialog)

    def rename(dialog: QuestionDialog) -> None:
        seen.append(words(dialog))
        agree(dialog)

    again: list[Answering] = []
    asked(labelled, qtbot, tmp_path / "f.jsonl", name)
    qtbot.waitUntil(lambda: bool(again) and again[0].shown > 0 and not labelled.merging.busy)
    assert "f.jsonl does not say it." in seen[0]
    assert "Who is ana?" in seen[1]
    assert labels(labelled, "ana 2") == {"s": "GPE"}


def test_labels_are_mapped_added_or_left_out(window: MainWindow, qtbot: QtBot, cleo: Colleague) -> None:
    scheme = cleo.session.reader.scheme()
    for name in ("Person", "COUNTRY", "DAY"):
        scheme = scheme.with_label("entity", Label(name=name, color="#123456"))
    cleo.do(lambda write: write.put_scheme(scheme))
    cleo.label("Jessica", label="Person")
    cleo.label("Canada", label="COUNTRY")
    cleo.label("Monday", label="DAY")

    def answer(dialog: QuestionDialog) -> None:
        boxes = {box.accessibleName(): box for box in dialog.findChildren(QComboBox)}
        assert list(boxes) == [f"What entity/{name} is here" for name in ("COUNTRY", "DAY", "Person")]
        assert boxes["What entity/Person is here"].currentText() == "PERSON (entity)"
        assert boxes["What entity/COUNTRY is here"].currentText() == "Add it to the scheme"
        assert "3 spans of these labels would come in." in words(dialog)
        boxes["What entity/DAY is here"].setCurrentText("Leave out (1 span not merged)")
        assert "2 spans of these labels would come in." in words(dialog)
        agree(dialog)

    asked(window, qtbot, cleo.path, answer)
    assert labels(window, "cleo") == {"Ottawa": "GPE", "Iraq": "GPE", "Jessica": "PERSON", "Canada": "COUNTRY"}
    assert window.notice.words == "cleo: 1 article, 4 spans; 1 refusal."
    found = window.desk.scheme.find("entity", "COUNTRY")
    assert found is not None
    assert found[1].color == "#123456"
