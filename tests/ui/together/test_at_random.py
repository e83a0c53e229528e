"""Any keys in any order, wherever the keyboard goes: window and file say the same, and nothing fails."""

import random
from collections import Counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.operations.scheme_edits import EditScheme
from annotator.app.operations.text import CorrectText
from annotator.app.scheme_preview import preview
from annotator.domain.scheme_edits.base import Edit
from annotator.domain.scheme_edits.labels import RenameLabel, RetireLabel
from annotator.ui.main_window import MainWindow

pytestmark = [pytest.mark.qt_log_ignore("This plugin does not support")]  # the offscreen platform

_KEYS = ("1", "4", "Q", "A", "Esc", "Esc", "Return", "Space", "+", "-", ".", ",", "Shift+Right", "Ctrl+Shift+Right",
         "Ctrl+Shift+Right", "Ctrl+Right", "Down", "Up", "Ctrl+Home", "Ctrl+End", "Shift+Down", "Tab", "Shift+Tab", "i")
_WITH_WINDOWS = ("project.", "scheme.edit", "article.rename", "article.correct", "help.", "view.text", "view.full",
                 "panel.", "merge.open", "review.start")
_STEPS = 150


@pytest.mark.parametrize("seed", range(6))
def test_any_keys_in_any_order(window: MainWindow, qtbot: QtBot, seed: int) -> None:
    chance = random.Random(seed)
    qtbot.waitUntil(window.isActiveWindow)
    window.resize(1300, 850)
    commands = [each.id for each in window.actions_.commands if not each.id.startswith(_WITH_WINDOWS)]
    for id in {each.id for each in window.actions_.commands} - set(commands):
        window.actions_[id].triggered.disconnect()
    keys = [key for id in commands for key in window.keymap.keys(id)]
    pressed: list[str] = []
    for _ in range(_STEPS):
        what = chance.choices(("key", "command", "change", "click", "article"), (62, 31, 3, 2, 2))[0]
        if what == "change":
            change(window, chance)
        elif what == "click":
            room = window.view.viewport().size()
            QTest.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton,
                             pos=QPoint(chance.randrange(room.width()), chance.randrange(room.height())))
        elif what == "article":
            window.view.setFocus()
        else:
            what = chance.choice(_KEYS if what == "key" else keys)
            key = QKeySequence(what)[0]  # type: ignore[index]
            QTest.keyClick(QApplication.focusWidget() or window.view, key.key(), key.keyboardModifiers())
        if (palette := QApplication.activeModalWidget()) is not None:
            palette.close()
        pressed.append(what)
        check(window, " ".join(pressed[-8:]))
    qtbot.waitUntil(lambda: not window.searching.busy)


def change(window: MainWindow, chance: random.Random) -> None:
    """Rename or retire a label, or correct the text."""
    session, article = window.desk.session, window.desk.article
    label = chance.choice(window.desk.scheme.layers[0].labels)
    assert session is not None
    edits: list[Edit] = [chance.choice([RenameLabel("entity", label.name, f"{label.name}x"),
                                        RetireLabel("entity", label.name, not label.retired)])]
    if chance.random() < 0.7:
        losses = [each.losses for each in preview(session.reader, edits)]
        window.desk.execute(EditScheme(session.reader.scheme(), edits, losses))
    elif article is not None:
        window.desk.execute(CorrectText(article.id, article.text, f"More. {article.text}"))


def check(window: MainWindow, after: str) -> None:
    """Compare what the parts of the window hold with the file and with one another."""
    desk, view = window.desk, window.view
    assert desk.session is not None
    armed = window.marker.armed
    assert armed is None or armed in list(desk.scheme.offered()), after
    if desk.article is None:
        return
    saved = {span.id: span for span in desk.session.reader.spans(desk.ref)}
    assert desk.spans == saved, after
    assert {span.id: span for span in view._spans.kept()} == saved, after
    assert +desk.counts == Counter((span.layer, span.label) for span in saved.values()), after
    assert {end for each in desk.relations.values() for end in (each.head, each.tail)} <= saved.keys(), after
    assert view.text == desk.session.reader.article(desk.ref.article).text, after
    assert all(0 <= start < end <= len(view.text) for start, end in view._hits.ranges), after
    assert view.selected == desk.selected, after
    assert desk.selected_span is None or window.layers.view.shows(desk.selected_span.layer), after
    assert not view.pinned or window.notice.prompting, after
    row = next(each for each in window.articles.model.rows if each.id == desk.article.id)
    assert (row.spans, row.status) == (len(saved), desk.set.status), after
