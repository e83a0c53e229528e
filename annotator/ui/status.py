"""The status bar: whether all is saved, who works, where the caret is."""

from html import escape

from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QLabel, QStatusBar

from annotator.domain.change import ChangeSet
from annotator.ui import theme
from annotator.ui.desk import Desk
from annotator.ui.panels.article_model import ArticleModel
from annotator.ui.signs import spans_word


class StatusBar(QStatusBar):
    """Says "All saved" only after a commit came back from the disk."""

    def __init__(self, desk: Desk, articles: ArticleModel) -> None:
        super().__init__()
        self._desk, self._articles = desk, articles
        self._lit = (True, "", "")
        self.setSizeGripEnabled(False)
        self._saved, self._who, self._article, self._spans, self._layers, self._place = (QLabel() for _ in range(6))
        self._marker = QLabel()
        self._marker.setProperty("role", "badge")
        for label, name in ((self._saved, "Saved"), (self._who, "Annotator"), (self._article, "Article in the list"),
                            (self._spans, "Spans"), (self._layers, "Layers"), (self._marker, "Marker"),
                            (self._place, "Caret")):
            label.setAccessibleName(name)
            label.setTextFormat(Qt.TextFormat.RichText if label is self._saved else Qt.TextFormat.PlainText)
            self.addPermanentWidget(label) if label is self._place else self.addWidget(label)
        self._saved.setObjectName("savedLight")
        self._marker.hide()
        desk.project_opened.connect(self._on_project)
        desk.committed.connect(self._on_committed)
        for signal in (desk.article_opened, desk.spans_changed, desk.set_changed, articles.modelReset):
            signal.connect(self._count)

    def show_place(self, line: int, column: int) -> None:
        """Show where the caret is: line and character, both from 1."""
        self._place.setText(f"Ln {line:,}, ch {column:,}" if self._desk.article else "")

    def show_layers(self, words: str) -> None:
        """Say which layers are hidden or in focus, so that nobody misses spans; empty where all are alike."""
        self._layers.setText(words)
        self._layers.setVisible(bool(words))

    def show_marker(self, label: str | None) -> None:
        """Show which label marker mode gives; None outside of it."""
        self._marker.setText(f"Marker: {label}")
        self._marker.setVisible(label is not None)

    def not_saved(self, why: str) -> None:
        """Say that a change did not reach the disk."""
        self._light(False, "Not saved", why)

    def recolor(self) -> None:
        """Paint the light in the colors that hold now."""
        self._light(*self._lit)

    def _on_project(self) -> None:
        session = self._desk.session
        if session is None:
            for label in (self._saved, self._who, self._article, self._spans, self._place):
                label.clear()
            return
        self._light(True, "All saved", f"Project {session.project.path}")
        self._who.setText(session.annotator)
        self._count()

    def _on_committed(self, changes: ChangeSet) -> None:
        now = QTime.currentTime().toString("HH:mm:ss")
        self._light(True, f"All saved · {now}", "Every change so far is on the disk.")
        if changes.renamed and self._desk.session:
            self._who.setText(self._desk.session.annotator)

    def _light(self, good: bool, words: str, tip: str) -> None:
        self._lit = (good, words, tip)
        colors = theme.current()
        color, sign = (colors.good, "●") if good else (colors.bad, "▲")
        self._saved.setText(f'<span style="color:{color}">{sign}</span> {words}' if words else "")
        self._saved.setToolTip(f"<span>{escape(tip)}</span>")

    def _count(self) -> None:
        article = self._desk.article
        place = self._articles.place(article.id) if article else None
        shown = len(self._articles.shown)
        self._article.setText("" if place is None else f"Article {place + 1:,} of {shown:,}")
        self._spans.setText(spans_word(len(self._desk.spans)) if article else "")
