"""The heading of a layer in the tag panel: its name, how many spans it has here, and whether they are shown."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from annotator.domain.scheme import Layer
from annotator.ui import theme
from annotator.ui.article_view.layers import LayerView

_NAMES = {"entity": "ENTITIES", "claim": "CLAIMS", "boilerplate": "BOILERPLATE"}
_MARGIN, _ABOVE, _BELOW = 14, 8, 4


class LayerHeading(QAbstractButton):
    """A click hides the layer's spans, or shows them again. Not for the Tab key: its command has a key."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer.name
        self._words = _NAMES.get(layer.name, layer.name.upper())
        self._total = 0
        self._state = ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def put_total(self, total: int) -> None:
        """Show how many spans of the open article are in the layer."""
        if total != self._total:
            self._total = total
            self._tell()

    def put_view(self, view: LayerView) -> None:
        """Show whether the layer is hidden, or in focus."""
        state = "in focus" if view.focused == self.layer else "" if view.shows(self.layer) else "hidden"
        if state != self._state:
            self._state = state
            self._tell()

    def sizeHint(self) -> QSize:
        return QSize(140, QFontMetrics(self._bold()).height() + _ABOVE + _BELOW)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, painter = theme.current(), QPainter(self)
        box = QRectF(self.rect()).adjusted(_MARGIN, _ABOVE, -_MARGIN, -_BELOW)
        painter.setPen(QColor(colors.text if self.underMouse() else colors.muted))
        painter.setFont(self._bold())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(self._total))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._words)
        if self._state:
            beside = QFontMetrics(self._bold()).horizontalAdvance(f"{self._words}  ")
            painter.setFont(self.font())
            painter.setPen(QColor(colors.accent if self._state == "in focus" else colors.muted))
            painter.drawText(box.adjusted(beside, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._state)
        painter.end()

    def _tell(self) -> None:
        said = ", ".join(part for part in (f"{self.layer}, {self._total} in this article", self._state) if part)
        self.setAccessibleName(said)
        self.setToolTip(f"Click to {'show' if self._state == 'hidden' else 'hide'} the spans of this layer")
        self.update()

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font
