"""The scheme as a tree: layers with their labels and attributes, then the relations."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.domain.scheme import Attribute, Label, Layer, Scheme
from annotator.ui import theme
from annotator.ui.signs import paint_form

_PATH = Qt.ItemDataRole.UserRole
_SIGN = 16


class Path(NamedTuple):
    """What of the scheme is meant; the parts that do not apply are empty. A path of nothing is the relations."""

    layer: str = ""
    label: str = ""
    attribute: str = ""
    relation: str = ""

    def exists(self, scheme: Scheme) -> bool:
        """Whether the scheme has it."""
        if self.relation:
            return scheme.relation(self.relation) is not None
        if not self.layer:
            return True
        if not self.label:
            return scheme.layer(self.layer) is not None
        found = scheme.find(self.layer, self.label)
        return found is not None and (not self.attribute or found[1].attribute(self.attribute) is not None)


class SchemeTree(QTreeWidget):
    """Shows a scheme; the chosen line stays chosen when the scheme changes."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("schemeTree")
        self.setAccessibleName("Scheme")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIconSize(QSize(_SIGN, _SIGN))
        self.setIndentation(16)
        self.setUniformRowHeights(True)
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(24)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    @property
    def path(self) -> Path:
        """What is chosen."""
        item = self.currentItem()
        found = item.data(0, _PATH) if item is not None else None
        return Path(*found) if found else Path()

    def choose(self, path: Path) -> None:
        """Choose a line; where it is gone, the one above it in the scheme."""
        item = self._find(path) or self._find(Path(path.layer, path.label)) or self._find(Path(path.layer)) \
            or self.topLevelItem(0)
        if item is not None:
            self.setCurrentItem(item)

    def choose_in_sight(self, path: Path) -> None:
        """Choose a line and scroll no farther than it needs."""
        self.verticalScrollBar().setValue(0)
        self.choose(path)
        if (current := self.currentItem()) is not None:
            self.scrollToItem(current)

    def show_scheme(self, scheme: Scheme, path: Path) -> None:
        """Show a scheme with a line chosen, without telling anybody."""
        blocked = self.blockSignals(True)
        place = self.verticalScrollBar().value()
        self.clear()
        for layer in scheme.layers:
            self._add_layer(layer)
        heading = self._heading("relations", Path())
        for relation in scheme.relations:
            self._item(heading, relation.name, "", Path(relation=relation.name))
        self.expandAll()
        self.choose(path)
        self.verticalScrollBar().setValue(place)
        if (current := self.currentItem()) is not None:
            self.scrollToItem(current)
        self.blockSignals(blocked)

    def _add_layer(self, layer: Layer) -> None:
        item = self._heading(layer.name, Path(layer.name))
        for number, label in enumerate(layer.labels):
            self._add_label(item, layer, label, number)

    def _heading(self, words: str, path: Path) -> QTreeWidgetItem:
        item = self._item(self, words, "", path)
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        return item

    def _add_label(self, parent: QTreeWidgetItem, layer: Layer, label: Label, number: int) -> None:
        key = "retired" if label.retired else label.key.upper()
        item = self._item(parent, label.name, key, Path(layer.name, label.name))
        item.setIcon(0, sign(self, layer, label, number))
        if label.retired:
            item.setForeground(0, self.palette().placeholderText())
        for attribute in label.attributes:
            self._add_attribute(item, layer, label, attribute)

    def _add_attribute(self, parent: QTreeWidgetItem, layer: Layer, label: Label, attribute: Attribute) -> None:
        told = "retired" if attribute.retired else attribute.type
        item = self._item(parent, attribute.name, told, Path(layer.name, label.name, attribute.name))
        if attribute.retired:
            item.setForeground(0, self.palette().placeholderText())

    def _item(self, parent: QTreeWidget | QTreeWidgetItem, words: str, more: str, path: Path) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [words, more])
        item.setData(0, _PATH, tuple(path))
        item.setForeground(1, self.palette().placeholderText())
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item

    def _find(self, path: Path) -> QTreeWidgetItem | None:
        waiting = [self.topLevelItem(number) for number in range(self.topLevelItemCount())]
        while waiting:
            item = waiting.pop()
            if item is None:
                continue
            if tuple(item.data(0, _PATH)) == tuple(path):
                return item
            waiting += [item.child(number) for number in range(item.childCount())]
        return None


def sign(widget: QWidget, layer: Layer, label: Label, number: int) -> QIcon:
    """Return the swatch of a label as an icon."""
    ratio = widget.devicePixelRatioF()
    pixmap = QPixmap(QSize(_SIGN, _SIGN) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_form(painter, QRectF(0, 0, _SIGN, _SIGN), layer.form, number, label.color, theme.current())
    painter.end()
    return QIcon(pixmap)
