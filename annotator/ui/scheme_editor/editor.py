"""The scheme editor's window: tree left, form right, what changes below; all of it by keys."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from annotator.app.operations.scheme_edits import EditScheme
from annotator.app.ports import Progress
from annotator.domain.change import ChangeSet
from annotator.domain.scheme_edits.base import Edit
from annotator.ui.desk import Desk
from annotator.ui.job_dialog import JobDialog
from annotator.ui.notice import Choice, Notice
from annotator.ui.scheme_editor.acts import Acts
from annotator.ui.scheme_editor.asking import Asking
from annotator.ui.scheme_editor.attribute_form import AttributeForm
from annotator.ui.scheme_editor.changes import Changes
from annotator.ui.scheme_editor.form import Form, quiet
from annotator.ui.scheme_editor.label_form import LabelForm
from annotator.ui.scheme_editor.layer_form import LayerForm, RelationForm
from annotator.ui.scheme_editor.tree import Path, SchemeTree
from annotator.ui.scheme_editor.working_copy import WorkingCopy
from annotator.ui.scrolled import Scrolled

_AT_ONCE = 500
"""So many spans are changed while the window waits; more of them in a job."""
_FORM_WIDTH = 480
_KEYS = ("Insert add   Del remove   F2 rename   Alt+↑↓ move   Ctrl+M merge   Ctrl+B split   Ctrl+R retire   "
         "Ctrl+Z take back")


class SchemeEditor(QDialog):
    """Stands beside the main window. `applied` after the scheme was changed."""

    applied = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("schemeEditor")
        self.setWindowTitle("Edit scheme")
        self.setWindowFlag(Qt.WindowType.Window)
        self._desk = desk
        self.copy_ = WorkingCopy(desk, self)
        self.jobs = JobDialog(self)
        self.tree, self.changes, self.notice = SchemeTree(), Changes(), Notice()
        self.form: Form | None = None
        self._titles: dict[str, str] = {}
        self._line: Asking | None = None
        self._waiting = False
        self._busy = False
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
        self.copy_.counted.connect(self._on_counted)
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

    def show_form(self) -> None:
        """Show the form of the chosen line."""
        if self.form is not None:
            self.form.commit()
        path = self.tree.path
        self.form = self._make_form(path)
        if self.form is None:
            self.page.put(_empty("Relations link two spans, such as a claim and who said it. Insert adds one."))
        else:
            self.form.moved_to.connect(lambda path: self.tree.show_scheme(self.copy_.scheme, path))
            self.form.wrong.connect(self._on_counted)
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
        """Do all edits as one step; waits until they are counted, and goes on if then nothing goes unseen."""
        if self.form is not None:
            self.form.commit()
        if self.copy_.effects is None:
            self._waiting = True
            return
        self._waiting = False
        if not self._may_apply():
            return
        operation = EditScheme(self.copy_.base, self.copy_.edits, [each.losses for each in self.copy_.effects])
        session = self._desk.session
        if session is None:
            return
        self._busy = True
        if sum(each.spans for each in self.copy_.effects) <= _AT_ONCE:
            self._on_applied(self._desk.execute(operation))
            return

        def work(progress: Progress) -> ChangeSet:
            operation.progress = progress
            return session.execute(operation)

        self._on_counted()
        self.jobs.run("Changing the scheme …", work, done=self._on_applied, failed=self._on_refused,
                      cancelled=partial(self._on_refused, "Nothing was changed."))

    def may_close(self) -> bool:
        """Whether nothing would be lost; otherwise the editor comes to the front and asks."""
        if not self.isVisible() or not (self.copy_.edits or self._busy):
            return True
        self.raise_()
        self.activateWindow()
        self.reject()
        return False

    def reject(self) -> None:
        """Close; with edits that were not applied, ask in place."""
        if self.form is not None:
            self.form.commit()
        if self._busy:
            return
        if not self.copy_.edits:
            self.leave_line()
            super().reject()
            return
        self.tree.setFocus()
        self.notice.offer("What you changed is not applied yet.", [
            Choice("Apply", "Enter", self._apply_and_close), Choice("Discard", "D", self._discard)])

    def _apply_and_close(self) -> None:
        self._close_after = True
        self.apply()

    def _discard(self) -> None:
        self.copy_.reset()
        self.show_scheme(self.tree.path)
        super().reject()

    def _on_applied(self, changes: ChangeSet | None) -> None:
        closes = self._close_after
        self._busy = self._close_after = False
        if changes is None:
            self._on_counted()
            return
        self.copy_.reset()
        self.show_scheme(self.tree.path)
        self.notice.tell("The scheme was changed. Ctrl+Z in the main window takes it back.")
        self.applied.emit()
        if closes:
            super().reject()

    def _on_refused(self, words: str) -> None:
        self._busy = self._close_after = False
        self.notice.tell(words)
        self._on_counted()

    def _on_failed(self, words: str) -> None:
        if self.isVisible():
            self.notice.tell(words, stay=True)

    def _on_asked(self, edit: Edit) -> None:
        self.leave_line()
        self.acts.after_asking(edit)

    def _on_scheme(self) -> None:
        """The project has another scheme: follow it, or say that the edits no longer fit."""
        if not self.isVisible() or self._busy or self._desk.scheme == self.copy_.base:
            return
        if not self.copy_.edits:
            self.copy_.reset()
            self.show_scheme(self.tree.path)
            return
        self.notice.offer("The scheme was changed meanwhile; these edits were made for the one before.",
                          [Choice("Begin anew", "Enter", self._begin_anew)])

    def _begin_anew(self) -> None:
        self.copy_.reset()
        self.show_scheme(self.tree.path)

    def _on_closing(self) -> None:
        """The project is about to be closed: the editor has nothing to edit."""
        self.jobs.stop()
        self.hide()

    def _on_changed(self) -> None:
        path = self.form.path if self.form is not None and self.form.path.exists(self.copy_.scheme) else self.tree.path
        self.tree.show_scheme(self.copy_.scheme, path)
        if self.form is not None:
            self.form.refresh()
        self._on_counted()

    def _on_counted(self) -> None:
        effects = self.copy_.effects
        self.changes.put(self.copy_.edits, effects, self._named_titles())
        if self.form is not None:
            self.form.refresh()
        self._apply.setEnabled(self._may_apply())
        wrong = self.form.errors if self.form is not None else []
        self._state.setText(wrong[0] if wrong else "")
        if self._waiting and effects is not None:
            self._waiting = False
            if any(each.named() for each in effects):
                self._close_after = False
                self.notice.tell("Look at what goes, below; then apply.", stay=True)
            else:
                self.apply()

    def _may_apply(self) -> bool:
        return bool(self.copy_.edits) and self.copy_.effects is not None and not self._busy and not (
            self.form is not None and self.form.errors)

    def _named_titles(self) -> dict[str, str]:
        """Return titles of articles, looked up once something goes that has to be named."""
        session = self._desk.session
        if not self._titles and session is not None and any(each.named() for each in self.copy_.effects or ()):
            self._titles = {row.id: row.title for row in session.reader.article_rows(session.annotator)}
        return self._titles

    def _make_form(self, path: Path) -> Form | None:
        if path.relation:
            return RelationForm(self.copy_, path)
        if path.attribute:
            return AttributeForm(self.copy_, path)
        if path.label:
            return LabelForm(self.copy_, path)
        return LayerForm(self.copy_, path) if path.layer else None

    def _place_parts(self) -> None:
        self._close_after = False
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
