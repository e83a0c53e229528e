"""The notice: one quiet line below the article, with what can be done about it; never a modal box."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

_SECONDS = 6
_ENTER = "ENTER"
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier

_PRESSED = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
"""A key that is some command's is heard only before it is."""


class Choice(NamedTuple):
    """Something the notice offers: a button that a key presses too (`Enter`, or the text the key types)."""

    words: str
    key: str
    run: Callable[[], None]


class _Prompt(NamedTuple):
    words: str
    choices: Sequence[Choice]
    leave: Callable[[], None]


class Notice(QFrame):
    """Shows a sentence. Plain ones go away by themselves; an offer stays until answered or Esc.

    A prompt stays as long as what it asks for goes on: other sentences stand over it for a while.
    """

    closed = Signal()

    def __init__(self, way: Callable[[str], str] = str) -> None:
        """`way`: tells how to give a command, by its id, as sentences name it."""
        super().__init__()
        self.way = way
        self.setProperty("role", "notice")
        self.setObjectName("notice")
        self._choices: Sequence[Choice] = ()
        self._lasting = False
        self._prompt: _Prompt | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 8, 6)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setAccessibleName("Notice")
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row.addWidget(self._words, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SECONDS * 1000)
        self._timer.timeout.connect(self.dismiss)
        self.hide()

    @property
    def words(self) -> str:
        """The sentence shown, empty where none is."""
        return self._words.text() if not self.isHidden() else ""

    @property
    def asking(self) -> bool:
        """Whether something is offered or asked for, which Esc leaves."""
        return bool(self._choices) or self.prompting

    @property
    def prompting(self) -> bool:
        """Whether something else goes on, and asks for words or a span."""
        return self._prompt is not None

    @property
    def choices(self) -> Sequence[Choice]:
        """What is offered now."""
        return self._choices

    def tell(self, words: str, *, stay: bool = False) -> None:
        """Say something."""
        self._show(words, ())
        if not stay:
            self._timer.start()

    def offer(self, words: str, choices: Sequence[Choice], *, lasting: bool = False) -> None:
        """Say something and offer what to do; `lasting`: in whatever article, not only in the open one."""
        self._show(words, choices)
        self._lasting = lasting

    def prompt(self, words: str, choices: Sequence[Choice], leave: Callable[[], None]) -> None:
        """Say what to do next, until `end_prompt`; Esc calls `leave`. Keys other than the choices' go on working."""
        self.leave_prompt()
        self._prompt = _Prompt(words, choices, leave)
        self._show(words, choices)

    def leave_prompt(self) -> None:
        """End what goes on, if anything does: something else begins."""
        if self._prompt is not None:
            self._prompt.leave()

    def end_prompt(self) -> None:
        """Take the prompt away; a sentence that stands over it stays."""
        shown, self._prompt = self._prompts(), None
        if shown:
            self.dismiss()

    def dismiss(self) -> None:
        """Take the notice away: what stands over a prompt, else the prompt with what it asks for."""
        if self._prompt is not None:
            if self._prompts():
                self._prompt.leave()
            else:
                self._show(self._prompt.words, self._prompt.choices)
            return
        self._timer.stop()
        self._choices = ()
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def withdraw(self) -> None:
        """Take away an offer about the article, which is not the open one any more. All else stays."""
        if self._offers() and not self._lasting:
            self.dismiss()

    def answer_keys_of(self, widget: QWidget) -> None:
        """Let the keys of an offer work while the keyboard is on `widget`."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer with a key; a command that has the same key waits until the offer is gone."""
        if self.isHidden() or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        standing = self._prompt if self._prompt is not None and not self._offers() else None
        chosen = _chosen(standing.choices if standing else self._choices, event)
        if event.type() == QEvent.Type.ShortcutOverride and chosen:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            standing.leave() if standing else self.dismiss()
            return True
        if event.type() == QEvent.Type.KeyPress and chosen:
            self._run(chosen)
            return True
        if self._offers() and event.type() in _PRESSED and _is_typing(event):
            self.dismiss()  # any other typing means "leave it"
        return super().eventFilter(watched, event)

    def _offers(self) -> bool:
        """Whether an offer is shown."""
        return bool(self._choices) and not self._prompts()

    def _prompts(self) -> bool:
        """Whether it is the prompt that is shown."""
        return self._prompt is not None and not self.isHidden() and self._choices is self._prompt.choices

    def _show(self, words: str, choices: Sequence[Choice]) -> None:
        self._timer.stop()
        while (item := self._row.takeAt(1)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._choices = choices
        self._words.setText(words)
        for choice in choices:
            self._add(f"{choice.words}   {choice.key}", partial(self._run, choice))
        self._add("Esc" if choices else "✕", self.dismiss).setAccessibleName("Close this notice")
        self.show()

    def _add(self, words: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(run)
        self._row.addWidget(button)
        return button

    def _run(self, choice: Choice) -> None:
        if not self._prompts():
            self.dismiss()
        choice.run()


def _chosen(choices: Sequence[Choice], event: QKeyEvent) -> Choice | None:
    if event.modifiers() & _HELD:
        return None
    pressed = _ENTER if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) else event.text().upper()
    return next((choice for choice in choices if pressed == choice.key.upper()), None)


def _is_typing(event: QKeyEvent) -> bool:
    return bool(event.text()) and event.key() != Qt.Key.Key_Escape and not event.modifiers() & _HELD
