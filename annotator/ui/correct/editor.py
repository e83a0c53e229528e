"""The editor of a correction: a text widget that shows a draft and tells it what the user changed.

Untouched text is never read back from the widget. What is typed is read where it was put in, and nowhere else;
what is pasted or cut goes past the widget, character for character. Undo is the draft's.
"""

import re
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QInputMethodEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from annotator.domain.draft import Change, Draft
from annotator.domain.edits import Edit, common_start
from annotator.domain.text import is_rtl
from annotator.ui import theme
from annotator.ui.correct.shown import Places, shown_text

_CHARACTER = re.compile(r"\r\n|.", re.DOTALL)
"""What is one character in the widget."""
_EXACT = "application/x-annotator-text"
"""How a cut or copied text travels beside plain text, of which Qt drops a leading U+FEFF."""
_MARKED = 300
"""Most stretches that are marked at a time; only those in sight are."""
_TICK = 3
_FILLS = {"light": ("#CDEFD9", "#FFE3A8"), "dark": ("#1F4A33", "#5A4712")}
"""Backgrounds of what was put in and of the span that is looked at; black and white text stay readable on both."""


class TextEditor(QPlainTextEdit):
    """Shows a draft and edits it. Positions outside are code points of the draft's text."""

    edited = Signal(Change)
    """The draft was changed like this."""

    def __init__(self, draft: Draft, *, read_only: bool = False) -> None:
        super().__init__()
        self.draft = draft
        self._places = Places(draft.text)
        self._syncing = self._stale = False
        self._end = 0
        """Where the last change ends."""
        self._marks: Sequence[Edit] = ()
        self._looked_at: Sequence[tuple[int, int]] = ()
        self.setUndoRedoEnabled(False)
        self.setReadOnly(read_only)
        if read_only:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard
                                         | Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setTabChangesFocus(True)
        for widget in (self, self.viewport()):  # Qt takes dragged text out and puts it in before it tells of either
            widget.setAcceptDrops(False)
        self.document().setDocumentMargin(16)
        if is_rtl(draft.text, 0, len(draft.text)):  # Qt would begin every line of this widget on the left
            option = self.document().defaultTextOption()
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
            self.document().setDefaultTextOption(option)
        self.setPlainText(shown_text(draft.text))
        self.document().contentsChange.connect(self._on_contents)
        self._repaint = QTimer(self)
        self._repaint.setSingleShot(True)
        self._repaint.setInterval(0)
        self._repaint.timeout.connect(self._mark_visible)
        self.updateRequest.connect(self._on_update)

    # Places

    @property
    def position(self) -> int:
        """Where the caret is."""
        return self._places.to_points(self.textCursor().position())

    def selection(self) -> tuple[int, int] | None:
        """Return the selected range, None where nothing is selected."""
        cursor = self.textCursor()
        start, end = map(self._places.to_points, (cursor.selectionStart(), cursor.selectionEnd()))
        return (start, end) if start < end else None

    def select(self, start: int, end: int) -> None:
        """Select a range and bring it into sight."""
        cursor = self.textCursor()
        cursor.setPosition(self._places.to_units(start))
        cursor.setPosition(self._places.to_units(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()

    def shows_draft(self) -> bool:
        """Whether the widget shows what the draft holds; anything else would be a bug, and must not be applied."""
        return self.document().toRawText() == shown_text(self.draft.text).replace("\n", "\u2029")

    # Marks

    def mark(self, edits: Sequence[Edit]) -> None:
        """Show what differs from the stored text."""
        self._marks = edits
        self._repaint.start()

    def look_at(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Point out where a span is, and bring it into sight."""
        self._looked_at = ranges
        if ranges:
            cursor = self.textCursor()
            top = QTextCursor(self.document())
            top.setPosition(self._places.to_units(ranges[0][0]))
            if not self.viewport().rect().adjusted(0, 0, 0, -20).contains(self.cursorRect(top).center()):
                self.setTextCursor(top)
                self.centerCursor()
                bar = self.verticalScrollBar().value()
                self.setTextCursor(cursor)
                self.verticalScrollBar().setValue(bar)
        self._repaint.start()

    # Changes

    def replace(self, start: int, end: int, text: str, *, typed: bool = False) -> None:
        """Put a text in the place of a range, character for character."""
        change = Change(start, end, text)
        self.draft.replace(change, typed=typed)
        self._show(change)

    def undo(self) -> None:
        """Take the last change of the draft back."""
        self._turn(self.draft.undo())

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._turn(self.draft.redo())

    def _turn(self, change: Change | None) -> None:
        if change is not None:
            self._show(change)

    def _show(self, change: Change) -> None:
        """Bring the widget in step with a change that the draft has made already."""
        self._syncing = True
        halves = any(not self._places.stands_apart(point) for point in (change.start, change.end))
        cursor = self.textCursor()
        cursor.setPosition(self._places.to_units(change.start))
        cursor.setPosition(self._places.to_units(change.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(shown_text(change.text))
        self._syncing = False
        self._settle(change)
        self._stale = self._stale or halves
        self._catch_up()
        self._put_caret(self._end)

    def _on_contents(self, position: int, removed: int, added: int) -> None:
        """The user changed the widget: tell the draft the least that explains it. (Qt may name more than was
        changed, up to the whole text and its invisible last paragraph separator.)"""
        if self._syncing:
            return
        text, places = self.draft.text, self._places
        start, end = places.to_points(position), places.to_points(position + removed)
        put = self._read(position, min(position + added, self.document().characterCount() - 1))
        gone, starts = shown_text(text[start:end]), [match.start() for match in _CHARACTER.finditer(text[start:end])]
        starts.append(end - start)
        head = common_start(gone, put)
        tail = common_start(reversed(gone[head:]), reversed(put[head:]))
        start, end = start + starts[head], start + starts[len(gone) - tail]
        put = put[head:len(put) - tail]
        if start == end and not put:
            return
        change = Change(start, end, put.replace("\n", self.draft.line_break))
        self.draft.replace(change, typed=len(put) <= 1)
        self._settle(change)

    def _settle(self, change: Change) -> None:
        """The widget shows the change; where its ends made a CR and an LF one terminator, it does not yet."""
        text, end = self.draft.text, change.start + len(change.text)
        self._places = self._places.after(change, text)
        self._stale = any(text[max(0, place - 1):place + 1] == "\r\n" for place in (change.start, end))
        self._end = end
        self.edited.emit(change)

    def _catch_up(self) -> None:
        """Show all anew where the widget is out of step."""
        if not self._stale:
            return
        self._stale = False
        self._syncing = True
        self.setPlainText(shown_text(self.draft.text))
        self._syncing = False
        self._put_caret(self._end)

    def _put_caret(self, position: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(self._places.to_units(position))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _read(self, start: int, end: int) -> str:
        """Return what was typed into the widget; its separators of paragraphs and lines are line ends."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().replace("\u2029", "\n")

    # Events of Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if event.matches(QKeySequence.StandardKey.Undo) and not self.isReadOnly():
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) and not self.isReadOnly():
            self.redo()
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isReadOnly():
            self._insert(self.draft.line_break)
        else:
            super().keyPressEvent(event)
            self._catch_up()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self._catch_up()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy and cut take the draft's own text."""
        mime, selected = QMimeData(), self.selection()
        text = self.draft.text[slice(*selected)] if selected else ""
        mime.setText(text)
        mime.setData(_EXACT, QByteArray(text.encode("utf-8", "surrogatepass")))
        return mime

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste puts the text in as it is."""
        if source.hasFormat(_EXACT):
            self._insert(bytes(source.data(_EXACT).data()).decode("utf-8", "surrogatepass"))
        elif source.hasText():
            self._insert(source.text())

    def _insert(self, text: str) -> None:
        start, end = self.selection() or (self.position, self.position)
        self.replace(start, end, text)

    def _on_update(self, rect: QRect, dy: int) -> None:
        if dy:
            self._repaint.start()

    def _mark_visible(self) -> None:
        """Color what is in sight: what was put in, and the span that is looked at."""
        first, last = self._in_sight()
        put_in, looked_at = _FILLS["dark" if theme.current().dark else "light"]
        wanted = [(edit.new_start, edit.new_end, put_in) for edit in self._marks
                  if edit.new_start < last and first < edit.new_end][:_MARKED]
        wanted += [(start, end, looked_at) for start, end in self._looked_at]
        selections = []
        for start, end, fill in wanted:
            each = QTextEdit.ExtraSelection()
            each.cursor = QTextCursor(self.document())
            each.cursor.setPosition(self._places.to_units(start))
            each.cursor.setPosition(self._places.to_units(end), QTextCursor.MoveMode.KeepAnchor)
            each.format.setBackground(QColor(fill))
            selections.append(each)
        self.setExtraSelections(selections)
        self.viewport().update()

    def _in_sight(self) -> tuple[int, int]:
        bottom = QPoint(self.viewport().width() - 1, self.viewport().height() - 1)
        first, last = self.cursorForPosition(QPoint(0, 0)).position(), self.cursorForPosition(bottom).position()
        return self._places.to_points(first), self._places.to_points(last) + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, and a tick where something was taken out."""
        super().paintEvent(event)
        first, last = self._in_sight()
        painter, cursor = QPainter(self.viewport()), QTextCursor(self.document())
        for edit in self._marks:
            if edit.start < edit.end and edit.new_start == edit.new_end and first <= edit.new_start <= last:
                cursor.setPosition(self._places.to_units(edit.new_start))
                place = self.cursorRect(cursor)
                painter.fillRect(place.left() - _TICK, place.top(), _TICK, place.height(), QColor(theme.current().bad))
        painter.end()
