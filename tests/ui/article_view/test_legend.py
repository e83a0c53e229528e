"""The legend: every sign with its words, in as much height as the width leaves."""

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from annotator.ui.article_view import DARK, LIGHT, ViewTheme
from annotator.ui.article_view.compared import SIGNS, VERDICT_SIGNS
from annotator.ui.article_view.legend import Legend

from .comparing import COLORS


@pytest.fixture
def legend(qtbot: QtBot) -> Legend:
    legend = Legend(lambda: LIGHT)
    qtbot.addWidget(legend)
    legend.show_sides(list(COLORS.items())[:2])
    return legend


def test_every_sign_and_name_is_explained(legend: Legend) -> None:
    said = legend.accessibleDescription()
    assert said.startswith("Ana, Ben, ≠ other label, ↔ other ends, − only Ana, + not Ana")
    assert all(sign in said for sign in (*SIGNS.values(), *VERDICT_SIGNS.values()))


def test_a_legend_of_nobody_still_explains(legend: Legend) -> None:
    legend.show_sides([])
    assert "− only the first" in legend.accessibleDescription()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_it_is_painted_in_the_colors_of_the_page(qtbot: QtBot, theme: ViewTheme) -> None:
    legend = Legend(lambda: theme)
    qtbot.addWidget(legend)
    legend.show_sides(list(COLORS.items()))
    legend.resize(700, legend.heightForWidth(700))
    with qtbot.waitExposed(legend):
        legend.show()
    image = legend.grab().toImage()
    colors = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert image.pixelColor(2, image.height() - 2) == QColor(theme.page)
    assert len(colors) > 20


def test_narrow_it_takes_more_lines_and_nothing_overlaps(legend: Legend) -> None:
    assert legend.hasHeightForWidth()
    heights = [legend.heightForWidth(width) for width in (160, 400, 1200)]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] > heights[2]
    for width in (160, 400, 1200):
        boxes = [box for _, box in legend._places(width)]
        assert not any(one is not other and one.intersects(other) for one in boxes for other in boxes)
        assert boxes[-1].bottom() <= legend.heightForWidth(width)
    assert legend.sizeHint().height() >= heights[2]
    assert legend.minimumSizeHint().width() <= 160
