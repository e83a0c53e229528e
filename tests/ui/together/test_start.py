"""What is there again after a restart."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator import bootstrap
from annotator.app.importing import ImportOptions, Source, import_files
from annotator.app.session import Session
from annotator.ui.main_window import MainWindow


def test_the_article_open_at_the_end_is_in_sight_in_the_list_at_the_start(
        make_window: Callable[[Path | None], MainWindow], tmp_path: Path, qtbot: QtBot) -> None:
    files = [tmp_path / f"{number:02}.txt" for number in range(60)]
    for file in files:
        file.write_text(f"Article {file.stem} of many.", encoding="utf-8")
    path = tmp_path / "many.annotator"
    session = Session(bootstrap.create_project(path), "ana")
    import_files(session, bootstrap.formats(), [Source(file) for file in files],
                 ImportOptions())
    ids = [row.id for row in session.reader.article_rows("ana")]
    session.close()
    first = make_window(path)
    first.desk.open_article(ids[40])
    first.close()
    window = make_window(path)
    articles = window.articles.list
    qtbot.waitUntil(lambda: articles.currentIndex().row() == 40)
    assert articles.viewport().rect().contains(articles.visualRect(articles.currentIndex()))
