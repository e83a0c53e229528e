"""The article is shown anew while it is read: its place on the screen stays."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from annotator import bootstrap
from annotator.app.importing import ImportOptions, Source, import_files
from annotator.app.operations.project import ReplaceScheme
from annotator.app.session import Session
from annotator.ui.main_window import MainWindow
from tests.ui.acting import K
from tests.ui.conftest import press


def test_a_change_of_the_scheme_does_not_scroll_back_to_the_caret(
        make_window: Callable[[Path | None], MainWindow], tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("\n\n".join(f"Paragraph {n} of many words that go on for a while." for n in range(400)))
    path = tmp_path / "long.annotator"
    session = Session(bootstrap.create_project(path), "ana")
    import_files(session, bootstrap.formats(), [Source(long)], ImportOptions())
    session.close()
    window = make_window(path)
    press(window, K.Key_4)
    bar = window.view.verticalScrollBar()
    bar.setValue(3000)
    QApplication.processEvents()
    place = window.view.grab().toImage()
    scheme = window.desk.scheme
    window.desk.execute(ReplaceScheme(replace(scheme, layers=scheme.layers[::-1])))
    window.notice.dismiss()
    QApplication.processEvents()
    assert bar.value() == 3000
    assert window.view.grab().toImage() == place
