"""The list of spans that a correction gives other words, moves or breaks, and what is to become of the broken."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from annotator.app.correction import Outcome, Plan, short, told_apart
from annotator.app.operations.base import count
from annotator.domain.span import Fragment, quote_of
from annotator.ui import theme
from annotator.ui.correct.decisions import Decisions

_SHOWN = 400
"""Most spans that are listed; broken ones come first."""
KEYS = {"put": "Alt+P", "use": "Alt+U", "delete": "Alt+D"}
"""Keys of the three decisions."""


class Affected(QWidget):
    """Lists spans and takes decisions. It changes nothing: it says what was asked for."""

    looked_at = Signal(object)
    """An Outcome was chosen in the list, or None."""
    asked = Signal(str, object)
    """`put` on the selection, `use` what stands there, or `delete`, for an Outcome."""

    def __init__(self, annotator: str) -> None:
        super().__init__()
        self._annotator = annotator
        self._outcomes: list[Outcome] = []
        self.words, self.detail, self.list = QLabel(), QLabel(), _List()
        for label in (self.words, self.detail):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.detail.setProperty("role", "muted")
        self.words.setAccessibleName("What becomes of the spans")
        self.detail.setAccessibleName("About the chosen span")
        self.list.setAccessibleName("Spans that are affected")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(2)
        self.list.currentRowChanged.connect(self._look)
        self.list.delete_pressed.connect(lambda: self._ask("delete"))
        self.buttons = {"put": QPushButton("Put on selection"), "use": QPushButton("Use what stands there"),
                        "delete": QPushButton("Delete span")}
        self._build()
        self.show_plan(None, Decisions(), "")

    @property
    def current(self) -> Outcome | None:
        """The span chosen in the list."""
        row = self.list.currentRow()
        return self._outcomes[row] if 0 <= row < len(self._outcomes) else None

    def show_plan(self, plan: Plan | None, decisions: Decisions, text: str) -> None:
        """List what a plan does; None for no change. The span that was chosen stays chosen, else the first open one."""
        chosen = self.current.key if self.current else None
        listed = plan.of("broken") + plan.of("changed") + plan.of("moved") if plan else []
        self._outcomes = listed[:_SHOWN]
        self.words.setText(summary(plan) if plan else "Nothing is changed yet. Spans follow what you type here.")
        self.list.blockSignals(True)
        self.list.clear()
        for outcome in self._outcomes:
            self._add(outcome, decisions, text)
        if len(listed) > _SHOWN:
            more = QListWidgetItem(f"and {len(listed) - _SHOWN:,} more that keep their place in the text")
            more.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(more)
        self.list.blockSignals(False)
        rows = [row for row, outcome in enumerate(self._outcomes) if outcome.key == chosen]
        if chosen is None or not rows or decisions.made(self._outcomes[rows[0]]):
            rows = [row for row, outcome in enumerate(self._outcomes)
                    if outcome.anchored.fate == "broken" and not decisions.made(outcome)] or rows or [0]
        self.list.setCurrentRow(rows[0] if self._outcomes else -1)
        self._look()

    def _build(self) -> None:
        heading = QLabel("SPANS")
        heading.setProperty("role", "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        for widget in (heading, self.words):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self.detail)
        for name, button in self.buttons.items():
            button.setText(f"{button.text()}   {KEYS[name]}")
            button.setAccessibleName(button.text().partition("   ")[0])
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._ask, name))
            QShortcut(QKeySequence(KEYS[name]), self, partial(self._ask, name))
        row = QHBoxLayout()
        row.addWidget(self.buttons["put"])
        row.addWidget(self.buttons["delete"])
        column.addLayout(row)
        column.addWidget(self.buttons["use"])

    def _add(self, outcome: Outcome, decisions: Decisions, text: str) -> None:
        span, fate = outcome.anchored.span, outcome.anchored.fate
        whose = "" if outcome.annotator == self._annotator else f" · {outcome.annotator}"
        is_open = fate == "broken" and not decisions.made(outcome)
        item = QListWidgetItem(f"{_SIGNS[fate] if fate != 'broken' or is_open else '✓'}  {span.label}{whose}\n"
                               f"     {_became(outcome, decisions, text)}")
        if is_open:
            item.setForeground(QColor(theme.current().bad))
        self.list.addItem(item)

    def _look(self) -> None:
        outcome = self.current
        broken = outcome is not None and outcome.anchored.fate == "broken"
        self.detail.setText(_about(outcome) if outcome else "")
        self.detail.setVisible(bool(self.detail.text()))
        for name, button in self.buttons.items():
            button.setVisible(any(each.anchored.fate == "broken" for each in self._outcomes))
            button.setEnabled(broken and (name != "use" or bool(outcome and outcome.anchored.fragments)))
        self.looked_at.emit(outcome)

    def _ask(self, what: str, _: bool = False) -> None:
        if self.buttons[what].isEnabled():
            self.asked.emit(what, self.current)


class _List(QListWidget):
    """A list in which the Delete key asks for the deletion of what is chosen."""

    delete_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)


_SIGNS = {"broken": "✕", "changed": "✎", "moved": "→"}


def summary(plan: Plan) -> str:
    """Say in one sentence what becomes of the spans."""
    parts = [words for words in (
        _counted(plan.shifted(), "moves along", "move along"),
        _counted(len(plan.of("changed")), "gets new words", "get new words"),
        _counted(len(plan.of("moved")), "was found again elsewhere", "were found again elsewhere"),
        _counted(len(plan.of("broken")), "is broken", "are broken")) if words]
    if not parts:
        return "No span is affected."
    parts[0] = parts[0].replace(" ", " span " if parts[0].startswith("1 ") else " spans ", 1)
    return ", ".join(parts) + "."


def _counted(number: int, one: str, many: str) -> str:
    return "" if not number else f"{number:,} {one if number == 1 else many}"


def _became(outcome: Outcome, decisions: Decisions, text: str) -> str:
    anchored = outcome.anchored
    old = short(anchored.span.quote)
    if anchored.fate == "changed":
        return told_apart(anchored.span.quote, anchored.quote)
    if anchored.fate == "moved":
        return f"{old} found again"
    if not decisions.made(outcome):
        return f"{old}: {anchored.why}"
    ranges: tuple[Fragment, ...] | None = decisions.of(outcome)
    return f"{old} → {short(quote_of(text, ranges))}" if ranges is not None else f"{old} will be deleted"


def _about(outcome: Outcome) -> str:
    """Say what else there is to know of a broken span: what stands in its place, which relations go with it."""
    if outcome.anchored.fate != "broken":
        return ""
    lines = [f"In its place stands {short(outcome.anchored.quote)}." if outcome.anchored.fragments
             else "Select words in the text for it, or delete it."]
    if outcome.relations:
        lines.append(f"Deleting it takes {count(len(outcome.relations), 'relation')} along: "
                     + "; ".join(outcome.relations[:5]) + ("; …" if len(outcome.relations) > 5 else ""))
    return "\n".join(lines)
