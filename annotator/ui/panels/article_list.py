"""The article panel: progress, filter and list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QStyledItemDelegate,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.app.operations.sets import STATUS_WORDS
from annotator.domain.article import ArticleRow, SetRef
from annotator.ui import theme
from annotator.ui.desk import Desk
from annotator.ui.lookup import Lookup
from annotator.ui.panels.article_model import ROW_ROLE, ArticleModel
from annotator.ui.signs import paint_status, spans_word

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

_FEW = 20
"""Rows looked up one by one after a change; for more the list is read anew."""


class ArticleDelegate(QStyledItemDelegate):
    """Paints an article: status sign, title on up to two lines, one quiet line."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        from PySide6.QtWidgets import QStyle  # 8 ms for its many names, which the first frame does not need

        colors, row, box = theme.current(), index.data(ROW_ROLE), option.rect
        painter.save()
        painter.setClipRect(box)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(colors.chosen))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(colors.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(colors.field))
        metrics = option.fontMetrics
        paint_status(painter, QRectF(box.left() + 13, box.top() + 9, 12, 12), row.status, colors)
        left, width = box.left() + 36, box.width() - 46
        painter.setPen(QColor(colors.text))
        bottom = _paint_title(painter, row.title or "Untitled", left, box.top() + 6, width, metrics)
        painter.setPen(QColor(colors.muted))
        small = painter.font()
        small.setPointSizeF(small.pointSizeF() * 0.87)
        painter.setFont(small)
        painter.drawText(QRectF(left, bottom + 1, width, metrics.lineSpacing()), Qt.AlignmentFlag.AlignVCenter,
                         quiet_line(row))
        painter.restore()


def quiet_line(row: ArticleRow) -> str:
    """Return what the list says under the title."""
    words = [spans_word(row.spans)] if row.spans else []
    if row.status != "done" or not words:
        words.append(STATUS_WORDS[row.status])
    return " · ".join(words)


def _paint_title(painter: QPainter, title: str, left: int, top: int, width: int, metrics: QFontMetrics) -> int:
    """Draw the title on up to two lines, shortened; return where the next line begins."""
    layout = QTextLayout(title.replace("\n", " ")[:300], painter.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    layout.endLayout()
    parts = [title[: first.textLength()], title[first.textLength():]]
    for part in parts:
        if part:
            shown = metrics.elidedText(part.strip(), Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(left, top, width, metrics.lineSpacing()),
                             Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            top += metrics.lineSpacing()
    return top


class ArticlePanel(QWidget):
    """Chooses the open article."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.model = ArticleModel()
        self._heading, self._progress_words = QLabel("ARTICLES"), QLabel()
        self._progress, self.filter_field = QProgressBar(), QLineEdit()
        self.list = QTableView()  # a QListView lays out all its rows anew for each one that changes
        self._message = QLabel()
        self._add_key = ""
        self._typing = QTimer(self)
        self._list_lookup, self._filter_lookup = Lookup(desk, self), Lookup(desk, self)
        self._build()
        desk.project_opened.connect(self._on_project)
        desk.list_changed.connect(self._on_list_changed)
        desk.article_opened.connect(self._on_article)

    def _build(self) -> None:
        for label in (self._heading, self._progress_words):
            label.setProperty("role", "heading")
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Articles done or skipped")
        self.filter_field.setObjectName("searchBox")
        self.filter_field.setAccessibleName("Filter articles")
        self.filter_field.setPlaceholderText("Filter: text, label:GPE, status:new …")
        self.filter_field.setClearButtonEnabled(True)
        self.list.setObjectName("articleList")
        self.list.setAccessibleName("Articles")
        self.list.setModel(self.model)
        self.list.setItemDelegate(ArticleDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setShowGrid(False)
        self.list.setTabKeyNavigation(False)
        self.list.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.horizontalHeader().hide()
        self.list.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.list.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(3 * self.fontMetrics().lineSpacing() + 14)
        self._message.setProperty("role", "muted")
        self._message.setWordWrap(True)
        self._message.setContentsMargins(12, 4, 12, 4)
        self._message.hide()
        head = QHBoxLayout()
        head.addWidget(self._heading)
        head.addStretch()
        head.addWidget(self._progress_words)
        top = QVBoxLayout()
        top.setContentsMargins(12, 10, 12, 6)
        top.setSpacing(8)
        top.addLayout(head)
        top.addWidget(self._progress)
        top.addWidget(self.filter_field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._message)
        column.addWidget(self.list)
        self._typing.setSingleShot(True)
        self._typing.setInterval(120)
        self._typing.timeout.connect(lambda: self._apply_filter())
        self.filter_field.textChanged.connect(lambda: self._typing.start())
        self.filter_field.returnPressed.connect(self._open_first)
        self.list.selectionModel().currentChanged.connect(self._on_current)

    def show_keys(self, *, add: str) -> None:
        """Say in an empty project which key imports."""
        self._add_key = add
        self._tell_progress()

    def next_open(self) -> str | None:
        """Return the next article that is neither done nor skipped."""
        return self.model.next_open(self._desk.article.id if self._desk.article else None)

    def previous_open(self) -> str | None:
        """Return the article before that is neither done nor skipped."""
        return self.model.previous_open(self._desk.article.id if self._desk.article else None)

    def neighbor(self, step: int) -> str | None:
        """Return the article above or below the open one."""
        return self.model.neighbor(self._desk.article.id if self._desk.article else None, step)

    def _on_project(self) -> None:
        self.filter_field.clear()
        self.model.put_filter(None)
        self._read_all()

    def _read_all(self) -> None:
        session = self._desk.session
        if session is None:
            self._show_all([])
        else:
            self._list_lookup.ask(lambda reader: reader.article_rows(session.annotator), self._show_all, slow=True)

    def _show_all(self, rows: list[ArticleRow]) -> None:
        self.model.put_all(rows)
        self._tell_progress()
        self.list.doItemsLayout()  # a table that was only just filled does not know yet how far it can scroll
        self._on_article()

    def _on_list_changed(self, ids: frozenset[str] | None) -> None:
        if ids is None or len(ids) > _FEW:
            self._read_all()
            if self.filter_field.text():
                self._apply_filter()
            return
        for id in ids:
            self.model.put(self._row(id))
        self._tell_progress()

    def _row(self, id: str) -> ArticleRow:
        session = self._desk.session
        assert session is not None
        ref, opened = SetRef(id, session.annotator), self._desk.article
        if opened and ref == self._desk.ref:  # nothing to look up, and its text may be long
            return ArticleRow(id=id, title=opened.title, meta=opened.meta, status=self._desk.set.status,
                              spans=len(self._desk.spans))
        article = session.reader.article(id)
        present = session.reader.annotation_set(ref)
        return ArticleRow(id=id, title=article.title, meta=article.meta, status=present.status if present else "new",
                          spans=len(session.reader.spans(ref)))

    def _tell_progress(self) -> None:
        done, skipped = self.model.counts["done"], self.model.counts["skipped"]
        total = len(self.model.rows)
        self._progress_words.setText(f"{done:,} OF {total:,} DONE" if total else "")
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(done + skipped)
        for each in (self._progress, self._progress_words):
            each.setToolTip(f"{done:,} done, {skipped:,} skipped, {total - done - skipped:,} still open")
        self._message.setVisible(not self.model.shown)
        if not total:
            how = f"Import some with {self._add_key}" if self._add_key else "Import some"
            self._message.setText(f"No articles yet. {how}, or drop files on the window.")
        elif not self.model.shown:
            self._message.setText("No article fits the filter.")

    def _apply_filter(self, then: Callable[[], None] = lambda: None) -> None:
        from annotator.domain.query import ArticleFilter
        from annotator.ui.panels.filter_words import parse  # the rules of the search, which a start need not know

        self._typing.stop()
        wanted, trouble = parse(self.filter_field.text())
        session = self._desk.session
        if session is None:
            return

        def show(fitting: list[str] | None) -> None:
            self.model.put_filter(fitting)
            self._tell_progress()
            self._on_article()
            if trouble:
                self._message.setText(trouble)
                self._message.show()
            then()

        if wanted == ArticleFilter():
            self._filter_lookup.drop()
            show(None)
        else:
            self._filter_lookup.ask(lambda reader: reader.matching(session.annotator, wanted), show,
                                    slow=bool(wanted.words))

    def _open_first(self) -> None:
        """Return was pressed in the filter: open the first article that fits."""
        self._apply_filter(lambda: self._desk.open_article(self.model.shown[0].id) if self.model.shown else None)

    def _on_article(self) -> None:
        place = self.model.place(self._desk.article.id) if self._desk.article else None
        choice = self.list.selectionModel()
        choice.blockSignals(True)
        if place is None:
            choice.clear()
        else:
            choice.setCurrentIndex(self.model.index(place), QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(self.model.index(place))
        choice.blockSignals(False)
        self.list.viewport().update()

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self._desk.open_article(index.data(ROW_ROLE).id)
