"""The window in which an article's text is corrected: the text left, what becomes of the spans right.

Nothing is written before it is applied, and it cannot be applied before something is decided about every span
that breaks. Then text and spans of everybody change in one step.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QSplitter, QVBoxLayout, QWidget

from annotator.app.correction import Outcome, Plan, Standing, plan_correction, standing
from annotator.app.operations.text import CorrectText
from annotator.domain.article import checked_text
from annotator.domain.change import ChangeSet
from annotator.domain.draft import Change, Draft
from annotator.domain.errors import Refused, UserError
from annotator.domain.span import Fragment
from annotator.domain.text import trim
from annotator.ui.correct.affected import Affected
from annotator.ui.correct.background import Background
from annotator.ui.correct.decisions import Decisions
from annotator.ui.correct.editor import TextEditor
from annotator.ui.correct.foot import Foot
from annotator.ui.desk import Desk
from annotator.ui.job_dialog import JobDialog
from annotator.ui.notice import Choice, Notice

_PAUSE = 250
"""Milliseconds without typing after which the spans are looked at."""
_LONG_TEXT, _MANY_SPANS = 200_000, 500
"""From so many code points or spans on, looking and writing are done in a thread."""
_FRAME = 60
"""Pixels left for the frame and the task bar on a small screen."""


class CorrectionDialog(QDialog):
    """Corrects the open article of a desk; `applied` is told the plan that was carried out."""

    def __init__(self, parent: QWidget, desk: Desk, font: QFont, applied: Callable[[Plan], None]) -> None:
        super().__init__(parent)
        assert desk.session is not None
        assert desk.article is not None
        self.setObjectName("correctionDialog")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Correct the text of {desk.article.title or 'Untitled'}")
        self._desk, self._applied = desk, applied
        self._standing: Standing = standing(desk.session.reader, desk.article.id)
        self._draft = Draft(self._standing.article.text)
        self._plan: Plan | None = None
        self._fresh = True
        self._wished = False
        """Apply was asked for before it was known what becomes of the spans."""
        self._twin = self._problem = ""
        self._decisions = Decisions()
        self._background, self._jobs = Background(desk), JobDialog(self)
        self.editor, self.affected = TextEditor(self._draft), Affected(desk.session.annotator)
        self.editor.setFont(font)
        self.editor.setAccessibleName("Text of the article")
        self.notice, self.foot = Notice(), Foot(desk.session.reader.corrections(desk.article.id))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._build()
        self._wire()
        self._tell()

    def _build(self) -> None:
        room = self.screen().availableGeometry()
        self.resize(min(1100, room.width() - _FRAME), min(720, room.height() - _FRAME))
        for widget in (self.editor, self.affected.list):
            self.notice.answer_keys_of(widget)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.editor)
        parts.addWidget(self.affected)
        parts.setStretchFactor(0, 1)
        parts.setSizes([740, 360])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(10)
        column.addWidget(parts, 1)
        column.addWidget(self.notice)
        column.addWidget(self.foot)
        self.editor.setFocus()

    def _wire(self) -> None:
        self.editor.edited.connect(self._on_edited)
        self.editor.selectionChanged.connect(self._tell)
        self.affected.looked_at.connect(self._look_at)
        self.affected.asked.connect(self._decide)
        self._pause.timeout.connect(self._look)
        self.foot.applied.connect(self.apply)
        self.foot.cancelled.connect(self.reject)
        self.foot.text_asked.connect(self._show_earlier)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.apply)
        self._desk.failed.connect(self.foot.refuse)
        self._desk.committed.connect(self._on_committed)
        self._desk.closing.connect(self._close)
        self.finished.connect(self._end)

    def _show_earlier(self, seq: int) -> None:
        from annotator.ui.correct.earlier import show_text_before

        show_text_before(self, self._desk, seq)

    # The plan

    @property
    def _slow(self) -> bool:
        spans = sum(map(len, self._standing.spans.values()))
        return len(self._draft.text) >= _LONG_TEXT or spans >= _MANY_SPANS

    def _on_edited(self, change: Change) -> None:
        self._decisions.follow(change)
        self._fresh = self._wished = False
        self._background.drop()
        self._pause.start()
        self._tell()

    def _look(self) -> None:
        """Ask what becomes of the spans with the text as it is now."""
        before, text, edits = self._standing, self._draft.text, self._draft.edits
        self._pause.stop()
        self._background.do(lambda: plan_correction(before, text, edits), self._on_plan, slow=self._slow)

    def _on_plan(self, plan: Plan) -> None:
        self._fresh = True
        self._plan = plan if plan.edits else None
        session = self._desk.session
        self._problem = _problem(plan.text)
        twin = session.reader.article_with_text(plan.text) if session and self._plan and not self._problem else None
        self._twin = session.reader.article(twin).title if session and twin else ""
        self.editor.mark(plan.edits)
        self._show()
        if self._wished:
            self._wished = False
            self.apply()

    def _show(self) -> None:
        self.affected.show_plan(self._plan, self._decisions, self._draft.text)
        self._tell()

    def _look_at(self, outcome: Outcome | None) -> None:
        """Point out in the text where the chosen span is, or will be."""
        if outcome is None or not self._fresh:
            self.editor.look_at(())
            return
        decided = self._decisions.of(outcome) if self._decisions.made(outcome) else outcome.anchored.fragments
        self.editor.look_at(decided or ())

    # What is missing, and applying

    def _missing(self) -> str:
        """Return why the correction cannot be applied now, empty where it can."""
        if not self._fresh:
            return "Looking at the spans …"
        if self._plan is None:
            return "Nothing is changed yet."
        if self._problem:
            return self._problem
        left = len(self._decisions.open(self._plan))
        if left:
            return ("Decide about 1 broken span: select words for it in the text, or delete it." if left == 1 else
                    f"Decide about {left:,} broken spans: select words for each in the text, or delete it.")
        return ""

    def _tell(self) -> None:
        self.foot.show_missing(
            self._missing(), f"Another article, “{self._twin}”, has exactly this text." if self._twin else "")

    def _decide(self, what: str, outcome: Outcome) -> None:
        """Put a broken span on the selection or on what stands in its place, or delete it."""
        if not self._fresh:
            return
        selected = self.editor.selection()
        if what == "delete":
            self._decisions.delete(outcome.key)
        elif what == "use":
            self._decisions.put(outcome.key, outcome.anchored.fragments)
        else:
            start, end = trim(self._draft.text, *selected) if selected else (0, 0)
            if start >= end:
                self.foot.refuse("Select words in the text first; then the span can be put on them.")
                self.editor.setFocus()
                return
            self._decisions.put(outcome.key, (Fragment(start, end),))
        self._show()

    def apply(self) -> None:
        """Write text and spans in one step; refused in words where something is missing."""
        if not self._fresh:
            self._wished = True
            self._look()  # where that is quick it is known now, and applied from there
            return
        if self._missing() or self._plan is None or self._jobs.busy:
            return
        assert self.editor.shows_draft(), "what would be written is not what is shown"
        session, plan = self._desk.session, self._plan
        operation = CorrectText(plan.standing.article.id, plan.standing.article.text, plan.text,
                                self._decisions.repairs(plan), self._draft.edits)
        if session is None:
            return
        if self._slow:
            self._jobs.run("Correcting the text …",
                           lambda progress: session.execute(replace(operation, progress=progress), self._desk),
                           done=lambda _: self._done(plan), failed=self.foot.refuse,
                           cancelled=lambda: self.foot.refuse("Stopped; nothing was changed."))
        elif self._desk.execute(operation) is not None:
            self._done(plan)

    def _done(self, plan: Plan) -> None:
        self.accept()
        self._applied(plan)

    def _on_committed(self, changes: ChangeSet) -> None:
        """Somebody else changed the project: read the spans again; another text closes the correction."""
        session, id = self._desk.session, self._standing.article.id
        if session is None or not (changes.everything or any(ref.article == id for ref in (
                *changes.spans, *changes.sets)) or id in changes.articles or changes.article_list):
            return
        try:
            self._standing = standing(session.reader, id)
        except UserError as error:
            self.foot.refuse(str(error))
            return
        if self.isVisible() and self._standing.article.text == self._draft.stored:
            self._fresh = False
            self._pause.start()

    # Closing

    def reject(self) -> None:
        """Close; with something corrected that is not applied, ask in place first."""
        if self._jobs.busy:
            return
        if self._draft.text == self._draft.stored:
            self._close()
            return
        self.notice.offer("The correction is not applied yet.", [Choice("Throw it away", "Enter", self._close)])
        self.editor.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter alone applies nothing, wherever the keyboard is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _close(self) -> None:
        super().reject()

    def _end(self) -> None:
        self._pause.stop()
        self._jobs.stop()
        self._background.end()
        for signal, slot in ((self._desk.failed, self.foot.refuse), (self._desk.committed, self._on_committed),
                             (self._desk.closing, self._close)):
            signal.disconnect(slot)


def _problem(text: str) -> str:
    """Return why the text cannot be an article's, empty where it can."""
    try:
        checked_text(text)
    except Refused as error:
        return f"This cannot be applied: {error}."
    return ""
