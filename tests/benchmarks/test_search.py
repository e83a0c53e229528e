"""Searching 100,000 articles: from the last key to the first painted hit and to the first page, and the filter."""

import random
import sqlite3
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.app.importing import ImportOptions, Source, import_files
from annotator.app.session import Session
from annotator.domain.article import Article
from annotator.domain.finding import Wanted, find
from annotator.domain.query import ArticleFilter
from annotator.store import word_index
from annotator.ui.main_window import MainWindow
from annotator.ui.settings import Settings
from tests.benchmarks.measure import Times, in_turn, report, timed

_ARTICLES, _LONG = 100_000, 10_000


def words(chance: random.Random, number: int) -> Iterator[str]:
    """Yield a text's words: few common ones, many rare ones, as languages have them."""
    vocabulary = ["".join(chance.choices("etaoinshrdlucmfwypvbgkjqxz", range(26, 0, -1), k=chance.randint(3, 10)))
                  for _ in range(60_000)]
    weights = list(accumulate(1 / (n + 3) for n in range(len(vocabulary))))
    while True:
        yield " ".join(chance.choices(vocabulary, cum_weights=weights, k=number))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of 100,000 short articles; one in a hundred has "ferry", one in all "needle"."""
    path = tmp_path_factory.mktemp("large") / "large.annotator"
    texts = words(random.Random(7), 100)
    project = bootstrap.create_project(path)
    with project.write(annotator="ana", at="2026-01-01T00:00:00Z") as write:
        write.add_articles([
            Article(id=f"a{n}", title=f"Article {n}",
                    text=next(texts) + " ferry" * (n % 100 == 0) + " needle" * (n == 99_000) + " the")
            for n in range(_ARTICLES)])
    project.close()
    return path


@pytest.mark.parametrize("typed", ["needle", "ferry", "the", '"ferry the"', "ferr*", "the -ferry"])
def test_first_hits_painted(large: Path, qtbot: QtBot, typed: str) -> None:
    window = MainWindow(Settings(), bootstrap)
    window.projects.open_at_start(large)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.searching.open()
    panel = window.searching.panel
    panel.field.setText(typed)
    qtbot.waitUntil(lambda: not window.searching.busy, timeout=60_000)
    raw = sqlite3.connect(f"file:{large}?mode=ro", uri=True)
    plain = " AND ".join(f'"{word.strip("-*")}"' for word in typed.replace('"', "").split() if not word.startswith("-"))
    first, page, bare = [], [], []

    def until(rows: int) -> None:
        while panel.model.rowCount() < rows and window.searching.busy:
            QApplication.processEvents()
        panel.list.viewport().repaint()

    for _ in range(7):
        first.append(timed(lambda: (panel.ask(), until(2))))
        wait(window, qtbot)
        page.append(timed(lambda: (panel.ask(), until(1000))))
        wait(window, qtbot)
        bare.append(timed(lambda: raw.execute("SELECT rowid FROM words WHERE words MATCH ?", [plain]).fetchmany(1000)))
    report(f"first hit of {typed} painted, 100,000 articles", Times(first), Times(bare), "100 ms")
    report(f"first page of {typed}, 100,000 articles", Times(page), Times(bare), "-")
    raw.close()
    window.close()


def wait(window: MainWindow, qtbot: QtBot) -> None:
    """Let the search under way end."""
    qtbot.waitUntil(lambda: not window.searching.busy, timeout=60_000)


def test_the_filter_of_the_list(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with bootstrap.open_project(large) as project, project.snapshot() as reader:  # type: ignore[attr-defined]
        for typed in ("needle", "eedl", "the"):
            wanted = ArticleFilter(words=[typed])

            def scan(wanted: ArticleFilter = wanted) -> None:
                with monkeypatch.context() as patch:
                    patch.setattr(word_index, "usable", lambda connection: False)
                    reader.matching("ana", wanted)

            ours, bare = in_turn(lambda wanted=wanted: reader.matching("ana", wanted), scan, 5)
            report(f"filter {typed} (bare: every text looked at)", ours, bare, "-")


def test_import_with_and_without_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import orjson

    source, texts = tmp_path / "articles.jsonl", words(random.Random(3), 800)
    with source.open("wb") as out:
        out.writelines(orjson.dumps({"id": f"a{n}", "text": next(texts)}) + b"\n" for n in range(_LONG))
    sizes = {}

    def imported(name: str) -> None:
        path = tmp_path / f"{name}{len(list(tmp_path.iterdir()))}.annotator"
        session = Session(bootstrap.create_project(path), "ana")
        import_files(session, bootstrap.formats(), [Source(source)], ImportOptions())
        session.close()
        sizes[name] = path.stat().st_size
        path.unlink()

    def without() -> None:
        with monkeypatch.context() as patch:
            patch.setattr(word_index, "TABLE", "CREATE VIRTUAL TABLE words USING none_at_all(held)")
            imported("without")

    ours, bare = in_turn(lambda: imported("with"), without, 3)
    report("import of 10,000 articles of 6 kB (bare: no index)", ours, bare, "ratio 1.35")
    print(f"file {sizes['with'] / 1e6:.1f} MB, without the index {sizes['without'] / 1e6:.1f} MB")


def test_finding_in_a_long_article() -> None:
    text = "The “ferry” to Skerrin sailed again; nobody had waited for it. " * 16_000
    for typed in ("e", "ferry", "nowhere"):
        ours, bare = in_turn(lambda typed=typed: find(text, Wanted(text=typed)),
                             lambda typed=typed: text.casefold().count(typed), 9)
        report(f"finding {typed} in 1 MB (bare: casefold and count)", ours, bare, "50 ms")
