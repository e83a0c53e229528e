"""The key sheet (Shift+F1): all keys of the window and the scheme on one page, to look at, copy or print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPagedPaintDevice, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.ui import theme
from annotator.ui.command_table.review import LETTERS
from annotator.ui.commands import BELOW, native, unmarked
from annotator.ui.key_sheet_page import Group, Page, Row, as_text, lay_out, paint_sheet
from annotator.ui.view_keys import MOVES, OTHERS

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_PRINTED_WIDTH = 1080
"""Width of the page that is printed, in the units of the screen; it is then made to fit the paper."""


class SheetView(QWidget):
    """The groups in as many columns as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: list[Group] = []
        self._typed = ""
        self._page = Page([], 0, 0)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.95)
        self.setFont(font)
        self.setAccessibleName("Keys")

    def show_groups(self, groups: list[Group]) -> None:
        """Show other keys."""
        self._groups = groups
        self.setAccessibleDescription(as_text(groups))
        self._arrange()

    def look_for(self, typed: str) -> None:
        """Make all but the rows with these words pale."""
        self._typed = typed
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_sheet(painter, self._page, self.font(), theme.current(), self._typed)
        painter.end()

    def _arrange(self) -> None:
        around = self.parentWidget()
        self._page = lay_out(self._groups, self.width(), self.font(), around.height() if around else 0)
        self.setMinimumHeight(int(self._page.height))
        self.update()


class KeySheet(QDialog):
    """Stands beside the window, so that one can look and try; follows changed keys and schemes."""

    def __init__(self, w: MainWindow) -> None:
        super().__init__(w)
        self._window = w
        self.setObjectName("keySheet")
        self.setWindowTitle("Keys")
        self.setWindowFlag(Qt.WindowType.Window)
        self.view, self.field = SheetView(), QLineEdit()
        self.field.setPlaceholderText("Find a key, or what it does")
        self.field.setAccessibleName("Find on the key sheet")
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(320)
        self.field.textChanged.connect(self.view.look_for)
        top = QHBoxLayout()
        top.setContentsMargins(18, 12, 18, 8)
        top.addWidget(self.field, 1)
        top.addStretch()
        for words, run in (("Change keys…", self._change), ("Copy as text", self.copy), ("Print…", self._ask_print)):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(run)
            top.addWidget(button)
        self._told = QLabel()
        self._told.setProperty("role", "muted")
        top.insertWidget(2, self._told)
        area = QScrollArea()
        area.setAccessibleName("Key sheet")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(area)
        room = w.screen().availableGeometry()
        self.resize(min(1240, room.width() - 40), min(820, room.height() - 60))
        w.keymap.changed.connect(self._rebuild)
        w.desk.scheme_changed.connect(self._rebuild)
        self._rebuild()

    def copy(self) -> None:
        """Put all keys on the clipboard as text."""
        QGuiApplication.clipboard().setText(as_text(groups(self._window)))
        self._told.setText("Copied.")

    def print_on(self, device: QPagedPaintDevice) -> None:
        """Draw all keys on one sheet of paper, as large as fits."""
        page = lay_out(groups(self._window), _PRINTED_WIDTH, self.font())
        painter = QPainter(device)
        room = painter.viewport()
        scale = min(room.width() / page.width, room.height() / page.height)
        painter.scale(scale, scale)
        paint_sheet(painter, page, self.font(), theme.LIGHT, "")
        painter.end()

    def _ask_print(self) -> None:
        from PySide6.QtGui import QPageLayout
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        if QPrintDialog(printer, self).exec():
            self.print_on(printer)

    def _change(self) -> None:
        from annotator.ui.change_keys import show_change_keys

        show_change_keys(self._window)

    def _rebuild(self) -> None:
        self.view.show_groups(groups(self._window))


def groups(w: MainWindow) -> list[Group]:
    """Return every key there is now: the labels layer by layer, the commands menu by menu, the caret's."""
    result = [Group(layer.name, [Row(label.name, (label.key.upper(),), layer.form, number, label.color)
                                 for number, label in enumerate(layer.labels) if label.key and not label.retired])
              for layer in w.desk.scheme.layers]
    menus: dict[str, list[Row]] = {}
    for command in w.keymap.commands:
        keys, action = tuple(map(native, w.keymap.keys(command.id))), w.actions_[command.id]
        if keys and action.isVisible():
            words = unmarked(action.text()).rstrip("…").partition(": ")[0]  # without what would be undone
            menus.setdefault(unmarked(command.menu.partition(BELOW)[0]), []).append(Row(words, keys))
    result += [Group(menu, rows) for menu, rows in menus.items()]
    result.append(Group("While reviewing, in the article", [
        Row(unmarked(command.title).rstrip("…"), (LETTERS[command.id],))
        for command in w.keymap.commands if command.id in LETTERS]))
    result.append(Group("Caret (Shift selects)", [Row(each.words, tuple(map(native, each.keys))) for each in MOVES]))
    result.append(Group("Everywhere", [Row(each.words.capitalize(), tuple(map(native, each.keys))) for each in OTHERS]))
    return [group for group in result if group.rows]


def show_key_sheet(w: MainWindow) -> None:
    """Open the sheet, or bring it to the front."""
    sheet = w.findChild(KeySheet) or KeySheet(w)
    sheet.show()
    sheet.raise_()
    sheet.activateWindow()
    sheet.field.setFocus()
