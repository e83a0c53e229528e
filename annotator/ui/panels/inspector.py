"""The inspector: everything about the selected span, and where its attributes and comment are edited."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.app.operations.sets import SetNotes
from annotator.app.operations.spans import Relabel, SetAttribute, SetComment
from annotator.domain.ids import new_id
from annotator.domain.span import Span
from annotator.ui.desk import Desk, SpanPatch
from annotator.ui.panels.attribute_fields import attribute_field
from annotator.ui.scrolled import Scrolled
from annotator.ui.times import local

_QUOTE = 400


class Inspector(Scrolled):
    """Shows and edits the selected span; with none selected, the article's notes."""

    delete_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._typing = ""
        self._fields: dict[str, QWidget] = {}
        self.setObjectName("inspector")
        self.setAccessibleName("Selected span")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._comment: QPlainTextEdit | None = None
        self._notes: QPlainTextEdit | None = None
        desk.article_opened.connect(self._rebuild)
        desk.span_selected.connect(self._rebuild)
        desk.spans_changed.connect(self._on_spans)
        desk.set_changed.connect(self._on_set)
        desk.scheme_changed.connect(self._rebuild)

    def edit(self) -> bool:
        """Put the keyboard on the first attribute, else on the comment. False where no span is selected."""
        if self._desk.selected_span is None:
            return False
        field = next(iter(self._fields.values()), None) or self._comment
        if field:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return field is not None

    def edit_notes(self) -> None:
        """Put the keyboard on the article's notes."""
        self._desk.select(None)
        if self._notes:
            self._notes.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_spans(self, patch: SpanPatch) -> None:
        span = self._desk.selected_span
        if span is None or span.id not in {each.id for each in patch.put}:
            return
        focused = self.focusWidget()
        if self._comment is not None and focused is self._comment and self._comment.toPlainText() == span.comment:
            return  # our own typing came back
        name = next((name for name, field in self._fields.items() if field is focused), "")
        self._rebuild()
        if name in self._fields:
            self._fields[name].setFocus()

    def _on_set(self) -> None:
        if self._notes is not None and self._notes.toPlainText() != self._desk.set.notes:
            self._rebuild()

    def _rebuild(self) -> None:
        self._typing = new_id()
        self._fields, self._comment, self._notes = {}, None, None
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        span = self._desk.selected_span
        if span is not None:
            self._build_span(span, column)
        elif self._desk.article is not None:
            self._build_article(column)
        else:
            column.addWidget(_quiet("No article is open."))
        column.addStretch()
        self.put(body)

    def _build_span(self, span: Span, column: QVBoxLayout) -> None:
        column.addLayout(self._head(span))
        quote = QLabel()
        quote.setTextFormat(Qt.TextFormat.PlainText)
        quote.setText(span.quote if len(span.quote) <= _QUOTE else span.quote[:_QUOTE] + " …")
        quote.setProperty("role", "quote")
        quote.setWordWrap(True)
        quote.setAccessibleName("Quote")
        column.addWidget(quote)
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_quiet("Label"), self._label_choice(span))
        self._add_attributes(span, form)
        form.addRow(_quiet("Place"), _quiet(", ".join(f"{start:,}–{end:,}" for start, end in span.fragments)))
        if span.confidence is not None:
            form.addRow(_quiet("Confidence"), _quiet(f"{span.confidence:g}"))
        column.addLayout(form)
        self._comment = self._note("Comment (F2)", span.comment)
        self._comment.textChanged.connect(partial(self._write_comment, span.id))
        column.addWidget(self._comment)
        delete = QPushButton("Delete span   Del")
        delete.setAccessibleName("Delete span")
        delete.clicked.connect(self.delete_asked)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(delete)
        column.addLayout(row)

    def _head(self, span: Span) -> QHBoxLayout:
        head = QHBoxLayout()
        title = QLabel(f"{span.label} · {span.layer}")
        title.setTextFormat(Qt.TextFormat.PlainText)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        who = _quiet(" · ".join(part for part in (span.origin, span.changed_by, local(span.changed_at, "%H:%M"))
                               if part))
        who.setToolTip(f"{span.origin}, last changed by {span.changed_by or 'unknown'} "
                       f"at {local(span.changed_at) or 'an unknown time'}")
        head.addWidget(title)
        head.addStretch()
        head.addWidget(who)
        return head

    def _label_choice(self, span: Span) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName("Label")
        layer = self._desk.scheme.layer(span.layer)
        for label in layer.labels if layer else ():
            choice.addItem(label.name)
        choice.setCurrentText(span.label)
        choice.textActivated.connect(partial(self._relabel, span.id, span.layer))
        return choice

    def _add_attributes(self, span: Span, form: QFormLayout) -> None:
        found = self._desk.scheme.find(span.layer, span.label)
        for attribute in found[1].attributes if found else ():
            field = attribute_field(attribute, span.attributes.get(attribute.name),
                                    partial(self._answer, span.id, attribute.name))
            field.setAccessibleName(attribute.name)
            self._fields[attribute.name] = field
            form.addRow(_quiet(attribute.name), field)
        for name in sorted(set(span.attributes) - set(self._fields)):
            form.addRow(_quiet(name), _quiet(str(span.attributes[name])))

    def _build_article(self, column: QVBoxLayout) -> None:
        column.addWidget(_quiet("No span is selected. Select words and press a label's key, or click a span."))
        self._notes = self._note("Notes on this article (F3)", self._desk.set.notes)
        self._notes.textChanged.connect(self._write_notes)
        column.addWidget(self._notes)

    def _note(self, words: str, text: str) -> QPlainTextEdit:
        field = QPlainTextEdit(text)
        field.setPlaceholderText(words)
        field.setAccessibleName(words.partition(" (")[0])
        field.setTabChangesFocus(True)
        field.setUndoRedoEnabled(False)  # the project's undo covers it
        field.setFixedHeight(field.fontMetrics().lineSpacing() * 3 + 18)
        return field

    def _write_comment(self, id: str) -> None:
        if self._comment is not None:
            text = self._comment.toPlainText()
            self._desk.execute(SetComment(self._desk.ref, id, text, merge_key=f"comment:{self._typing}"))

    def _write_notes(self) -> None:
        if self._notes is not None:
            self._desk.execute(SetNotes(self._desk.ref, self._notes.toPlainText(), merge_key=f"notes:{self._typing}"))

    def _relabel(self, id: str, layer: str, label: str) -> None:
        self._desk.execute(Relabel(self._desk.ref, id, layer, label))

    def _answer(self, id: str, name: str, value: str | bool | float | None) -> None:
        self._desk.execute(SetAttribute(self._desk.ref, id, name, value, merge_key=f"set:{name}:{self._typing}"))


def _quiet(words: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(words)
    label.setProperty("role", "muted")
    label.setWordWrap(len(words) > 24)
    return label
