"""The panel of feedback: how far one is, what is shown, the items, and the box of the current one."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.feedback.detail import Detail
from annotator.ui.feedback.list import FeedbackList
from annotator.ui.feedback.model import SHOWS, FeedbackModel, Show

_SHOWN: dict[Show, str] = {
    "all": "All that was asked", "open": "Not answered yet", "changed": "Changes", "rejected": "Removals",
    "question": "Questions", "added": "Additions", "disputed": "Disputed by you",
    "accepted": "Accepted by the reviewer"}
_EMPTY = ("No feedback yet.\n\nSend your annotations to a colleague: the project file, or an export as JSON Lines. "
          "After the review you get a file back. {} takes it in, and what was changed and why is listed here, for you "
          "to accept or to dispute.")
_NONE = "Nothing of this kind. Choose something else above."


class FeedbackPanel(QWidget):
    """Shows what the model has; says what the annotator wants."""

    accept_all_asked = Signal()
    send_asked = Signal()
    closed = Signal()

    def __init__(self, model: FeedbackModel, way_in: str) -> None:
        """`way_in`: how a colleague's file is opened, for a sentence."""
        super().__init__()
        self.setObjectName("feedbackPanel")
        self.setAccessibleName("Feedback on my annotations")
        self._model, self._way_in = model, way_in
        self.list, self.detail, self.show_box = FeedbackList(model), Detail(), QComboBox()
        self._title, self._progress, self._bar = QLabel(), QLabel(), QProgressBar()
        self._message, self._stack, self._split = QLabel(), QStackedWidget(), QSplitter(Qt.Orientation.Vertical)
        self.accept_all = _button("", self.accept_all_asked.emit)
        self.send = _button("Send answers…", self.send_asked.emit)
        self._build()
        model.counted.connect(self._tell)
        self._tell()

    def _build(self) -> None:
        self._title.setText("FEEDBACK")
        self._title.setProperty("role", "heading")
        self._progress.setProperty("role", "heading")
        self._progress.setAccessibleName("Progress")
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Answered")
        self.show_box.setAccessibleName("What to show")
        for show in SHOWS:
            self.show_box.addItem(_SHOWN[show], show)
        self.show_box.activated.connect(lambda: self._model.set_show(self.show_box.currentData()))
        self._message.setProperty("role", "muted")
        self._message.setWordWrap(True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._message.setContentsMargins(14, 10, 14, 10)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._message)
        self._split.addWidget(self._stack)
        self._split.addWidget(self.detail)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._split.setHandleWidth(1)
        top, head, foot = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.setContentsMargins(14, 10, 14, 8)
        top.setSpacing(7)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._progress)
        top.addLayout(head)
        top.addWidget(self._bar)
        top.addWidget(self.show_box)
        foot.setContentsMargins(14, 0, 14, 10)
        foot.setSpacing(6)
        foot.addWidget(self.accept_all, 1)
        foot.addWidget(self.send, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._split, 1)
        column.addLayout(foot)

    def choose(self, show: Show) -> None:
        """Show these only."""
        self.show_box.setCurrentIndex(SHOWS.index(show))
        self._model.set_show(show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        """Say how far one is, and what each choice would show."""
        asked, answered, counts = self._model.asked, self._model.answered, self._model.counts()
        anything = any(counts.values())
        self._progress.setText(f"{answered:,} OF {asked:,} ANSWERED" if asked else "")
        self._bar.setRange(0, max(asked, 1))
        self._bar.setValue(answered)
        for row, show in enumerate(SHOWS):
            self.show_box.setItemText(row, f"{_SHOWN[show]}  {counts[show]:,}")
        plain = self._model.plain
        self.accept_all.setText(f"Accept all {plain:,}…" if plain else "Accept all…")
        self.accept_all.setAccessibleName("Accept all of these that are not answered yet")
        self.accept_all.setEnabled(plain > 0)
        self.send.setEnabled(anything)
        for part in (self._bar, self.show_box, self.accept_all, self.send, self.detail):
            part.setVisible(anything)
        self._message.setText(_NONE if anything else _EMPTY.format(self._way_in))
        self._stack.setCurrentIndex(0 if self._model.rows else 1)


def _button(said: str, run: Callable[[], object]) -> QPushButton:
    button = QPushButton(said)
    button.setAccessibleName(said)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(lambda: run())
    return button
