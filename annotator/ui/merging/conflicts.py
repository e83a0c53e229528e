"""The window of conflicts: theirs or yours, for some or for all; each choice is one step that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
)

from annotator.app.operations.base import count
from annotator.app.operations.merging import ResolveConflicts
from annotator.domain.change import ChangeSet
from annotator.domain.merging.conflict import MergeConflict
from annotator.domain.span import Span
from annotator.ui.job_dialog import JobDialog
from annotator.ui.merging.conflict_model import COLUMNS, ConflictModel
from annotator.ui.panels.plain_parts import quiet

if TYPE_CHECKING:
    from annotator.app.ports import Progress
    from annotator.ui.main_window import MainWindow

KEYS = {"Take theirs": "T", "Keep yours": "K", "Take all theirs": "Shift+T", "Keep all yours": "Shift+K",
        "Show in the article": "Return"}
"""Heard while the keyboard is on the list."""
_SIZE = (860, 440)
_WIDTHS = (150, 170, 170, 210, 70)
_ANNOTATOR = COLUMNS.index("Annotator")
_AT_ONCE = 200
"""So many conflicts are settled while the window waits; more of them in a job."""


class ConflictDialog(QDialog):
    """Stands beside the main window. `settled` tells how many were settled, and how many are left."""

    settled = Signal(int, int)

    def __init__(self, window: MainWindow, conflicts: Sequence[MergeConflict]) -> None:
        super().__init__(window)
        self.setObjectName("mergeConflicts")
        self.setWindowTitle("Conflicts of the merge")
        self.setWindowFlag(Qt.WindowType.Window)
        self._main, self._desk = window, window.desk
        self._jobs = JobDialog(self)
        self._model = ConflictModel(self._desk, conflicts)
        self.table = QTableView()
        self._sentence = quiet("")
        self._buttons: list[QPushButton] = []
        room = self.screen().availableGeometry()
        self.resize(min(_SIZE[0], room.width() - 40), min(_SIZE[1], room.height() - 60))
        self._place_parts()
        self._desk.committed.connect(self._on_committed)
        self._model.modelReset.connect(self._tell)
        self._tell()

    def open_conflicts(self) -> Sequence[MergeConflict]:
        """Return those that are not settled."""
        return self._model.open

    def _place_parts(self) -> None:
        self._prepare_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        self._sentence.setWordWrap(True)
        column.addWidget(self._sentence)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        runs: tuple[Callable[[], None], ...] = (
            partial(self._settle, True, False), partial(self._settle, False, False),
            partial(self._settle, True, True), partial(self._settle, False, True), self._show)
        for (words, key), run in zip(KEYS.items(), runs, strict=True):
            button = QPushButton(f"{words}   {'Enter' if key == 'Return' else key}")
            button.setAccessibleName(words)
            button.setAutoDefault(False)
            button.clicked.connect(run)
            QShortcut(QKeySequence(key), self.table, run, context=Qt.ShortcutContext.WidgetShortcut)
            self._buttons.append(button)
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        QShortcut(QKeySequence.StandardKey.Undo, self, self._desk.undo)
        QShortcut(QKeySequence.StandardKey.Redo, self, self._desk.redo)
        self.table.setFocus()

    def _prepare_table(self) -> None:
        table = self.table
        table.setModel(self._model)
        table.setAccessibleName("Conflicts")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 10)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setHighlightSections(False)
        for place, width in enumerate(_WIDTHS):
            header.resizeSection(place, width)
        header.setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        table.setColumnHidden(_ANNOTATOR, len({each.ref.annotator for each in self._model.open}) == 1)
        table.doubleClicked.connect(self._show)

    def _settle(self, take: bool, everything: bool) -> None:
        """Take theirs or keep ours, for the chosen rows or for all."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        chosen = list(self._model.open) if everything else [self._model.open[row] for row in rows]
        session = self._desk.session
        if not chosen or session is None or self._jobs.busy:
            return
        operation = ResolveConflicts(chosen, take)
        if len(chosen) <= _AT_ONCE:
            if self._desk.execute(operation) is not None:
                self._on_settled(len(chosen), rows)
            return

        def work(progress: Progress) -> None:
            session.execute(operation, self._desk)

        self._jobs.run(f"Settling {len(chosen):,} conflicts …", work,
                       done=lambda _: self._on_settled(len(chosen), rows),
                       failed=self._desk.failed.emit, cancelled=lambda: None)

    def _on_settled(self, number: int, rows: Sequence[int]) -> None:
        self._model.reload()
        self.settled.emit(number, len(self._model.open))
        self._choose_row(min(rows[0] if rows else 0, len(self._model.open) - 1))
        if not self._model.open:
            self.close()

    def _choose_row(self, row: int) -> None:
        """Select a row, whatever keys are down just now: `selectRow` would extend or toggle the selection then."""
        if 0 <= row < len(self._model.open):
            flags = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(self._model.index(row, 0), flags.ClearAndSelect | flags.Rows)

    def _show(self) -> None:
        """Bring up the article with the words that are in conflict."""
        row = self.table.currentIndex().row()
        if not 0 <= row < len(self._model.open):
            return
        conflict = self._model.open[row]
        self._desk.open_article(conflict.ref.article)
        one = conflict.ours if conflict.ours is not None else conflict.theirs
        if isinstance(one, Span):
            self._main.view.set_selection(one.start, one.end)
            self._main.view.ensure_visible(one.start, one.end)
        self._main.activateWindow()
        self._main.view.setFocus()

    def _on_committed(self, changes: ChangeSet) -> None:
        self._model.reload()

    def _tell(self) -> None:
        number = len(self._model.open)
        self._sentence.setText(f"{count(number, 'conflict')}: both sides changed these, and yours was kept so far. "
                               "What you choose here is not asked again.")
        for button in self._buttons:
            button.setEnabled(number > 0)
        if not self.table.selectionModel().hasSelection():
            self._choose_row(0)
