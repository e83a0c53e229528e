"""The command palette: every action, label and article, found by typing, run with Enter, shown with its key."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from annotator.ui.fuzzy import Fit, fit
from annotator.ui.palette_rows import FIT_ROLE, RowPainter
from annotator.ui.theme import Colors

Index = QModelIndex | QPersistentModelIndex
_WIDTH, _HEIGHT = 640, 460
_TO_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_HINT = "↑ ↓ choose · Enter runs · @ finds articles only · Esc leaves"
_ARTICLES = "@"
_LATE, _LAST = 2, 10_000
"""How much further away is what cannot be done now: behind all else where nothing was typed, else behind other words
that begin so, but before chance letters within words. `del` and Enter must not run the guideline."""


class Entry(NamedTuple):
    """One line of the palette: where it belongs, what it says, its key, and what it does.

    `why`: what is missing where it cannot be done now. `sign` draws a small picture before the title.
    """

    id: str
    group: str
    title: str
    key: str
    run: Callable[[], object]
    why: str = ""
    sign: Callable[[QPainter, QRectF, Colors], None] | None = None


class Found(NamedTuple):
    """An entry, and how it fits what was typed."""

    entry: Entry
    fit: Fit


def fitting(entries: Iterable[Entry], typed: str, recent: Sequence[str] = ()) -> list[Found]:
    """Return the entries that fit the typed words, the best first; what cannot be done now comes later.

    Where several fit as well, those chosen lately (`recent`, ids, newest first) come first.
    """
    late = _LATE if typed.strip() else _LAST
    ranks = {id: rank for rank, id in enumerate(recent)}
    found = [Found(each, how) for each in entries if (how := fit(typed, each.title, each.group)) is not None]
    return sorted(found, key=lambda each: (each.fit.distance + late * bool(each.entry.why),
                                           ranks.get(each.entry.id, len(ranks))))


class PaletteModel(QAbstractListModel):
    """What was found, as rows."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Sequence[Found] = ()

    def put(self, found: Sequence[Found]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        found = self.found[index.row()]
        if role == FIT_ROLE:
            return found
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            entry = found.entry
            return ", ".join(part for part in (entry.title, entry.group, entry.key, entry.why) if part)
        return None


class Palette(QDialog):
    """Opens over the window; Enter runs the chosen line after it has closed, Esc leaves. `ran`: the entry's id."""

    ran = Signal(str)

    def __init__(self, parent: QWidget, entries: Sequence[Entry], recent: Sequence[str],
                 articles: Callable[[str], Sequence[Entry]], hint: str = _HINT) -> None:
        """`articles` finds articles by typed words; `hint` stands at the foot."""
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setAccessibleName("Commands")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._entries, self._recent, self._articles = entries, recent, articles
        self.field, self.list, self.model = QLineEdit(), QListView(), PaletteModel()
        self._hint = hint
        self._nothing, self._foot = QLabel("Nothing fits these words."), QLabel(hint)
        self._build()
        self.resize(min(_WIDTH, parent.width() - 40), min(_HEIGHT, parent.height() - 40))
        corner = parent.mapToGlobal(parent.rect().topLeft())
        self.move(corner.x() + (parent.width() - self.width()) // 2,
                  corner.y() + max(20, (parent.height() - self.height()) // 4))
        self._filter("")

    def _build(self) -> None:
        self.field.setObjectName("paletteField")
        self.field.setPlaceholderText("Type what you want to do, a label, or words of a title")
        self.field.setAccessibleName("Find a command")
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._run)
        self.list.setAccessibleName("Commands found")
        self.list.setModel(self.model)
        self.list.setItemDelegate(RowPainter(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._run)
        self._nothing.setContentsMargins(18, 12, 18, 12)
        self._foot.setContentsMargins(18, 6, 18, 8)
        self._foot.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._nothing, self._foot):
            label.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for part in (self.field, _line(), self.list, self._nothing, _line(), self._foot):
            column.addWidget(part)
        column.insertStretch(4)
        column.setStretch(2, 1000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows of the field walk the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _TO_LIST:
            self._foot.setText(self._hint)
            self.list.keyPressEvent(event)
            return True
        return False

    def _filter(self, typed: str) -> None:
        words = typed.removeprefix(_ARTICLES).strip()
        found = [] if typed.startswith(_ARTICLES) else fitting(self._entries, words, self._recent)
        if len(words) > 1 or typed.startswith(_ARTICLES):
            found += [Found(each, fit(words, each.title) or Fit(0, ())) for each in self._articles(words)]
            found.sort(key=lambda each: each.fit.distance + _LATE * bool(each.entry.why))
        self.model.put(found)
        self._foot.setText(self._hint)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        if found:
            self.list.setCurrentIndex(self.model.index(0))
            self.list.scrollToTop()

    def _run(self) -> None:
        index = self.list.currentIndex()
        if not index.isValid():
            return
        chosen = self.model.found[index.row()].entry
        if chosen.why:
            self._foot.setText(f"“{chosen.title}” cannot be used now. {chosen.why}")
            return
        self.accept()
        self.ran.emit(chosen.id)
        chosen.run()


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    return line
