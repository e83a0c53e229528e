"""The legend of marks under the article, as long as annotators are compared and until it is hidden."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from annotator.ui.article_view.legend import Legend
from annotator.ui.article_view.view import ArticleView
from annotator.ui.notice import Notice
from annotator.ui.settings import Settings

_SETTING, _OFF = "legend", "off"


class LegendStrip(QWidget):
    """The legend with a button that hides it; whether it is wanted is remembered."""

    def __init__(self, view: ArticleView, notice: Notice, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("legendStrip")
        self._view, self._notice, self._settings = view, notice, settings
        self.legend = Legend(lambda: view.theme)
        self.close_button = QToolButton()
        self.close_button.setText("×")
        self.close_button.setAutoRaise(True)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard's way is the command
        self.close_button.setAccessibleName("Hide the legend of marks")
        self.close_button.setToolTip("Hide the legend")
        self.close_button.clicked.connect(self.turn)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 4, 0)
        row.setSpacing(0)
        row.addWidget(self.legend, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        middle = view.parentWidget()
        column = middle.layout() if middle else None
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.indexOf(view) + 1, self)
        self.hide()

    def follow(self) -> None:
        """Show the legend where annotators are compared and it is wanted, with their names."""
        sides = self._view.sides
        if sides:
            self.legend.show_sides(sides)
        self.setVisible(bool(sides) and self._settings.text(_SETTING) != _OFF)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Go on with the page under the article, below a hairline."""
        painter, theme = QPainter(self), self._view.theme
        painter.fillRect(self.rect(), QColor(theme.page))
        painter.fillRect(QRect(0, 0, self.width(), 1), QColor(theme.rule))

    def turn(self) -> None:
        """Hide the legend, or show it again."""
        hide = self.isVisible()
        self._settings.put(_SETTING, _OFF if hide else "on")
        self.follow()
        if hide:
            self._notice.tell(f"The legend is hidden. {self._notice.way('view.legend')} shows it again.")
