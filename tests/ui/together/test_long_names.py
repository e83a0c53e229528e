"""Long names of labels, layers and attributes, long words and many fragments: the inspector stays as wide as it is."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.operations.project import ReplaceScheme
from annotator.domain.scheme import Attribute, Label, Layer, Scheme
from annotator.ui.elided import ElidedLabel
from annotator.ui.main_window import MainWindow
from tests.ui.acting import K
from tests.ui.conftest import press, select

LONG = "a name that goes on and on, without an end in sight"


def test_nothing_is_out_of_sight_at_the_right(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1280, 720)
    asked = tuple(Attribute(name=f"{LONG} {number}", type="choice", values=(LONG, "b" + LONG)) for number in range(9))
    label = Label(name="A_LABEL_WITH_A_VERY_LONG_NAME_INDEED_YES", key="1", attributes=asked)
    layer = Layer(name=LONG, form="band", labels=(label,))
    window.desk.execute(ReplaceScheme(replace(Scheme(), layers=(layer,))))
    select(window, "Ottawa")
    press(window, K.Key_1)
    QApplication.processEvents()
    inspector = window.inspector
    qtbot.waitUntil(lambda: inspector.widget().width() == inspector.viewport().width())
    assert inspector.horizontalScrollBar().maximum() == 0
    titles = [each for each in inspector.findChildren(ElidedLabel) if each.text().startswith(label.name)]
    assert [each.shown.endswith("…") for each in titles] == [True]


def test_a_long_address_is_broken_into_lines(window: MainWindow, qtbot: QtBot) -> None:
    assert window.desk.article is not None
    select(window, "advertisement")
    press(window, K.Key_1)
    span = window.desk.selected_span
    assert span is not None
    window.inspector._page.show_span(replace(span, quote="https://example.org/" + "a" * 300))
    QApplication.processEvents()
    qtbot.waitUntil(lambda: window.inspector.widget().width() == window.inspector.viewport().width())
    assert window.inspector.horizontalScrollBar().maximum() == 0
