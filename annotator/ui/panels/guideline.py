"""The guideline of one label, readable while labelling."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.domain.scheme import Label
from annotator.ui.desk import Desk
from annotator.ui.lazy import Lazy
from annotator.ui.scrolled import Scrolled


class Guideline(Scrolled):
    """Shows the label looked at last: of the selected span, or under the mouse or keyboard in the tag panel."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._place = ("", "")
        self.setObjectName("guideline")
        self.setAccessibleName("Guideline of the label")
        self.setWidgetResizable(True)
        self.lazy = Lazy(self._rebuild)
        desk.span_selected.connect(self._on_selected)
        desk.scheme_changed.connect(self._on_scheme)

    def show_label(self, layer: str, label: str) -> None:
        """Show the guideline of a label."""
        if self._place != (layer, label):
            self._place = (layer, label)
            self.lazy.ask()

    def _rebuild(self) -> None:
        found = self._desk.scheme.find(*self._place)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        for text, role in _paragraphs(found[1]) if found else [("The scheme has no labels.", "muted")]:
            words = QLabel()
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setText(text)
            words.setWordWrap(True)
            words.setProperty("role", role)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if role == "title":
                font = words.font()
                font.setBold(True)
                words.setFont(font)
            column.addWidget(words)
        column.addStretch()
        self.put(body)

    def _on_selected(self) -> None:
        span = self._desk.selected_span
        if span:
            self.show_label(span.layer, span.label)

    def _on_scheme(self) -> None:
        if self._desk.scheme.find(*self._place) is None:
            self._place = next(((layer.name, label.name) for layer, label in self._desk.scheme.offered()), ("", ""))
        self.lazy.ask()


def _paragraphs(label: Label) -> list[tuple[str, str]]:
    from annotator.domain import guideline

    key = f"   key {label.key.upper()}" if label.key else ""
    parts = [(f"{label.name}{key}", "title"), (label.description, "muted")]
    if label.retired:
        parts.append(("Retired: spans keep it, but no more get it.", "muted"))
    parts += [(words, "body" if part == "rule" else "quote") for part, words in guideline.parts(label.guideline)]
    if label.asked:
        asks = ", ".join(f"{each.name} ({'/'.join(each.values) or each.type})" for each in label.asked)
        parts.append((f"Asks: {asks}", "muted"))
    return [part for part in parts if part[0]]
