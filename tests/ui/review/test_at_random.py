"""Any keys in any order while reviewing: nobody's spans are touched, window and file agree, all can be undone."""

import random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.ports import Reader
from annotator.domain.article import SetRef
from annotator.domain.review import GOLD
from annotator.domain.span import Span
from annotator.ui.main_window import MainWindow
from tests.ui.review.conftest import TEXTS, wait

_DECIDING = ("A", "B", "R", "E", "?", "C", "U", ".", ",", "Space", "Return", "Return", "1", "2", "x", "Esc", "Esc",
             "Alt+Left", "Alt+Shift+Right", "Down", "Up", "Tab", "Shift+Tab", "Ctrl+J", "Ctrl+Shift+J", "Ctrl+R",
             "Ctrl+Z", "Ctrl+Shift+Z", "Shift+A", "Delete", "Shift+Right", "Ctrl+Shift+Right", "Ctrl+Home")
_WITH_WINDOWS = ("project.", "scheme.", "article.rename", "article.correct", "help.", "view.text", "view.full",
                 "panel.", "merge.", "feedback.save", "feedback.send", "review.start", "review.list")
_STEPS = 130


@pytest.mark.parametrize("seed", range(6))
def test_any_keys_while_reviewing(compared: MainWindow, qtbot: QtBot, seed: int) -> None:
    window, chance = compared, random.Random(seed)
    window.resize(1300, 850)
    session = window.desk.session
    assert session is not None
    theirs, begun = _spans(session.reader, "ben"), len(session.history())
    commands = [each.id for each in window.actions_.commands if not each.id.startswith(_WITH_WINDOWS)]
    for id in {each.id for each in window.actions_.commands} - set(commands):
        window.actions_[id].triggered.disconnect()
    keys = [key for id in commands for key in window.keymap.keys(id)]
    pressed: list[str] = []
    for _ in range(_STEPS):
        what = chance.choices(("decide", "command", "click", "article"), (75, 17, 5, 3))[0]
        if what == "click":
            room = window.view.viewport().size()
            QTest.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton,
                             pos=QPoint(chance.randrange(room.width()), chance.randrange(room.height())))
        elif what == "article":
            window.view.setFocus()
        else:
            what = chance.choice(_DECIDING if what == "decide" else keys)
            key = QKeySequence(what)[0]  # type: ignore[index]
            QTest.keyClick(QApplication.focusWidget() or window.view, key.key(), key.keyboardModifiers())
        if (palette := QApplication.activeModalWidget()) is not None:
            palette.close()
        pressed.append(what)
        after = " ".join(pressed[-8:])
        assert _spans(session.reader, "ben") == theirs, after
        _check(window, after)
    wait(window, qtbot)
    while sum(step.state == "done" for step in session.history()) > begun:
        session.undo()
    assert not any(_spans(session.reader, GOLD).values())
    assert not any(session.reader.verdicts(SetRef(article, name)) for article in TEXTS for name in ("ana", "ben"))
    _check(window, "undoing all")


def _spans(reader: Reader, annotator: str) -> dict[str, list[Span]]:
    return {article: reader.spans(SetRef(article, annotator)) for article in TEXTS}


def _check(window: MainWindow, after: str) -> None:
    desk, view = window.desk, window.view
    assert desk.session is not None
    if desk.article is None:
        return
    reader = desk.session.reader
    saved = {span.id: span for span in reader.spans(desk.ref)}
    assert desk.spans == saved, after
    shown = {span.id for span in view._spans.kept()}
    if not window.modes.reviewing:
        assert shown == saved.keys(), after
        assert not any(map(view.compared, shown)), after
        return
    reviewing = window.reviewing
    assert shown, after
    assert all(map(view.compared, shown)), after
    rows = reviewing.rows_here()
    assert all(row.article == desk.article.id for row in rows), after
    assert reviewing.current is None or reviewing.current.article == desk.article.id, after
    judged = {(name, each.span) for name in ("ana", "ben") for each in reader.verdicts(SetRef(desk.ref.article, name))
              if each.by == "ana" and each.verdict != "question"}
    for row in rows:
        said = {(name, span.id) for name, span in row.difference.spans.items()} & judged
        assert bool(row.outcome) == bool(said) or row.outcome == "question", (after, row, said)
