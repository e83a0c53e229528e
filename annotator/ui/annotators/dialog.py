"""The annotators' window: who is in the project, under which name and in which color."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.app.operations.annotators import ColorAnnotator, RenameAnnotator
from annotator.domain.change import ChangeSet
from annotator.domain.review import GOLD
from annotator.ui.annotators.model import AnnotatorModel
from annotator.ui.desk import Desk
from annotator.ui.notice import Notice
from annotator.ui.scheme_editor.color_field import ColorField
from annotator.ui.scheme_editor.form import quiet

_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_ABOUT = "A new name holds for everything that stands under the old one."
_EMPTY = ("Nobody has annotations in this project yet. Whoever labels a first span, or whose file you open, "
          "stands here.")
_GOLD = "The outcome of reviews always has this name."


class AnnotatorsDialog(QDialog):
    """Stands beside the main window; each change is a step that Ctrl+Z takes back, here too."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("annotators")
        self.setWindowTitle("Annotators")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.model, self.table, self.notice = AnnotatorModel(desk), QTableView(), Notice()
        self.name_field, self.color_field = QLineEdit(), ColorField("", "Color of the annotator")
        self._rename, self._usual = QPushButton("&Rename"), QPushButton("&Usual color")
        self._words, self._wrong, self._form = quiet(_ABOUT), QLabel(), QWidget()
        self._place_parts()
        self._bind()
        self._reload()
        self.table.setFocus()

    @property
    def chosen(self) -> str:
        """The annotator of the chosen row, empty where there is none."""
        row = self.table.currentIndex().row()
        return self.model.names[row] if 0 <= row < len(self.model.names) else ""

    def event(self, event: QEvent) -> bool:
        """Count again when one comes back from labeling."""
        if event.type() == QEvent.Type.WindowActivate:
            self.model.count()
        return super().event(event)

    def _place_parts(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName("Annotators")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.name_field.setAccessibleName("Name of the annotator")
        self.color_field.setAccessibleName("Color of the annotator")
        self._wrong.setProperty("role", "bad")
        self._wrong.setTextFormat(Qt.TextFormat.PlainText)
        self._wrong.setWordWrap(True)
        self._usual.setToolTip("The color this annotator has by the order they came in")
        for button in (self._rename, self._usual):
            button.setAutoDefault(False)
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        for words, field, button in (("Name", self.name_field, self._rename), ("Color", self.color_field, self._usual)):
            form.addWidget(QLabel(words))
            row = QHBoxLayout()
            row.addWidget(field, 1)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            form.addLayout(row)
        form.insertWidget(2, self._wrong)
        foot = QHBoxLayout()
        foot.addWidget(quiet("F2 rename   Ctrl+Z take back"), 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(self._words)
        column.addWidget(self.table, 1)
        column.addWidget(self._form)
        column.addWidget(self.notice)
        column.addLayout(foot)
        self.resize(560, 560)

    def _bind(self) -> None:
        self.notice.answer_keys_of(self.table)
        self.table.selectionModel().currentRowChanged.connect(self._show)
        self.table.activated.connect(self._edit_name)
        self.name_field.textEdited.connect(self._judge)
        self.name_field.returnPressed.connect(self._give_name)
        self._rename.clicked.connect(self._give_name)
        self.color_field.chosen.connect(self._give_color)
        self._usual.clicked.connect(lambda: self._give_color(""))
        QShortcut(QKeySequence("F2"), self, self._edit_name)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self._desk.undo)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Redo), self, self._desk.redo)
        self._desk.committed.connect(self._on_committed)
        self._desk.failed.connect(self._on_failed)
        self._desk.project_opened.connect(self._reload)
        self._desk.closing.connect(self.close)

    def _reload(self, chosen: str = "") -> None:
        """Show the annotators again, this one chosen; as before where it is empty."""
        chosen = chosen or self.chosen
        self.model.reload()
        empty = not self.model.names
        self._words.setText(_EMPTY if empty else _ABOUT)
        self.table.setVisible(not empty)
        self._form.setVisible(not empty)
        if not empty:
            row = self.model.names.index(chosen) if chosen in self.model.names else 0
            self.table.setCurrentIndex(self.model.index(row, 0))
        self._show()

    def _show(self, *_: QModelIndex) -> None:
        """Show the chosen annotator in the fields; what was typed there and not given is forgotten."""
        name = self.chosen
        self.name_field.setText(name)
        self.name_field.setEnabled(name != GOLD)
        self.color_field.put(self.model.colors.get(name, ""))
        self._judge(name)
        if name == GOLD:
            self._wrong.setText(_GOLD)

    def _judge(self, text: str) -> None:
        """Say beforehand where a name cannot be given."""
        name, wrong = text.strip(), ""
        if not name:
            wrong = "An annotator needs a name."
        elif name == GOLD != self.chosen:
            wrong = f"The name {GOLD} is that of the sets that reviews make; choose another."
        elif name != self.chosen and name in self.model.names:
            wrong = f"There is an annotator {name} already; choose another name."
        self._wrong.setText(wrong if self.chosen else "")
        self._rename.setEnabled(bool(self.chosen) and not wrong and name != self.chosen)

    def _edit_name(self) -> None:
        self.name_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name_field.selectAll()

    def _give_name(self) -> None:
        old, new = self.chosen, self.name_field.text().strip()
        if not self._rename.isEnabled() or self._desk.execute(RenameAnnotator(old, new)) is None:
            return
        self._reload(new)
        self.table.setFocus()
        self.notice.tell(f"{old} is called {new} now.")

    def _give_color(self, color: str) -> None:
        """Give a color; while it is typed it is none for a while."""
        if self.chosen and (not color or _COLOR.fullmatch(color)):
            self._desk.execute(ColorAnnotator(self.chosen, color))

    def _on_committed(self, changes: ChangeSet) -> None:
        if changes.annotators or changes.everything:
            self._reload(changes.renamed.get(self.chosen, ""))

    def _on_failed(self, words: str) -> None:
        self.notice.tell(words, stay=True)
