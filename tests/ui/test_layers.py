"""Layers shown, hidden and in focus, by key: what is painted, clicked and walked changes, the file does not."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.main_window import MainWindow
from annotator.ui.panels.layer_heading import LayerHeading
from tests.ui.conftest import TEXT, press, quotes, saved, select

K, M = Qt.Key, Qt.KeyboardModifier
CLAIM = "“Iraq is safe,” said Jessica Lamirande."


def label_two(window: MainWindow) -> None:
    """A person inside a claim."""
    select(window, CLAIM)
    press(window, K.Key_Q)
    select(window, "Jessica")
    press(window, K.Key_1)
    press(window, K.Key_Escape)
    window.view.set_selection(0, 0)


def picture(window: MainWindow) -> QImage:
    """Return what the view paints once the notice under it, which takes room, has gone."""
    window.notice.dismiss()
    QApplication.processEvents()
    return window.view.viewport().grab().toImage()


def color_behind(window: MainWindow, word: str) -> QColor:
    """Return the color in the upper left corner of a word's box, where a band would be."""
    image = picture(window)
    box = window.view.range_boxes(TEXT.index(word), TEXT.index(word) + len(word))[0]
    return image.pixelColor(int(box.left()) + 1, int(box.top() + box.height() * 0.3))


def click_on(window: MainWindow, word: str) -> None:
    box = window.view.range_boxes(TEXT.index(word), TEXT.index(word) + len(word))[0]
    QTest.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton,
                     pos=QPoint(int(box.center().x()), int(box.center().y())))


def test_a_hidden_layer_is_not_painted_and_comes_back(wide_window: MainWindow) -> None:
    window = wide_window
    bare = color_behind(window, "Jessica")
    label_two(window)
    painted = picture(window)
    assert color_behind(window, "Jessica") != bare
    press(window, K.Key_1, M.AltModifier)
    assert "entity is hidden" in window.notice.words
    assert color_behind(window, "Jessica") == bare
    assert window.status._layers.text() == "hidden: entity"
    assert len(saved(window)) == 2
    press(window, K.Key_1, M.AltModifier)
    assert picture(window) == painted
    assert not window.status._layers.isVisible()


def test_a_span_of_a_hidden_layer_is_neither_clicked_nor_walked_to(wide_window: MainWindow) -> None:
    window = wide_window
    label_two(window)
    press(window, K.Key_1, M.AltModifier)
    click_on(window, "Jessica")
    assert window.desk.selected_span is not None
    assert window.desk.selected_span.label == "FACTUAL"
    press(window, K.Key_Escape)
    window.view.set_selection(0, 0)
    press(window, K.Key_Period)
    press(window, K.Key_Period)
    assert window.desk.selected_span.label == "FACTUAL"


def test_hiding_the_layer_of_the_selected_span_lets_go_of_it(wide_window: MainWindow) -> None:
    window = wide_window
    label_two(window)
    click_on(window, "Jessica")
    assert window.desk.selected_span is not None
    press(window, K.Key_1, M.AltModifier)
    assert window.desk.selected_span is None
    press(window, K.Key_Delete)
    assert len(saved(window)) == 2


def test_labelling_in_a_hidden_layer_shows_it_again(wide_window: MainWindow) -> None:
    window = wide_window
    press(window, K.Key_1, M.AltModifier)
    bare = color_behind(window, "Ottawa")
    select(window, "Ottawa")
    press(window, K.Key_4)
    assert quotes(window) == [("GPE", "Ottawa")]
    assert "entity is shown again" in window.notice.words
    press(window, K.Key_Escape)
    window.desk.select(None)
    window.view.set_selection(len(TEXT), len(TEXT))
    assert color_behind(window, "Ottawa") != bare


def test_the_layer_in_focus_stands_out_and_is_walked_alone(wide_window: MainWindow) -> None:
    window = wide_window
    label_two(window)
    plain, before = color_behind(window, "Jessica"), picture(window)
    press(window, K.Key_F5)
    assert window.status._layers.text() == "focus: entity"
    assert color_behind(window, "Jessica") == plain
    assert picture(window) != before
    press(window, K.Key_F5)
    faint = color_behind(window, "Jessica")
    assert faint != plain
    page = QColor(window.view.theme.page)
    assert abs(faint.lightness() - page.lightness()) < abs(plain.lightness() - page.lightness())
    click_on(window, "Jessica")
    assert window.desk.selected_span is not None
    assert window.desk.selected_span.label == "FACTUAL"
    press(window, K.Key_F5, M.ShiftModifier)
    window.view.set_selection(0, 0)
    press(window, K.Key_Period)
    assert window.desk.selected_span.label == "PERSON"
    for _ in range(3):
        press(window, K.Key_F5)
    window.desk.select(None)
    window.view.set_selection(0, 0)
    assert picture(window) == before


def test_a_layer_both_hidden_and_in_focus_is_seen(wide_window: MainWindow) -> None:
    window = wide_window
    label_two(window)
    press(window, K.Key_1, M.AltModifier)
    press(window, K.Key_F5)
    assert window.layers.view.shows("entity")
    press(window, K.Key_0, M.AltModifier)
    assert window.layers.words == ""


def test_outlines_are_firm_and_remembered(wide_window: MainWindow) -> None:
    window = wide_window
    label_two(window)
    box = window.view.range_boxes(TEXT.index("Jessica"), TEXT.index("Jessica") + 7)[0]
    before = picture(window)
    press(window, K.Key_O, M.ControlModifier | M.ShiftModifier)
    after = picture(window)
    y, columns = int(box.center().y()), range(int(box.left()) - 3, int(box.left()) + 1)
    assert (min(after.pixelColor(x, y).lightness() for x in columns)
            < min(before.pixelColor(x, y).lightness() for x in columns) - 30)
    assert window.settings.text("outline_spans") == "yes"
    assert window.actions_["view.outline"].isChecked()


def test_a_click_on_the_heading_hides_the_layer_and_says_so(wide_window: MainWindow) -> None:
    window = wide_window
    label_two(window)
    bare = picture(window)
    heading = window.tags.findChildren(LayerHeading)[0]
    assert heading.accessibleName() == "entity, 1 in this article"
    QTest.mouseClick(heading, Qt.MouseButton.LeftButton)
    assert heading.accessibleName() == "entity, 1 in this article, hidden"
    assert not window.layers.view.shows("entity")
    assert picture(window) != bare
    press(window, K.Key_F5)
    assert heading.accessibleName().endswith("in focus")
    press(window, K.Key_0, M.AltModifier)
    assert heading.accessibleName() == "entity, 1 in this article"
    assert picture(window) == bare


def test_the_menu_names_the_layers_of_the_scheme(wide_window: MainWindow) -> None:
    window = wide_window
    shown = [window.actions_[f"view.layer.{number}"] for number in range(1, 10)]
    assert [action.text() for action in shown if action.isVisible()] == [
        "Show &1 entity", "Show &2 claim", "Show &3 boilerplate"]
    press(window, K.Key_2, M.AltModifier)
    assert [action.isChecked() for action in shown[:3]] == [True, False, True]
