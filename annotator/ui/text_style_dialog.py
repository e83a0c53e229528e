"""Font, size, pitch of lines and measure of the text, with the article itself as the sample."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QDoubleSpinBox,
    QFontComboBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
)

from annotator.ui.article_view.metrics import font_of
from annotator.ui.article_view.theme import LARGEST, LOOSEST, NARROWEST, SMALLEST, TIGHTEST, WIDEST, TextStyle
from annotator.ui.article_view.view import ArticleView


def show_text_style(view: ArticleView) -> None:
    """Open the dialog over the window of the view, or bring it to the front."""
    window = view.window()
    dialog = window.findChild(TextStyleDialog) or TextStyleDialog(view)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()


class TextStyleDialog(QDialog):
    """Each change is seen at once in the article beside it, which stays usable."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view.window())
        self.setObjectName("textStyle")
        self.setWindowTitle("Font and lines")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._view = view
        self._family, self._size = QFontComboBox(), QDoubleSpinBox()
        self._leading, self._measure = QDoubleSpinBox(), QSpinBox()
        self._build()
        self._put(view.theme.text_style)
        self._family.currentFontChanged.connect(lambda font: self._change(family=font.family()))
        self._size.valueChanged.connect(lambda size: self._change(size=size))
        self._leading.valueChanged.connect(lambda leading: self._change(leading=leading))
        self._measure.valueChanged.connect(lambda measure: self._change(measure=measure))
        view.fontSizeChanged.connect(self._on_zoomed)

    def _build(self) -> None:
        self._size.setRange(SMALLEST, LARGEST)
        self._size.setDecimals(1)
        self._size.setSuffix(" pt")
        self._leading.setRange(TIGHTEST, LOOSEST)
        self._leading.setSingleStep(0.05)
        self._leading.setSuffix(" × size")
        self._measure.setRange(NARROWEST, WIDEST)
        self._measure.setSingleStep(5)
        self._measure.setSuffix(" characters")
        form = QFormLayout()
        for words, field in (("&Font", self._family), ("&Size", self._size), ("&Height of lines", self._leading),
                             ("&Length of lines", self._measure)):
            form.addRow(words, field)
            field.setAccessibleName(words.replace("&", ""))
        usual, close = QPushButton("&Usual"), QPushButton("Close")
        usual.setToolTip("Set everything as it was when the program was new")
        usual.clicked.connect(self._usual)
        close.clicked.connect(self.close)
        close.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(usual)
        row.addStretch()
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addLayout(row)

    def _put(self, style: TextStyle) -> None:
        """Show a style without taking it for the reader's wish."""
        fields = (self._family, self._size, self._leading, self._measure)
        for field in fields:
            field.blockSignals(True)
        font = font_of(self._view.theme.families, style.size, serif=True)
        self._family.setCurrentFont(QFont(style.family) if style.family else font)
        self._size.setValue(style.size)
        self._leading.setValue(style.leading)
        self._measure.setValue(style.measure)
        for field in fields:
            field.blockSignals(False)

    def _change(self, **parts: str | float | int) -> None:
        self._view.set_text_style(replace(self._view.theme.text_style, **parts))  # type: ignore[arg-type]

    def _usual(self) -> None:
        self._view.set_text_style(TextStyle())
        self._put(TextStyle())

    def _on_zoomed(self) -> None:
        self._put(self._view.theme.text_style)
