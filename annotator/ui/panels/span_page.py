"""The page of the inspector that shows one span; its fields are made anew only for another label."""

import re
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.app.operations.spans import Relabel, SetAttribute, SetComment
from annotator.domain.answers import shown
from annotator.domain.ids import new_id
from annotator.domain.scheme import Attribute
from annotator.domain.span import Span, Value
from annotator.ui.choice_box import ChoiceBox
from annotator.ui.commands import plain
from annotator.ui.desk import Desk
from annotator.ui.elided import ElidedLabel
from annotator.ui.panels.attribute_fields import AttributeField, attribute_field, take_rows_out
from annotator.ui.panels.plain_parts import note_field, quiet
from annotator.ui.panels.relation_list import RelationList
from annotator.ui.times import local

_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_QUOTE = 400
"""Characters of a quote that are shown."""
_LONG_WORD = re.compile(r"\S{24}(?=\S)")
"""Such as addresses: they may be broken where the quote is shown, or the panel would have to be as wide as they."""
_NAME, _FIELD = 130, 60
"""Pixels that the name of an attribute takes at most, and its field at least: long words must not widen the panel."""


class SpanPage(QWidget):
    """Label, quote, attributes, place, origin, who and when, comment."""

    delete_asked = Signal()
    others_asked = Signal()
    entered = Signal(QWidget)
    """the keyboard went on to this field"""
    left = Signal()
    """the last field is done: the keyboard goes back to the article"""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._span: Span | None = None
        self._typing = new_id()
        self._title, self._who, self._quote = ElidedLabel(), ElidedLabel(), QLabel()
        self._label, self._place, self._more = ChoiceBox(), quiet(""), quiet("")
        self._comment = note_field("Comment")
        self._others, self._others_key, self._comment_key = QPushButton(), "", ""
        self._fields: dict[str, AttributeField] = {}
        self._form = QFormLayout()
        self._relations = RelationList(desk)
        self._relations.rebuilt.connect(self._order_stops)
        self._delete = QPushButton("Delete span")
        self._build()

    def show_span(self, span: Span) -> None:
        """Show a span, or the same one changed; a field that says it already keeps its cursor."""
        before, self._span = self._span, span
        if before is None or before.id != span.id:
            self._typing = new_id()  # typing on another span is another step
        if before is None or (before.layer, before.label) != (span.layer, span.label):
            self._rebuild_fields(span)
        self._title.setText(f"{span.label} · {span.layer}")
        self._who.setText(" · ".join(part for part in (
            span.origin, span.changed_by, local(span.changed_at, "%H:%M")) if part))
        self._who.setToolTip(f"{span.origin}, last changed by {span.changed_by or 'unknown'} "
                             f"at {local(span.changed_at) or 'an unknown time'}")
        quote = span.quote if len(span.quote) <= _QUOTE else span.quote[:_QUOTE] + " …"
        self._quote.setText(_LONG_WORD.sub("\\g<0>\u200b", quote))
        self._label.setCurrentText(span.label)
        self._place.setText(", ".join(f"{start:,}–{end:,}" for start, end in span.fragments))
        for name, field in self._fields.items():
            field.put(span.attributes.get(name))
        rest = [f"{name}: {shown(span.attributes[name])}" for name in sorted(set(span.attributes) - set(self._fields))]
        if span.confidence is not None:
            rest.append(f"confidence: {span.confidence:g}")
        self._more.setText("\n".join(rest))
        self._more.setVisible(bool(rest))
        self._relations.show_span(span.id)
        if self._comment.toPlainText() != span.comment:
            self._comment.blockSignals(True)
            self._comment.setPlainText(span.comment)
            self._comment.blockSignals(False)

    def forget(self) -> None:
        """The scheme changed: make the fields anew for the span shown next."""
        shown, self._span = self._span, None
        if shown is not None and self._desk.selected == shown.id:
            self.show_span(shown)

    def show_keys(self, *, comment: str, delete: str, relate: str, others: str) -> None:
        """Say in the empty comment, on the button and where there are no relations which keys lead there."""
        self._relations.show_way(relate)
        self._comment_key = comment
        self._hint_comment()
        self._delete.setText(f"Delete span   {delete}".rstrip())
        self._others_key = others
        self.show_others(self._others.accessibleName())

    def _hint_comment(self) -> None:
        """Say in the empty comment how to get there: by its key, pressed twice where attributes come first."""
        times = 2 if self._fields else 1
        keys = " ".join([self._comment_key] * times).strip()
        self._comment.setPlaceholderText(f"Comment ({keys})" if keys else "Comment")

    def show_others(self, words: str) -> None:
        """Say on the button for the other occurrences what there is to do."""
        self._others.setText(f"{plain(words)}   {self._others_key}".rstrip())
        self._others.setAccessibleName(words)

    def next_field(self) -> QWidget:
        """Return where editing begins: the first attribute; asked again there, or without attributes, the comment."""
        fields = [field.widget for field in self._fields.values()]
        return self._comment if not fields or any(field.hasFocus() for field in fields) else fields[0]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab in the comment, the last field, leads back to the article; Tab that comes from there is followed."""
        if (watched is self._comment and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
                and event.key() == Qt.Key.Key_Tab):
            self.left.emit()
            return True
        if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in _BY_TAB:
            self.entered.emit(watched)
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self._quote.setTextFormat(Qt.TextFormat.PlainText)
        self._who.setProperty("role", "muted")
        self._place.setWordWrap(True)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._quote.setProperty("role", "quote")
        self._quote.setWordWrap(True)
        self._quote.setAccessibleName("Quote")
        self._label.setAccessibleName("Label")
        self._label.setMinimumWidth(_FIELD)
        self._label.textActivated.connect(self._relabel)
        self._comment.textChanged.connect(self._write_comment)
        for field in (self._others, self._label, self._comment, self._delete):
            field.installEventFilter(self)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.addRow(quiet("Label"), self._label)
        self._form.addRow(quiet("Place"), self._place)
        self._delete.setAccessibleName("Delete span")
        self._delete.clicked.connect(self.delete_asked)
        self._others.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # long words must not widen it
        self._others.clicked.connect(self.others_asked)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._who)
        foot.addStretch()
        foot.addWidget(self._delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._quote)
        column.addWidget(self._others)
        column.addLayout(self._form)
        column.addWidget(self._more)
        column.addWidget(self._relations)
        column.addWidget(self._comment)
        column.addLayout(foot)
        column.addStretch()

    def _rebuild_fields(self, span: Span) -> None:
        layer = self._desk.scheme.layer(span.layer)
        names = [label.name for label in layer.labels if not label.retired or label.name == span.label] if layer else [
            span.label]
        if names != [self._label.itemText(place) for place in range(self._label.count())]:
            self._label.clear()
            self._label.addItems(names)
        found = self._desk.scheme.find(span.layer, span.label)
        wanted: tuple[Attribute, ...] = found[1].asked if found else ()
        if wanted == tuple(field.attribute for field in self._fields.values()):
            return
        take_rows_out(self._form, leave=2)
        self._fields = {}
        for number, attribute in enumerate(wanted, 1):
            field = attribute_field(attribute, partial(self._answer, attribute.name), partial(self._go_on, number))
            field.widget.setAccessibleName(attribute.name)
            self._fields[attribute.name] = field
            name = ElidedLabel(attribute.name)
            name.setProperty("role", "muted")
            name.setMaximumWidth(_NAME)
            if isinstance(field.widget, ChoiceBox):
                field.widget.setMinimumWidth(_FIELD)
            self._form.insertRow(number, name, field.widget)
        self._hint_comment()
        self._order_stops()

    def _order_stops(self) -> None:
        """Let the Tab key go from top to bottom; Qt leaves out widgets that only pass the keyboard on."""
        fields = [self._others, self._label,
                  *(field.widget.focusProxy() or field.widget for field in self._fields.values())]
        for one, other in pairwise([*fields, *self._relations.stops, self._comment, self._delete]):
            self.setTabOrder(one, other)

    def _go_on(self, number: int) -> None:
        """Go to the field after the one of this number; after the last one, to the article."""
        fields = list(self._fields.values())
        if number < len(fields):
            fields[number].widget.setFocus(Qt.FocusReason.TabFocusReason)
            self.entered.emit(fields[number].widget)
        else:
            self.left.emit()

    def _write_comment(self) -> None:
        if self._span is not None:
            self._desk.execute(SetComment(self._desk.ref, self._span.id, self._comment.toPlainText(),
                                          merge_key=f"comment:{self._typing}"))

    def _relabel(self, label: str) -> None:
        if self._span is not None:
            self._desk.execute(Relabel(self._desk.ref, self._span.id, self._span.layer, label))
            self._label.setCurrentText(self._span.label)  # as it was, where that was refused

    def _answer(self, name: str, value: Value | None) -> None:
        if self._span is not None:
            self._desk.execute(SetAttribute(self._desk.ref, self._span.id, name, value,
                                            merge_key=f"set:{name}:{self._typing}"))
