"""Font, size, height and length of lines: seen at once, remembered, and never beyond what can be read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDoubleSpinBox, QFontComboBox, QSpinBox

from annotator.ui.article_view.theme import LOOSEST, WIDEST, TextStyle
from annotator.ui.main_window import MainWindow
from annotator.ui.settings import Settings
from annotator.ui.text_style_dialog import TextStyleDialog
from tests.ui.acting import click
from tests.ui.conftest import TEXT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")
LONG = "About words that fill more than one line of the page, " * 6


@pytest.fixture
def opened(wide_window: MainWindow) -> MainWindow:
    """The window with the dialog beside it."""
    wide_window.actions_["view.text"].trigger()
    return wide_window


def dialog(window: MainWindow) -> TextStyleDialog:
    found = window.findChild(TextStyleDialog)
    assert found is not None
    return found


def spins(window: MainWindow) -> dict[str, QDoubleSpinBox | QSpinBox]:
    found = [*dialog(window).findChildren(QDoubleSpinBox), *dialog(window).findChildren(QSpinBox)]
    return {each.accessibleName(): each for each in found}


def test_size_and_lines_change_the_article_at_once(opened: MainWindow) -> None:
    view = opened.view
    view.set_article("Long", "", LONG)

    def pitch() -> float:
        tops = sorted({box.top() for box in view.range_boxes(0, len(LONG))})
        return tops[1] - tops[0]

    def width() -> float:
        return max(box.right() for box in view.range_boxes(0, len(LONG))) - view.range_boxes(0, 1)[0].left()

    before = pitch(), width(), view.range_boxes(0, 5)[0].width()
    for name in ("Size", "Height of lines"):
        for _ in range(3):
            QTest.keyClick(spins(opened)[name], Qt.Key.Key_Up)
    assert view.range_boxes(0, 5)[0].width() > before[2]
    assert pitch() > before[0]
    spins(opened)["Length of lines"].setValue(50)
    assert width() < before[1]


def test_another_font_is_painted(opened: MainWindow) -> None:
    family = next(name for name in QFontDatabase.families() if "Sans" in name)
    before = opened.view.viewport().grab().toImage()
    dialog(opened).findChildren(QFontComboBox)[0].setCurrentFont(QFont(family))
    assert opened.view.theme.families[0] == family
    assert opened.view.viewport().grab().toImage() != before


def test_what_was_set_is_there_at_the_next_start(opened: MainWindow, project: Path,
                                                 make_window: Callable[[Path | None], MainWindow]) -> None:
    for name, value in (("Size", 17.5), ("Height of lines", 2.5), ("Length of lines", 60)):
        spins(opened)[name].setValue(value)  # type: ignore[arg-type]
    opened.close()
    style = make_window(project).view.theme.text_style
    assert (style.size, style.leading, style.measure) == (17.5, 2.5, 60)


def test_usual_brings_back_what_it_was(opened: MainWindow) -> None:
    spins(opened)["Size"].setValue(30)
    click(dialog(opened), "Usual")
    assert opened.view.theme.text_style == TextStyle()
    assert spins(opened)["Size"].value() == TextStyle().size


def test_the_wheel_and_the_dialog_agree(opened: MainWindow) -> None:
    opened.view.zoom(4)
    assert spins(opened)["Size"].value() == pytest.approx(opened.view.theme.size)


def test_settings_beyond_the_limits_are_brought_inside(project: Path,
                                                       make_window: Callable[[Path | None], MainWindow]) -> None:
    settings = Settings()
    for key, value in (("font_size", "nan"), ("leading", "99"), ("measure", "1e9"), ("font_family", "No Such Font")):
        settings.put(key, value)
    settings.sync()
    window = make_window(project)
    assert window.view.theme.size == TextStyle().size
    assert (window.view.theme.leading, window.view.theme.measure) == (LOOSEST, WIDEST)
    assert window.view.range_boxes(0, len(TEXT))


def test_asking_again_brings_the_same_dialog(opened: MainWindow) -> None:
    opened.actions_["view.text"].trigger()
    assert len(opened.findChildren(TextStyleDialog)) == 1
