"""Back and forward through the places where one was, in articles and within a long one."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QMainWindow

from annotator.ui.article_view.view import ArticleView
from annotator.ui.desk import Desk
from annotator.ui.panels.article_model import ArticleModel
from annotator.ui.trail import Place, Trail

_FAR = 3_000
"""Code points from which on a move of the caret is a jump: about two screens."""
_BUTTONS = (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton)


class BackAndForth(QObject):
    """Keeps the trail: a place is remembered when another article opens or the caret jumps far.

    Must be made before whatever shows an opened article in the view, to see where the reader was; `arrive` is
    called after that.
    """

    moved = Signal()
    """What can be gone back or forward to has changed."""

    def __init__(self, desk: Desk, view: ArticleView, articles: ArticleModel) -> None:
        super().__init__(view)
        self._desk, self._view, self._articles = desk, view, articles
        self._trail = Trail(lambda place: articles.holds(place.article))
        self._shown = ""
        self._caret = 0
        self._arriving = self._going = False
        desk.project_opened.connect(self._on_project)
        desk.article_opened.connect(self._on_article)
        view.caretMoved.connect(self._on_caret)
        articles.modelReset.connect(self.moved)

    @property
    def can_go_back(self) -> bool:
        """Whether there is somewhere to go back to."""
        return self._trail.can_go_back

    @property
    def can_go_forward(self) -> bool:
        """Whether there is somewhere to go forward to."""
        return self._trail.can_go_forward

    def back(self) -> None:
        """Go to where one was before."""
        self._go(self._trail.back(self._here()))

    def forward(self) -> None:
        """Go to where one came back from."""
        self._go(self._trail.forward(self._here()))

    def listen_to_buttons(self, window: QMainWindow) -> None:
        """Let the mouse's back and forward buttons work over all parts of the window."""
        for part in (window, *(area.viewport() for area in window.findChildren(QAbstractScrollArea))):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (event.type() != QEvent.Type.MouseButtonPress or not isinstance(event, QMouseEvent)
                or event.button() not in _BUTTONS):
            return False
        (self.back if event.button() == Qt.MouseButton.BackButton else self.forward)()
        return True

    def arrive(self) -> None:
        """The opened article stands in the view now, at the place where it is read on."""
        self._shown = self._desk.article.id if self._desk.article else ""
        self._caret, self._arriving = self._view.caret, False
        self.moved.emit()

    def _here(self) -> Place | None:
        if not self._shown:
            return None
        return Place(self._shown, self._view.anchor, self._view.caret, self._view.verticalScrollBar().value())

    def _on_project(self) -> None:
        self._trail.clear()
        self._shown = ""

    def _on_article(self) -> None:
        """Another article is open, and the one before is in the view still."""
        opened, here = self._desk.article.id if self._desk.article else "", self._here()
        if here and opened != here.article and not self._going:
            self._trail.leave(here)
        self._arriving = True  # what the caret does until the article is shown is no jump

    def _on_caret(self) -> None:
        if self._arriving:
            return
        before, self._caret = self._caret, self._view.caret
        if abs(self._caret - before) >= _FAR and self._shown and not self._going:
            self._trail.leave(Place(self._shown, before, before, self._view.verticalScrollBar().value()))
            self.moved.emit()

    def _go(self, place: Place | None) -> None:
        if place is None:
            return
        self._going = True
        try:
            self._desk.open_article(place.article)
            length = len(self._view.text)
            self._view.set_selection(min(place.anchor, length), min(place.caret, length))
            self._view.verticalScrollBar().setValue(place.scroll)
            self._view.ensure_visible(self._view.caret, self._view.caret, comfort=0.0)
        finally:
            self._going = False
        self._view.setFocus()
        self.moved.emit()
