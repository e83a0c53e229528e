"""In the window: a label's key to durable and painted, and switching articles in small and large projects."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow
from tests.benchmarks.measure import in_turn, report
from tests.benchmarks.projects import make_project, raw_database
from tests.benchmarks.windows import paint, windows


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Callable[[Path], MainWindow]]:
    with windows(qtbot) as make:
        yield make


def test_key_press_to_durable_and_painted(opened: Callable[[Path], MainWindow], tmp_path: Path) -> None:
    window = opened(make_project(tmp_path / "p.annotator", 3))
    chance, view = random.Random(7), window.view
    paint()
    raw = raw_database(tmp_path / "raw.db")
    plain = QPlainTextEdit(window.desk.article.text if window.desk.article else "")
    plain.resize(view.size())
    plain.show()

    def press() -> None:
        QTest.keyClick(view, Qt.Key.Key_4)
        paint()

    def bare() -> None:
        raw.execute("INSERT INTO spans (start, end, label) VALUES (1, 2, 'GPE')")
        plain.viewport().repaint()

    def take_back() -> None:
        window.desk.undo()
        paint()
        put_caret()

    def put_caret() -> None:
        view.set_selection(place := chance.randrange(50, 1500), place)
        window.desk.select(None)
        paint()

    put_caret()
    before = len(window.desk.spans)
    press()
    assert len(window.desk.spans) == before + 1
    take_back()
    ours, lower = in_turn(press, bare, 200, take_back)
    report("label key to durable and painted, 60 spans", ours, lower, "p95 16 ms")
    plain.close()
    raw.close()


@pytest.mark.parametrize("articles", [100, 20_000])
def test_switching_articles(opened: Callable[[Path], MainWindow], tmp_path: Path, articles: int) -> None:
    window = opened(make_project(tmp_path / "p.annotator", articles))
    chance = random.Random(7)
    paint()
    raw = sqlite3.connect(f"file:{window.desk.session.project.path}?mode=ro", uri=True)  # type: ignore[union-attr]
    plain = QPlainTextEdit()
    plain.resize(window.view.size())
    plain.show()
    step = 1 if articles <= 100 else 100
    wanted = (f"a{chance.randrange(0, articles // step) * step}" for _ in cycle([0]))

    def switch() -> None:
        window.desk.open_article(next(wanted))
        paint()

    def bare() -> None:
        query = "SELECT text FROM texts JOIN articles ON articles.pk = article_pk WHERE id = ?"
        text = raw.execute(query, (next(wanted),)).fetchone()[0]
        plain.setPlainText(text)
        plain.viewport().repaint()

    switch()
    ours, lower = in_turn(switch, bare, 60)
    report(f"switching articles, 60 spans each, project of {articles:,}", ours, lower, "33 ms")
    plain.close()
    raw.close()
