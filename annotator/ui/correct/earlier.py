"""A text as it was before a step of the history, for reading and copying; what differs from today's is marked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from annotator.domain.article import Article
from annotator.domain.draft import Draft
from annotator.domain.edits import edits_between
from annotator.domain.errors import NotFound
from annotator.ui.article_view.metrics import font_of
from annotator.ui.article_view.theme import SERIF
from annotator.ui.correct.background import Background
from annotator.ui.correct.editor import TextEditor
from annotator.ui.desk import Desk

_SIZE = 12.0
"""Size of the text in points."""
_LONG_TEXT = 200_000
"""From so many code points on, the texts are compared in a thread."""


class TextBefore(QDialog):
    """Shows the text of `before`; `now` is the article's text today, None where it was removed."""

    def __init__(self, parent: QWidget, desk: Desk, before: Article, now: str | None) -> None:
        super().__init__(parent)
        self.setObjectName("textBefore")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{before.title or 'Untitled'}: the text before")
        self.resize(820, 640)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setText("Comparing the texts …" if now is not None else
                           "This article was removed from the project. Select the text to copy it.")
        self.text = TextEditor(Draft(before.text), read_only=True)
        self.text.setFont(font_of(SERIF, _SIZE, serif=True))
        self.text.setAccessibleName("Text before the step")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.words)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        self._background = Background(desk)
        self.finished.connect(self._background.end)
        if now is not None:
            self._background.do(lambda: edits_between(now, before.text), self._mark,
                                slow=max(len(now), len(before.text)) >= _LONG_TEXT)

    def _mark(self, edits: tuple) -> None:
        self.text.mark(edits)
        if edits:
            self.text.select(edits[0].new_start, edits[0].new_start)
        places = "1 place" if len(edits) == 1 else f"{len(edits):,} places"
        self.words.setText(f"Differs from today’s text in {places}, marked below. Select the text to copy it."
                           if edits else "The same as today’s text.")


def show_text_before(parent: QWidget, desk: Desk, seq: int) -> bool:
    """Show the text that a step of the history took away; False where the step took none away."""
    if desk.session is None:
        return False
    before = desk.session.reader.text_before(seq)
    if before is None:
        return False
    try:
        now = desk.session.reader.article(before.id).text
    except NotFound:
        now = None
    TextBefore(parent, desk, before, now).open()
    return True
