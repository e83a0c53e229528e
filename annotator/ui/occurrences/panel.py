"""The panel of the queue: what is looked for, the options, the places, and what to do with them."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.domain.occurrences import Options
from annotator.domain.scheme import Form
from annotator.domain.span import Span
from annotator.ui.occurrences.list import OccurrenceList
from annotator.ui.occurrences.model import OccurrenceModel

_TITLE = 34
"""Characters of the words in the title."""
_HINT = "Enter labels, − leaves, Space ticks, Ctrl+A all"
_BOXES = (("match_case", "Match &case", "As written or in CAPITALS; otherwise any case"),
          ("whole", "&Whole words", "Not within longer words, or lines"),
          ("endings", "Endi&ngs", "Inflected words too: up to three letters more at the end"),
          ("numbers", "Any n&umbers", "“Page 3 of 12” finds “Page 4 of 12” too"))


class OccurrencePanel(QWidget):
    """Shows what the queue has; says what the user wants."""

    options_changed = Signal()
    all_wanted = Signal()
    stop_wanted = Signal()
    closed = Signal()

    def __init__(self, model: OccurrenceModel) -> None:
        super().__init__()
        self._model = model
        self._title, self._summary, self._message = QLabel(), QLabel(), QLabel()
        self.list = OccurrenceList(model)
        self._boxes = {name: _box(words, tip) for name, words, tip in _BOXES}
        self._everywhere = _box("Whole pro&ject", "Look through all articles, not only the open one")
        self._answers = _box("Same attri&butes", "Give each span the answers of the selected one; "
                             "otherwise those its label starts with")
        self._stop = _button("Stop", "Stop looking", self.stop_wanted.emit)
        self.label_all = _button("", "Label all ticked places", self.all_wanted.emit)
        self._close = _button("Close   Esc", "Close the other occurrences", self.closed.emit)
        self._grid = QGridLayout()
        self._build()

    def _build(self) -> None:
        for label in (self._title, self._summary, self._message):
            label.setTextFormat(Qt.TextFormat.PlainText)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._summary.setProperty("role", "muted")
        self._message.setProperty("role", "muted")
        self._message.setWordWrap(True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._message.setContentsMargins(14, 6, 14, 6)
        self.label_all.setDefault(True)
        found, foot = QHBoxLayout(), QHBoxLayout()
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        for box in (*self._boxes.values(), self._everywhere):
            box.toggled.connect(lambda _: self.options_changed.emit())
        for box in (*self._boxes.values(), self._everywhere, self._answers):
            self._grid.addWidget(box, 0, 0)
        found.addWidget(self._summary, 1)
        found.addWidget(self._stop)
        hint = QLabel(_HINT)
        hint.setProperty("role", "muted")
        foot.addWidget(self.label_all, 1)
        foot.addWidget(self._close)
        top, bottom = QVBoxLayout(), QVBoxLayout()
        top.setContentsMargins(14, 10, 14, 6)
        bottom.setContentsMargins(14, 6, 14, 10)
        for layout in (top, bottom):
            layout.setSpacing(7)
        top.addWidget(self._title)
        top.addLayout(self._grid)
        top.addLayout(found)
        bottom.addWidget(hint)
        bottom.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._message)
        column.addWidget(self.list, 1)
        column.addLayout(bottom)
        self._arrange(endings=True, answers=False)

    @property
    def everywhere(self) -> bool:
        """Whether the whole project is looked through."""
        return self._everywhere.isChecked()

    @property
    def same_answers(self) -> bool:
        """Whether the new spans get the answers of the one they come from."""
        return self._answers.isChecked() and not self._answers.isHidden()

    @property
    def options(self) -> Options:
        """What counts as the same words."""
        return Options(**{name: box.isChecked() for name, box in self._boxes.items()})

    def show_span(self, span: Span, form: Form, options: Options) -> None:
        """Say what is looked for, and how."""
        quote = " ".join(span.quote.split())
        self._title.setText(f"{span.label} “{short(quote, _TITLE)}”")
        self._title.setToolTip(escape(quote[:1000]))
        for name, box in self._boxes.items():
            box.blockSignals(True)
            box.setChecked(getattr(options, name))
            box.blockSignals(False)
        self._boxes["whole"].setText("&Whole lines" if form == "block" else "&Whole words")
        self._arrange(endings=form == "band", answers=bool(span.attributes))
        self.list.painter.aligned = form == "band"

    def _arrange(self, *, endings: bool, answers: bool) -> None:
        """Put the options that make sense side by side."""
        self._boxes["endings"].setVisible(endings)
        self._answers.setVisible(answers)
        boxes = [*self._boxes.values(), self._everywhere, self._answers]
        for box in boxes:
            self._grid.removeWidget(box)
        for number, box in enumerate(box for box in boxes if not box.isHidden()):
            self._grid.addWidget(box, number // 2, number % 2)

    def tell(self, summary: str, message: str, *, looking: bool) -> None:
        """Say how far the search is; `message` stands over the list, if there is one."""
        self._summary.setText(summary)
        self._stop.setVisible(looking)
        self._message.setText(message)
        self._message.setVisible(bool(message))
        self.label_all.setText(f"Label {self._model.ticked:,}   Ctrl+Enter")
        self.label_all.setEnabled(bool(self._model.ticked) and not looking)

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Enter from the article's command while the keyboard is here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_all(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_all(event):
            self.all_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def short(words: str, limit: int) -> str:
    """Return words that fit into `limit` characters."""
    return words if len(words) <= limit else words[:limit - 1].rstrip() + "…"


def _is_all(event: QKeyEvent) -> bool:
    return (event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier)


def _box(words: str, tip: str) -> QCheckBox:
    box = QCheckBox(words)
    box.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # turned by its key or the mouse it leaves the keyboard on the list
    letter = words[words.index("&") + 1].upper()
    box.setToolTip(f"{tip} (Alt+{letter})")
    box.setAccessibleName(words.replace("&", ""))
    return box


def _button(words: str, name: str, run: Callable[[], object]) -> QPushButton:
    button = QPushButton(words)
    button.setAccessibleName(name)
    button.clicked.connect(lambda: run())
    return button
