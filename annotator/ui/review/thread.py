"""The thread of a difference: what was decided and asked, what was said, what the annotator answered."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.domain.review import Remark, Verdict
from annotator.ui.times import brief

_SAID = {"accept": "accepted", "reject": "rejected", "edit": "proposed a change", "question": "asked"}
_ANSWERED = {"accept": "agrees", "dispute": "disputes this"}


class Entry(NamedTuple):
    """One contribution: who did what when, and the words. `remark`: one that can be removed."""

    at: str
    by: str
    did: str
    words: str
    remark: Remark | None = None

    @property
    def head(self) -> str:
        """Who, what, when, on one line."""
        return " · ".join(filter(None, (f"{self.by} {self.did}".rstrip(), brief(self.at))))


def entries(verdicts: Sequence[Verdict], remarks: Mapping[str, Sequence[Remark]], me: str) -> list[Entry]:
    """Return what was said about a difference, oldest first. The verdicts of one decision are said once; `remarks` by
    annotator. One's own remarks can be removed."""
    found: dict[Entry, None] = {}
    kinds = [each.verdict for each in verdicts]
    for each in verdicts:
        if each.verdict == "edit" and "accept" in kinds:  # what was accepted, as the others hear of it
            pass
        elif each.reason or each.comment or each.verdict in ("question", "edit"):
            words = " · ".join(filter(None, (each.reason, each.comment)))
            found[Entry(each.at, each.by, _SAID[each.verdict], words)] = None
        if each.answer and each.answered_at >= each.at:
            found[Entry(each.answered_at, each.answered_by, _ANSWERED[each.answer], "")] = None
    for said in remarks.values():
        for remark in said:
            found[Entry(remark.at, remark.by, "", remark.text, remark if remark.by == me else None)] = None
    return sorted(found, key=lambda entry: entry.at)


class Thread(QWidget):
    """Shows the entries. `removed(remark)`: one's own is to go."""

    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Remarks")
        self._shown: Sequence[Entry] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._parts: list[QWidget] = []

    def show_entries(self, shown: Sequence[Entry]) -> None:
        """Show these and no others."""
        if shown == self._shown:
            return
        self._shown = shown
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = [part for entry in shown for part in self._made(entry)]
        for part in self._parts:
            self._column.addWidget(part)
        self.setVisible(bool(shown))

    def _made(self, entry: Entry) -> list[QWidget]:
        head, words = QWidget(), QLabel(entry.words)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 2, 0, 0)
        who = QLabel(entry.head)
        who.setProperty("role", "muted")
        row.addWidget(who)
        row.addStretch()
        if entry.remark is not None:
            remove = QPushButton("✕")
            remove.setProperty("role", "tiny")
            remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            remove.setAccessibleName("Remove this remark")
            remove.setToolTip("Remove this remark")
            remove.clicked.connect(lambda _=False, remark=entry.remark: self.removed.emit(remark))
            row.addWidget(remove)
        for label in (who, words):
            label.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setAccessibleName(f"{entry.head}: {entry.words}")
        return [head, words] if entry.words else [head]
