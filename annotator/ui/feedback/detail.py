"""The box of one item: who wants what and why, the span before and after, the thread, and what can be answered."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.feedback import Feedback
from annotator.domain.review import Remark
from annotator.domain.span import Span
from annotator.ui.feedback import words
from annotator.ui.feedback.words_field import WordsField
from annotator.ui.scrolled import Scrolled
from annotator.ui.times import brief as time_of

_LONGEST = 220
"""Characters of a quote that are shown."""
_EDGES = (14, 8, 14, 8)


class Detail(QWidget):
    """Shows one item. What is pressed here is told by the names of `keys.WalkKey`."""

    pressed_key = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("feedbackDetail")
        self._scroll = Scrolled()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.field = WordsField()
        self.accept = self._button("Accept   A", "accept")
        self.dispute = self._button("Dispute   D", "dispute")
        self.reply = self._button("Remark   C", "reply")
        self.take_back = self._button("Take back   U", "take back")
        self.accept.setDefault(True)
        buttons = QGridLayout()
        buttons.setSpacing(6)
        for number, each in enumerate((self.accept, self.dispute, self.reply, self.take_back)):
            buttons.addWidget(each, number // 2, number % 2)
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 4, 14, 8)
        foot.setSpacing(6)
        foot.addWidget(self.field)
        foot.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_line())
        column.addWidget(self._scroll, 1)
        column.addLayout(foot)

    def show_item(self, item: Feedback | None, text: str) -> None:
        """Show an item; the field for words is put away."""
        self.field.hide()
        self._scroll.put(self._content(item, text) if item is not None else QWidget())
        self._scroll.verticalScrollBar().setValue(0)
        asks = item is not None and item.asks
        question = item is not None and item.kind == "question"
        settled = item is not None and (bool(item.answer) or (question and item.replied))
        self.accept.setEnabled(item is not None and item.acceptable and item.answer != "accept")
        self.dispute.setEnabled(asks and not question and not (item is not None and item.answer))
        self.reply.setEnabled(item is not None)
        self.reply.setText("Answer   C" if question else "Remark   C")
        self.take_back.setEnabled(settled)

    def _button(self, said: str, key: str) -> QPushButton:
        button = QPushButton(said)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(said.split("   ")[0])
        button.clicked.connect(lambda: self.pressed_key.emit(key))
        return button

    def _content(self, item: Feedback, text: str) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(*_EDGES)
        column.setSpacing(7)
        column.addLayout(_head(item))
        column.addLayout(_versions(item))
        for said, role in ((words.explained(item, text), ""), (_why(item), "quote")):
            if said:
                column.addWidget(_plain(said, role))
        for remark in item.remarks:
            column.addWidget(_plain(_said(remark, item.mine.annotator), ""))
        if standing := words.standing(item):
            column.addWidget(_plain(standing, "muted"))
        column.addStretch()
        return content


def _line() -> QFrame:
    """Return what parts the box from the list above it."""
    line = QFrame()
    line.setProperty("role", "line")
    return line


def _head(item: Feedback) -> QHBoxLayout:
    row = QHBoxLayout()
    head = _plain(words.head(item), "")
    font = head.font()
    font.setBold(True)
    head.setFont(font)
    when = _plain(time_of(item.verdict.at), "muted", wrap=False)
    when.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
    row.addWidget(head, 1)
    row.addWidget(when)
    return row


def _versions(item: Feedback) -> QGridLayout:
    """Lay the versions under one another: caption, label, words."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for row, (caption, span) in enumerate(words.versions(item)):
        grid.addWidget(_plain(caption, "muted", wrap=False), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_plain(_span(span), ""), row, 1)
    return grid


def _span(span: Span | None) -> str:
    if span is None:
        return "deleted"
    quote = " ".join(span.quote.split())
    return f"{span.label}  “{quote if len(quote) <= _LONGEST else quote[:_LONGEST - 1] + '…'}”"


def _why(item: Feedback) -> str:
    return "\n".join(filter(None, (item.verdict.reason, item.verdict.comment)))


def _said(remark: Remark, me: str) -> str:
    return f"{'You' if remark.by == me else remark.by}, {time_of(remark.at)}: {remark.text}"


def _plain(said: str, role: str, *, wrap: bool = True) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(said)
    label.setWordWrap(wrap)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if wrap:
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    if role:
        label.setProperty("role", role)
    return label


