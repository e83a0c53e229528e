"""What changes: each edit with what it does to spans; what goes is named under it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from annotator.domain.scheme_edits.base import Edit
from annotator.domain.scheme_edits.effect import Effect, Loss
from annotator.ui import theme

_NAMED = 2_000
"""So many losses of one edit are listed; the rest is counted."""
_HEIGHT, _EMPTY_HEIGHT = 140, 34
_EMPTY = "Nothing yet. What you change is collected here and done at once with Apply, as one step that undo takes back."


class Changes(QWidget):
    """The list of edits, oldest first."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Sequence[Edit], Sequence[Effect] | None] | None = None
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.list = QTreeWidget()
        self.list.setObjectName("schemeChanges")
        self.list.setAccessibleName("What changes")
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setUniformRowHeights(True)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self.list)

    def put(self, edits: Sequence[Edit], effects: Sequence[Effect] | None, titles: Mapping[str, str]) -> None:
        """Show the edits; without effects they are still being counted. What is shown already stays as it was left."""
        if self._shown == (edits, effects):
            return
        self._shown = (edits, effects)
        self.list.clear()
        self.heading.setText(f"WHAT CHANGES   {len(edits)}" if edits else "WHAT CHANGES")
        for number, edit in enumerate(edits):
            words = edit.words()
            effect = effects[number] if effects else None
            told = effect.words() if effect else "counting …"
            item = QTreeWidgetItem(self.list, [words[:1].upper() + words[1:], told])
            item.setToolTip(1, told)
            item.setForeground(1, QColor(theme.current().muted))
            if effect and (named := effect.named()):
                item.setForeground(1, QColor(theme.current().bad))
                self._name(item, named, titles)
        if not edits:
            empty = QTreeWidgetItem(self.list, [_EMPTY])
            empty.setFlags(Qt.ItemFlag.NoItemFlags)
            empty.setFirstColumnSpanned(True)
        self.list.setFixedHeight(_HEIGHT if edits else _EMPTY_HEIGHT)
        self.list.scrollToBottom()

    def _name(self, item: QTreeWidgetItem, named: Sequence[Loss], titles: Mapping[str, str]) -> None:
        for loss in named[:_NAMED]:
            where = titles.get(loss.ref.article, loss.ref.article)
            QTreeWidgetItem(item, [loss.what, f"{where} · {loss.ref.annotator}"])
        if len(named) > _NAMED:
            QTreeWidgetItem(item, [f"and {len(named) - _NAMED:,} more"])
