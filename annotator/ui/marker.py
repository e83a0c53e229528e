"""Marker mode: a label is armed, and takes every selection as it is made, until it is put away."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QCursor, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication

from annotator.domain.scheme import Label, Layer
from annotator.ui.article_view.view import ArticleView
from annotator.ui.desk import Desk
from annotator.ui.labelling import Labelling
from annotator.ui.notice import Notice
from annotator.ui.recent_labels import RecentLabels
from annotator.ui.signs import pen_shape

_SIDE = 24
"""Width and height of the pen under the pointer, in pixels."""


class Marker(QObject):
    """Arms a label and labels with it. `changed`: another label is armed, or none."""

    changed = Signal()

    def __init__(self, desk: Desk, view: ArticleView, labelling: Labelling, recent: RecentLabels,
                 notice: Notice) -> None:
        super().__init__(view)
        self._desk, self._view, self._labelling, self._notice = desk, view, labelling, notice
        self._recent = recent
        self._armed: tuple[Layer, Label] | None = None
        self._waiting = False
        self._more_clicks = QTimer(self)
        self._more_clicks.setSingleShot(True)
        self._more_clicks.timeout.connect(self._mark)
        labelling.takers.append(self._take)
        labelling.used.connect(recent.use)
        view.selectionFinished.connect(self._on_selection)
        view.selectionChanged.connect(self._more_clicks.stop)
        view.installEventFilter(self)
        desk.project_opened.connect(self.disarm)
        desk.scheme_changed.connect(self._on_scheme)

    @property
    def armed(self) -> tuple[Layer, Label] | None:
        """The armed layer and label, None outside marker mode."""
        return self._armed

    @property
    def on(self) -> bool:
        """Whether a label is armed, or the next one chosen will be."""
        return self._waiting or self._armed is not None

    def toggle(self) -> None:
        """Arm the selected span's label, else the last one used, else the next one chosen; or put it away."""
        if self.on:
            self.disarm()
            self._notice.tell("Marker mode has ended.")
            return
        self._notice.leave_prompt()  # Esc then means the marker, as is said
        span, last = self._desk.selected_span, self._recent.labels()
        if span is not None and self._offered(span.layer, span.label):
            self.arm(span.layer, span.label)
        elif last:
            self.arm(last[0][0].name, last[0][1].name)
        elif next(self._desk.scheme.offered(), None) is None:
            way = self._notice.way("scheme.edit")
            self._notice.tell(f"The scheme has no labels to mark with; make some with {way}.")
        else:
            self._waiting = True
            self._notice.tell("Press the key of the label to mark with. Esc ends marker mode.", stay=True)
            self.changed.emit()

    def arm(self, layer: str, label: str) -> None:
        """From now on every selection takes this label."""
        found = self._offered(layer, label)
        if found is None:
            return
        self._armed, self._waiting = found, False
        self._view.set_pointer(_pen(found[1].color))
        self._notice.tell(f"Marker: {label}. Every selection takes it; another label’s key changes it. Esc ends it.")
        self.changed.emit()

    def disarm(self) -> None:
        """Leave marker mode."""
        if not self.on:
            return
        self._armed, self._waiting = None, False
        self._more_clicks.stop()
        self._view.set_pointer()
        if not self._notice.asking:  # what is offered, or goes on besides, is not the marker's to end
            self._notice.dismiss()
        self.changed.emit()

    def enter(self) -> None:
        """Enter in the article: the selection is made; without one, or outside marker mode, choose a span."""
        if self._armed and self._view.selection():
            self._mark()
        else:
            self._view.choose_at_caret()

    def repeat(self) -> None:
        """Label again with the armed label, else with the last one used, as its key would."""
        last = self._recent.labels()
        layer, label = self._armed or (last[0] if last else (None, None))
        if layer is not None and label is not None:
            self._labelling.label(layer.name, label.name)
        else:
            self._notice.tell(f"{self._notice.way('label.repeat')} repeats the last label; none was used yet.")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Esc end marker mode, unless it has something nearer to close."""
        if (self.on and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
                and event.key() == Qt.Key.Key_Escape and not self._notice.asking and not self._view.dragging):
            self.disarm()
            return True
        return False

    def _offered(self, layer: str, label: str) -> tuple[Layer, Label] | None:
        """Return layer and label by their names, None where no span gets that label (any more)."""
        found = self._desk.scheme.find(layer, label)
        return found if found is not None and not found[1].retired else None

    def _take(self, layer: str, label: str) -> bool:
        """Arm a label that was chosen by key, click or name, instead of labelling with it."""
        if not self.on:
            return False
        self.arm(layer, label)
        return True

    def _on_selection(self, clicks: int) -> None:
        """Label at once; but a double click may become a triple one, which claims and blocks mean more often."""
        if self._armed is None or self._notice.prompting:  # the words are for a span that is being added to
            return
        if clicks == 1 or clicks > 3 or (clicks == 2 and self._armed[0].form == "band"):
            self._mark()
        else:
            self._more_clicks.start(QApplication.doubleClickInterval())

    def _mark(self) -> None:
        if self._armed and self._view.selection():
            layer, label = self._armed
            self._labelling.label(layer.name, label.name)

    def _on_scheme(self) -> None:
        """Keep the armed label up to date; without it there is nothing to mark with."""
        if self._armed is None:
            return
        found = self._offered(self._armed[0].name, self._armed[1].name)
        if found is None:
            self.disarm()
        else:
            self._armed = found
            self.changed.emit()


def _pen(color: str) -> QCursor:
    """Return a pointer like a pen with ink of this color, its tip where the text is taken."""
    screen = QApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen else 1.0
    picture = QPixmap(QSize(_SIDE, _SIDE) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = pen_shape(QRectF(2, 2, 20, 20))
    painter.setPen(QPen(QColor("#FFFFFF"), 3, j=Qt.PenJoinStyle.RoundJoin))  # seen on dark pages
    painter.drawPath(path)
    painter.setPen(QPen(QColor("#1B1F27"), 1.2, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(QColor(color))
    painter.drawPath(path)
    painter.end()
    return QCursor(picture, 2, 22)
