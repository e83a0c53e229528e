"""The strip under the hits: relabel or delete the ticked spans, or all found, after saying what that changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QStackedWidget, QWidget

from annotator.app.operations.base import count
from annotator.app.operations.bulk import Weight
from annotator.domain.article import SetRef
from annotator.ui.desk import Desk
from annotator.ui.label_choice import choose_label

Places = Mapping[SetRef, set[str]]


class BulkStrip(QFrame):
    """Two faces: what can be done; and what exactly would be done, to be confirmed with Enter or left with Esc."""

    relabel_asked = Signal(str, str)
    """layer and label"""
    delete_asked = Signal()
    confirmed = Signal()
    voided = Signal()
    """what was asked about the spans found no longer holds"""
    untick_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._all: Places = {}
        self._ticked: Places = {}
        self._waiting = False
        self._foreign = 0
        self.setObjectName("bulkStrip")
        self.setProperty("role", "bar")
        self._words, self._question = QLabel(), QLabel()
        self._untick, self._relabel = QPushButton("Untick"), QPushButton("Relabel as …")
        self._delete, self._confirm, self._leave = QPushButton("Delete"), QPushButton(), QPushButton("Leave it   Esc")
        self._faces = QStackedWidget()
        self._faces.addWidget(self._row(self._words, self._untick, self._relabel, self._delete))
        self._faces.addWidget(self._row(self._question, self._confirm, self._leave))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._faces)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._untick.clicked.connect(self.untick_asked)
        self._relabel.clicked.connect(self._choose)
        self._delete.clicked.connect(self.delete_asked)
        self._confirm.clicked.connect(self.confirmed)
        self._leave.clicked.connect(self.back)
        self.hide()

    @property
    def places(self) -> Places:
        """The spans to be changed: the ticked ones that are still found, else all that were found and are one's own."""
        if self._waiting:
            return {}
        if not self._ticked:
            return self._all
        still = {ref: ids & self._all.get(ref, set()) for ref, ids in self._ticked.items()}
        return {ref: ids for ref, ids in still.items() if ids}

    def holds(self, ref: SetRef, ids: Collection[str]) -> bool:
        """Whether one of these spans is among those that were found."""
        return not self._all.get(ref, set()).isdisjoint(ids)

    def set_all(self, places: Places) -> None:
        """Say which spans the search found, of whomever."""
        mine = self._desk.ref.annotator
        self._all = {ref: ids for ref, ids in places.items() if ref.annotator == mine}
        self._foreign = sum(len(ids) for ref, ids in places.items() if ref.annotator != mine)
        self._waiting = False
        self.setVisible(bool(places))
        self.back()

    def wait(self) -> None:
        """Some of the spans found were changed: nothing can be asked or confirmed until they are counted again."""
        self._waiting = True
        self.voided.emit()
        self.back()

    def set_ticked(self, places: Places) -> None:
        """Say which spans are ticked."""
        self._ticked = places
        self.back()

    def ask(self, weight: Weight, label: str) -> None:
        """Say what relabelling (deleting, where `label` is empty) would do, and wait for an answer."""
        where = f"{count(weight.spans, 'span')} in {count(weight.articles, 'article')}"
        words = f"{where} would become {label}." if label else f"{where} would be deleted."
        if weight.twins:
            words += f" {count(weight.twins, 'span')} would stay: the same words are {label} already."
        if weight.relations:
            why = ", not allowed then" if label else " with them"
            words += f" {count(weight.relations, 'relation')} would go{why}."
        self._question.setText(words)
        self._confirm.setText(f"{'Relabel' if label else 'Delete'} {weight.spans:,}   Enter")
        self._confirm.setEnabled(weight.spans > 0)
        self._faces.setCurrentIndex(1)
        (self._confirm if weight.spans else self._leave).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def back(self) -> None:
        """Show what can be done."""
        number = sum(map(len, self.places.values()))
        which = "ticked" if self._ticked else "found"
        foreign = f" {self._foreign:,} of others are only shown." if self._foreign else ""
        said = f"{count(number, 'span')} {which} ·" if number else (
            "Counting again …" if self._waiting else "None of these spans is yours.")
        self._words.setText(said + (foreign or (" Space ticks single ones." if number else "")))
        self._untick.setVisible(bool(self._ticked))
        for button in (self._relabel, self._delete):
            button.setEnabled(number > 0)
        self._faces.setCurrentIndex(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asking = self._faces.currentIndex() == 1
        if asking and event.key() == Qt.Key.Key_Escape:
            self.back()
            self._relabel.setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(on := self.focusWidget(), QPushButton):
            on.click()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        choose_label(self, self._desk.scheme, "Relabel as …", self.relabel_asked.emit)

    def _row(self, words: QLabel, *buttons: QPushButton) -> QWidget:
        face = QWidget()
        row = QHBoxLayout(face)
        row.setContentsMargins(12, 5, 12, 5)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(words, 1)
        for button in buttons:
            button.setProperty("role", "small")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(button.text().removesuffix(" …").partition("   ")[0] or "Confirm")
            row.addWidget(button)
        return face
