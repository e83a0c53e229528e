"""What the editor's forms share: rows of a name, a field and what is wrong with it, in place."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from annotator.domain.scheme_edits.base import Edit
from annotator.ui.scheme_editor.tree import Path
from annotator.ui.scheme_editor.working_copy import WorkingCopy


class Form(QWidget):
    """Edits one thing of the scheme. `moved_to`: it has another name now; `wrong`: a field is wrong, or right again."""

    moved_to = Signal(object)
    wrong = Signal()

    def __init__(self, copy: WorkingCopy, path: Path) -> None:
        super().__init__()
        self.copy_, self.path = copy, path
        self._errors: dict[str, QLabel] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(4)
        self.name_field: QLineEdit | None = None
        self.stale = False
        """The working copy went back under the form: what its fields hold must not be taken over any more."""

    @property
    def errors(self) -> list[str]:
        """What is wrong with the fields now."""
        return [label.text() for label in self._errors.values() if label.text()]

    def edit_name(self) -> None:
        """Put the keyboard on the name, all of it selected."""
        if self.name_field is not None:
            self.name_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.name_field.selectAll()

    def commit(self) -> None:
        """Take over what was typed but not yet taken over."""

    def refresh(self) -> None:
        """Something else of the scheme changed, or spans were counted."""

    def add_heading(self, words: str, more: str = "") -> QLabel:
        """Add the form's heading; return its quiet part."""
        title = QLabel(words)
        title.setProperty("role", "heading")
        self.column.addWidget(title)
        about = quiet(more)
        self.column.addWidget(about)
        self.column.addSpacing(6)
        return about

    def add_field(self, name: str, widget: QWidget, hint: str = "", errors: QVBoxLayout | None = None) -> None:
        """Add a named field, with room for what is wrong with it: under the field, or in another column."""
        label = QLabel(name)
        label.setBuddy(widget)
        self.column.addSpacing(4)
        self.column.addWidget(label)
        self.column.addWidget(widget)
        widget.setAccessibleName(name)
        if hint:
            self.column.addWidget(quiet(hint))
        error = QLabel()
        error.setTextFormat(Qt.TextFormat.PlainText)
        error.setProperty("role", "bad")
        error.setWordWrap(True)
        error.setAccessibleName(f"{name}: what is wrong")
        error.hide()
        self._errors[name] = error
        (errors or self.column).addWidget(error)

    def line(self, name: str, text: str, changed: Callable[[str], None], hint: str = "") -> QLineEdit:
        """Add a line of text that tells every change."""
        field = QLineEdit(text)
        field.setCursorPosition(0)
        field.textEdited.connect(changed)
        self.add_field(name, field, hint)
        return field

    def attempt(self, field: str, edit: Edit, path: Path | None = None) -> bool:
        """Do an edit that a field asks for; a refusal is shown under it. With `path`, that is what is edited now."""
        words = self.copy_.do(edit)
        if not words and path is not None:
            self.path = path
            self.moved_to.emit(path)
        self.tell(field, words)
        return not words

    def tell(self, field: str, words: str) -> None:
        """Show what is wrong with a field; nothing where it is right."""
        label = self._errors[field]
        if label.text() != words:
            label.setText(words)
            label.setVisible(bool(words))
            self.wrong.emit()


class Lines(QPlainTextEdit):
    """A text field that is left with Tab; `left` when the keyboard goes on."""

    left = Signal()

    def __init__(self, text: str, rows: int) -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * rows + 20)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def lines(self) -> tuple[str, ...]:
        """Return the lines with something in them."""
        return tuple(" ".join(line.split()) for line in self.toPlainText().splitlines() if line.strip())


def quiet(words: str) -> QLabel:
    """Return words in the quiet color, wrapped."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(words)
    label.setWordWrap(True)
    label.setProperty("role", "muted")
    if not words:
        label.hide()  # never shown here: without a parent yet, it would be a window
    return label
