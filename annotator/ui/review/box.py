"""The decision box: the difference at hand, what each has, what can be decided, and what was said about it."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.commands import plain
from annotator.ui.elided import ElidedLabel
from annotator.ui.panels.plain_parts import quiet
from annotator.ui.review.edit_page import EditPage
from annotator.ui.review.flow import Flow
from annotator.ui.review.side_line import Side, SideLine
from annotator.ui.review.strip import Strip
from annotator.ui.review.thread import Entry, Thread

_NAME = 96.0
"""Pixels that the names of annotators take at most."""
_BUTTON = 150
"""The same on a button."""


class Shown(NamedTuple):
    """What the box shows of a difference. `accepts`: the annotators who can be accepted, with the key of each;
    `decided`: what was decided, in words."""

    quote: str
    place: str
    sides: Sequence[Side]
    accepts: Sequence[tuple[str, str]]
    decided: str
    entries: Sequence[Entry]


class Box(QWidget):
    """Shows a difference. Its signals say what was clicked; keys are heard elsewhere."""

    accepted = Signal(int)
    """the side at this place is right"""
    asked = Signal(str)
    """something else is wanted: `reject`, `edit`, `ask`, `remark`, `reason`, `back`"""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("decisionBox")
        self._quote, self._place, self._decided = ElidedLabel(), quiet(""), ElidedLabel()
        self.strip, self.edit_page, self.talk = Strip(), EditPage(), Thread()
        self._sides: list[SideLine] = []
        self._accepts: list[QPushButton] = []
        self._lines, self._buttons = QVBoxLayout(), QWidget()
        self._flow = Flow()
        self._others: dict[str, QPushButton] = {}
        self._editing = False
        self.strip.turned.connect(self._show_buttons)
        self._build()

    def show_difference(self, shown: Shown) -> None:
        """Show a difference, and that no words are asked for."""
        self._quote.setText(shown.quote)
        self._quote.setAccessibleName(f"Difference at hand: {shown.quote}")
        self._place.setText(shown.place)
        self._show_sides(shown.sides)
        self._show_accepts(shown.accepts)
        self._decided.setText(shown.decided)
        self._decided.setVisible(bool(shown.decided))
        for name in ("reason", "back"):
            self._others[name].setVisible(bool(shown.decided))
        self.talk.show_entries(shown.entries)

    def show_editing(self, editing: bool) -> None:
        """Show the fields of a proposal instead of the buttons, or the buttons again."""
        self._editing = editing
        self.edit_page.setVisible(editing)
        self._show_buttons()

    def _show_sides(self, sides: Sequence[Side]) -> None:
        while len(self._sides) < len(sides):
            self._sides.append(SideLine())
            self._lines.addWidget(self._sides[-1])
        metrics = QFontMetricsF(self.font())
        width = min(_NAME, max((metrics.horizontalAdvance(side.name) for side in sides), default=0.0))
        for number, line in enumerate(self._sides):
            line.setVisible(number < len(sides))
            if number < len(sides):
                line.show_side(sides[number], width)

    def _show_accepts(self, accepts: Sequence[tuple[str, str]]) -> None:
        while len(self._accepts) < len(accepts):
            number, button = len(self._accepts), QPushButton()
            button.setFocusPolicy(self._others["reject"].focusPolicy())
            button.clicked.connect(lambda _=False, number=number: self.accepted.emit(number))
            if not number:
                button.setProperty("role", "accent")
            self._accepts.append(button)
            self._flow.addWidget(button)
            self._order()
        for number, button in enumerate(self._accepts):
            button.setVisible(number < len(accepts))
            if number < len(accepts):
                name, key = accepts[number]
                said = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _BUTTON)
                button.setText(f"{'' if number else 'Accept '}{plain(said)}   {key}".rstrip())
                button.setToolTip("" if said == name else f"<span>{escape(name)}</span>")
                button.setAccessibleName(f"Accept {name}")

    def _show_buttons(self) -> None:
        """Show the buttons while nothing else is asked for."""
        self._buttons.setVisible(not self._editing and not self.strip.asking)

    def _order(self) -> None:
        """Keep the buttons that accept before the others."""
        while self._flow.count():
            self._flow.takeAt(0)
        for button in (*self._accepts, *self._others.values()):
            self._flow.addWidget(button)

    def _build(self) -> None:
        font = self._quote.font()
        font.setBold(True)
        self._quote.setFont(font)
        self._decided.setProperty("role", "muted")
        self._decided.setAccessibleName("What was decided")
        for name, words, key in (("reject", "Reject", "R"), ("edit", "Edit", "E"), ("ask", "Ask", "?"),
                                 ("remark", "Remark", "C"), ("reason", "Reason…", ""), ("back", "Take back", "U")):
            button = self._others[name] = QPushButton(f"{words}   {key}".rstrip())
            button.setAccessibleName(words.rstrip("…"))
            button.setFocusPolicy(self.strip.field.focusPolicy().TabFocus)
            button.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
        self._buttons.setLayout(self._flow)
        self._order()
        head = QHBoxLayout()
        head.addWidget(self._quote, 1)
        head.addWidget(self._place)
        self._lines.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(7)
        column.addLayout(head)
        column.addLayout(self._lines)
        column.addWidget(self._buttons)
        column.addWidget(self.edit_page)
        column.addWidget(self._decided)
        column.addWidget(self.strip)
        column.addWidget(self.talk)
        column.addStretch()
        self.edit_page.hide()
        self.talk.hide()


def explained(words: str) -> QLabel:
    """Return a paragraph in the quiet color."""
    label = quiet(words)
    label.setWordWrap(True)
    return label
