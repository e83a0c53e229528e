"""The scheme editor's window: tree left, form right, what changes below; all of it by keys."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from annotator.domain.scheme_edits.base import Edit
from annotator.ui.desk import Desk
from annotator.ui.job_dialog import JobDialog
from annotator.ui.notice import Notice
from annotator.ui.scheme_editor.acts import Acts
from annotator.ui.scheme_editor.applying import Applying
from annotator.ui.scheme_editor.asking import Asking
from annotator.ui.scheme_editor.attribute_form import AttributeForm
from annotator.ui.scheme_editor.changes import Changes
from annotator.ui.scheme_editor.form import Form, quiet
from annotator.ui.scheme_editor.label_form import LabelForm
from annotator.ui.scheme_editor.layer_form import LayerForm, RelationForm
from annotator.ui.scheme_editor.tree import Path, SchemeTree
from annotator.ui.scheme_editor.working_copy import WorkingCopy
from annotator.ui.scrolled import Scrolled

_FORM_WIDTH = 480
_KEYS = ("Insert add   Del remove   F2 rename   Alt+↑↓ move   Ctrl+M merge   Ctrl+B split   Ctrl+R retire   "
         "Ctrl+Z take back")
_RELATIONS = "Relations link two spans, such as a claim and who said it. Insert adds one."
_NO_LAYERS = "The scheme has no layers yet. Insert adds the first one; Insert on a layer adds a label to it."


class SchemeEditor(QDialog):
    """Stands beside the main window."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("schemeEditor")
        self.setWindowTitle("Edit scheme")
        self.setWindowFlag(Qt.WindowType.Window)
        self._desk = desk
        self.copy_ = WorkingCopy(desk, self)
        self.jobs = JobDialog(self)
        self.tree, self.changes, self.notice = SchemeTree(), Changes(), Notice()
        self.applying = Applying(desk, self.copy_, self.notice, self.jobs, lambda: not (self.form and self.form.errors))
        self.form: Form | None = None
        self._line: Asking | None = None
        self.page = Scrolled()
        self.page.setWidgetResizable(True)
        self.page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.setMinimumWidth(_FORM_WIDTH)
        self.acts = Acts(self)
        self._apply = QPushButton("Apply   Ctrl+Enter")
        self._state = QLabel()
        self._place_parts()
        self._bind_keys()
        self.notice.answer_keys_of(self.tree)
        self.tree.currentItemChanged.connect(lambda *_: self.show_form())
        self.copy_.changed.connect(self._on_changed)
        self.copy_.begun.connect(self.go_back)
        self.copy_.counted.connect(self._on_counted)
        self.applying.closes.connect(self._close)
        self.applying.refreshed.connect(self._show_state)
        desk.scheme_changed.connect(self._on_scheme)
        desk.failed.connect(self._on_failed)
        desk.closing.connect(self._on_closing)
        self.show_scheme(Path())

    def open_at(self, path: Path) -> None:
        """Show the editor with a line chosen, or bring it to the front."""
        if not self.isVisible():
            self.copy_.reset()
            self.show_scheme(path)
            self.show()
            self.tree.choose_in_sight(path)
            self.tree.setFocus()
        self.raise_()
        self.activateWindow()

    def show_scheme(self, path: Path) -> None:
        """Show the working copy anew with a line chosen."""
        self.tree.show_scheme(self.copy_.scheme, path)
        self.show_form()

    def go_back(self) -> None:
        """Show the working copy as it was before; what the form's fields hold is forgotten."""
        if self.form is not None:
            self.form.stale = True
        self.show_scheme(self.tree.path)

    def show_form(self) -> None:
        """Show the form of the chosen line."""
        if self.form is not None:
            self.form.commit()
        path = self.tree.path
        self.form = self._make_form(path)
        if self.form is None:
            self.page.put(_empty(_RELATIONS if self.copy_.scheme.layers else _NO_LAYERS))
        else:
            self.form.moved_to.connect(lambda path: self.tree.show_scheme(self.copy_.scheme, path))
            self.form.wrong.connect(self._show_state)
            self.page.put(self.form)
        self._on_counted()

    def do(self, edit: Edit, path: Path) -> bool:
        """Do an edit that no field asks for, and choose a line; a refusal is told in place."""
        words = self.copy_.do(edit)
        if words:
            self.notice.tell(words)
            return False
        self.show_scheme(path)
        return True

    def ask(self, line: Asking) -> None:
        """Show a line of fields above what changes."""
        self.leave_line()
        self._line = line
        self._below.insertWidget(0, line)
        line.left.connect(self.leave_line)
        line.asked.connect(self._on_asked)
        line.begin()

    def leave_line(self) -> None:
        """Take the line of fields away."""
        if self._line is not None:
            line, self._line = self._line, None
            line.hide()
            line.deleteLater()
            self.tree.setFocus()

    def apply(self) -> None:
        """Do all edits as one step."""
        if self.form is not None:
            self.form.commit()
        self.applying.apply()

    def may_close(self) -> bool:
        """Whether nothing would be lost; otherwise the editor comes to the front and asks."""
        if not self.isVisible() or not (self.copy_.edits or self.applying.busy):
            return True
        self.raise_()
        self.activateWindow()
        self.reject()
        return False

    def reject(self) -> None:
        """Close; with edits that were not applied, ask in place."""
        if self.form is not None:
            self.form.commit()
        if self.applying.busy:
            return
        if self.copy_.edits:
            self.tree.setFocus()
            self.applying.ask()
        else:
            self._close()

    def _close(self) -> None:
        self.leave_line()
        super().reject()

    def _on_failed(self, words: str) -> None:
        if self.isVisible():
            self.notice.tell(words, stay=True)

    def _on_asked(self, edit: Edit) -> None:
        self.leave_line()
        self.acts.after_asking(edit)

    def _on_scheme(self) -> None:
        if self.isVisible():
            self.applying.follow()

    def _on_closing(self) -> None:
        """The project is about to be closed: the editor has nothing to edit."""
        self.jobs.stop()
        self.hide()

    def _on_changed(self) -> None:
        """An edit more or less: the form stays, since its fields may be what is being typed in."""
        known = self.form is not None and self.form.path.exists(self.copy_.scheme)
        self.tree.show_scheme(self.copy_.scheme, self.form.path if self.form and known else self.tree.path)
        self._on_counted()

    def _on_counted(self) -> None:
        self.changes.put(self.copy_.edits, self.copy_.effects, self.copy_.titles)
        if self.form is not None:
            self.form.refresh()
        self._show_state()

    def _show_state(self) -> None:
        """Say whether the edits can be applied, and what is wrong."""
        wrong = self.form.errors if self.form is not None else []
        self._state.setText(wrong[0] if wrong else "")
        self._apply.setEnabled(self.applying.possible)

    def _make_form(self, path: Path) -> Form | None:
        if path.relation:
            return RelationForm(self.copy_, path)
        if path.attribute:
            return AttributeForm(self.copy_, path)
        if path.label:
            return LabelForm(self.copy_, path)
        return LayerForm(self.copy_, path) if path.layer else None

    def _place_parts(self) -> None:
        self._apply.setDefault(True)
        self._apply.setAutoDefault(False)
        self._apply.setAccessibleName("Apply")
        self._apply.clicked.connect(self.apply)
        close = QPushButton("Close   Esc")
        close.setAccessibleName("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        self._state.setProperty("role", "bad")
        self._state.setTextFormat(Qt.TextFormat.PlainText)
        left = QWidget()
        side = QVBoxLayout(left)
        side.setContentsMargins(8, 8, 0, 8)
        side.addWidget(self.tree)
        side.addLayout(self.acts.buttons())
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.setChildrenCollapsible(False)
        middle.addWidget(left)
        middle.addWidget(self.page)
        middle.setSizes([320, 760])
        middle.setStretchFactor(1, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 4, 16, 10)
        foot.addWidget(quiet(_KEYS), 1)
        foot.addWidget(self._state)
        foot.addWidget(close)
        foot.addWidget(self._apply)
        self._below = QVBoxLayout()
        self._below.setSpacing(6)
        self._below.addWidget(self.notice)
        self._below.addWidget(self.changes)
        self._below.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(middle, 1)
        column.addLayout(self._below)
        room = self.screen().availableGeometry()
        self.resize(min(1120, room.width() - 40), min(780, room.height() - 60))

    def _bind_keys(self) -> None:
        acts = self.acts
        for keys, run in (("Insert", acts.add), ("Ctrl+N", acts.add), ("F2", acts.rename), ("Ctrl+M", acts.merge),
                          ("Ctrl+B", acts.split), ("Ctrl+R", acts.retire), ("Alt+Up", partial(acts.move, -1)),
                          ("Alt+Down", partial(acts.move, 1)), ("Ctrl+Shift+N", acts.add_attribute),
                          ("Ctrl+Z", acts.take_back), ("Ctrl+Return", self.apply), ("Ctrl+Enter", self.apply)):
            QShortcut(QKeySequence(keys), self, run)
        for keys in ("Del", "Backspace"):
            QShortcut(QKeySequence(keys), self.tree, acts.remove, context=Qt.ShortcutContext.WidgetShortcut)


def _empty(words: str) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(20, 16, 20, 16)
    column.addWidget(quiet(words))
    column.addStretch()
    return page
