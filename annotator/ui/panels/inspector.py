"""The inspector: everything about the selected span, and where its attributes and comment are edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from annotator.app.operations.sets import SetNotes
from annotator.domain.ids import new_id
from annotator.ui.desk import Desk, SpanPatch
from annotator.ui.panels.plain_parts import note_field, quiet

if TYPE_CHECKING:
    from annotator.ui.panels.span_page import SpanPage


class Inspector(QScrollArea):
    """Shows and edits the selected span; with none selected, the article's notes."""

    delete_asked = Signal()
    others_asked = Signal()
    """the other places of the selected span's words are wanted"""
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._typing = new_id()
        self.setObjectName("inspector")
        self.setAccessibleName("Selected span")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._made_page: SpanPage | None = None
        self._keys = {"comment": "", "delete": "", "relate": "", "others": ""}
        self._hint, self._notes = quiet(""), note_field("Notes on this article")
        self._notes.textChanged.connect(self._write_notes)
        self._stack = QStackedWidget()
        self._article = self._article_page()
        self._stack.addWidget(self._article)
        self.setWidget(self._stack)
        desk.article_opened.connect(self._show)
        desk.span_selected.connect(self._show)
        desk.spans_changed.connect(self._on_spans)
        desk.set_changed.connect(self._show_notes)
        desk.scheme_changed.connect(self._on_scheme)
        self._show()

    def get_ready(self) -> None:
        """Make the page of a span before one is selected, so that the first one need not wait for it."""
        if self._made_page is None:
            self._made_page = self._make_page()

    def show_keys(self, *, notes: str, comment: str, delete: str, relate: str, others: str) -> None:
        """Say in the empty fields and on the button which keys lead there."""
        self._notes.setPlaceholderText(f"Notes on this article ({notes})" if notes else "Notes on this article")
        self._keys = {"comment": comment, "delete": delete, "relate": relate, "others": others}
        if self._made_page is not None:
            self._made_page.show_keys(**self._keys)

    def edit(self) -> bool:
        """Put the keyboard on the first attribute, from there on the comment. False where no span is selected."""
        if self._desk.selected_span is None:
            return False
        field = self._page.next_field()
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(field)
        return True

    def show_others(self, words: str) -> None:
        """Say on the button for the other occurrences what there is to do."""
        self._page.show_others(words)

    def edit_notes(self) -> None:
        """Put the keyboard on the article's notes."""
        self._desk.select(None)
        self._notes.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def _page(self) -> SpanPage:
        """The page of the selected span, made when it is first needed."""
        self.get_ready()
        assert self._made_page is not None
        return self._made_page

    def _make_page(self) -> SpanPage:
        from annotator.ui.panels.span_page import SpanPage

        page = SpanPage(self._desk)
        page.delete_asked.connect(self.delete_asked)
        page.others_asked.connect(self.others_asked)
        page.left.connect(self.left)
        page.entered.connect(self.ensureWidgetVisible)
        page.show_keys(**self._keys)
        page.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)  # until it is shown
        self._stack.addWidget(page)
        return page

    def _article_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        self._hint.setWordWrap(True)
        column.addWidget(self._hint)
        column.addWidget(self._notes)
        column.addStretch()
        return page

    def _on_spans(self, patch: SpanPatch) -> None:
        span = self._desk.selected_span
        if span is not None and any(each.id == span.id for each in patch.put):
            self._page.show_span(span)

    def _on_scheme(self) -> None:
        if self._made_page is not None:
            self._made_page.forget()

    def _show(self) -> None:
        span = self._desk.selected_span
        if span is not None:
            self._page.show_span(span)
        else:
            opened = self._desk.article is not None
            self._hint.setText("No span is selected. Select words and press a label’s key, or click a span."
                               if opened else "No article is open.")
            self._notes.setVisible(opened)
            self._show_notes()
        if span is not None and self._notes.hasFocus():
            self.left.emit()  # before the field goes, or the keyboard would be wherever Qt sends it
        self._stack.setCurrentWidget(self._page if span is not None else self._article)
        for page in filter(None, (self._article, self._made_page)):  # the page behind must not claim room
            policy = QSizePolicy.Policy.Preferred if page is self._stack.currentWidget() else QSizePolicy.Policy.Ignored
            page.setSizePolicy(policy, policy)

    def _show_notes(self) -> None:
        if self._notes.toPlainText() != self._desk.set.notes:
            self._typing = new_id()
            self._notes.blockSignals(True)
            self._notes.setPlainText(self._desk.set.notes)
            self._notes.blockSignals(False)

    def _write_notes(self) -> None:
        self._desk.execute(SetNotes(self._desk.ref, self._notes.toPlainText(), merge_key=f"notes:{self._typing}"))


