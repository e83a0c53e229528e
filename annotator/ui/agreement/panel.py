"""The agreement panel: figures, labels, confusion, articles, pairs, what was left out, and the spans behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.agreement.behind import Behind
from annotator.domain.agreement.definitions import KIND_SIGNS, KIND_WORDS
from annotator.domain.agreement.figures import Agreement, Figures, PairFigures
from annotator.domain.agreement.matrix import matrix, together
from annotator.domain.difference import DIFFERENCE_KINDS, DifferenceKind
from annotator.ui.agreement import rows
from annotator.ui.agreement.cell_table import CellTable
from annotator.ui.agreement.head import Head
from annotator.ui.agreement.heat_map import HeatMap
from annotator.ui.agreement.span_pane import SpanPane

_SIDE_BY_SIDE = 900
"""Pixels from which on figures and the spans behind them stand beside each other."""
FIGURES, LABELS, CONFUSION, ARTICLES, PAIRS, LEFT_OUT = range(6)
_TABS = ("Figures", "Labels", "Confusion", "Articles", "Pairs", "Left out")
_NO_FIGURES = Figures()


class AgreementPanel(QWidget):
    """Shows what was measured. It measures nothing and opens nothing itself: it says what was asked for."""

    asked = Signal(object)
    """the spans behind a number: a Behind"""
    article_asked = Signal(str)
    pair_asked = Signal(object)
    all_pairs_asked = Signal()
    closed = Signal()
    """Esc: back to the article"""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("agreementPanel")
        self.head, self.tabs, self.spans = Head(), QTabWidget(), SpanPane()
        self.figures, self.labels = CellTable("Figures of agreement"), CellTable("Agreement by label")
        self.confusion, self.articles = HeatMap(), CellTable("Agreement by article")
        self.pairs, self.left_out = CellTable("Agreement of all pairs"), CellTable("Articles left out")
        self.all_pairs = QPushButton("Measure all pairs")
        self.counts = {kind: QPushButton() for kind in DIFFERENCE_KINDS}
        self._message, self._stack, self._said = QLabel(), QStackedWidget(), QLabel()
        self._shown: PairFigures | None = None
        self._asked = Behind(pair=("", ""))
        self._by_article: Mapping[str, rows.Table] = {}
        self._order: Sequence[str] = ()
        self._build()
        self._wire()
        self.show_message("")

    @property
    def layer(self) -> str:
        """The layer whose figures are shown, empty for all."""
        return self.head.chosen_layer

    def show_message(self, words: str) -> None:
        """Show no figures but words: what is under way, or why there is nothing."""
        self.close_spans()
        self._message.setText(words)
        self._stack.setCurrentWidget(self._message)

    def show_agreement(self, agreement: Agreement, asked: Behind, articles: Mapping[str, rows.Table],
                       order: Sequence[str]) -> None:
        """Show the figures of the first pair. asked: names everything behind them; articles: the tables of articles by
        layer; order: of labels, as in the scheme."""
        pair = agreement.pairs[0]
        self._shown, self._asked, self._by_article, self._order = pair, asked, articles, order
        self.head.show_layers(list(pair.layers))
        self.left_out.put(rows.LEFT_OUT_COLUMNS, rows.left_out_rows(agreement.left_out, agreement.titles))
        self.tabs.setTabText(LEFT_OUT, f"Left out ({len(agreement.left_out):,})" if agreement.left_out else "Left out")
        self._said.setText(". ".join(each.rstrip(".") for each in agreement.said))
        self._said.setVisible(bool(agreement.said))
        self._stack.setCurrentWidget(self._content)
        self.show_layer()

    def show_pairs(self, common: Mapping[tuple[str, str], int], everybody: Agreement | None) -> None:
        """List all pairs with an article in common, with figures where they were measured."""
        self.pairs.put(*rows.pair_table(common, everybody))
        self.tabs.setTabVisible(PAIRS, len(common) > 1)
        self.all_pairs.setVisible(everybody is None)
        self.all_pairs.setText(f"Measure all {len(common):,} pairs")

    def show_layer(self) -> None:
        """Show the figures of the chosen layer."""
        if self._shown is None:
            return
        figures, asked = self._figures(), self._behind()
        layers = {self.layer: figures} if self.layer else self._shown.layers
        self.figures.put(rows.FIGURE_COLUMNS, rows.figure_rows(figures, asked))
        self.labels.put(*rows.label_table(layers, asked))
        self.articles.put(*self._by_article[self.layer])
        self.confusion.put(matrix(together(each.confusion for each in layers.values()), self._order), asked)
        for kind, button in self.counts.items():
            number = figures.counts.get(kind, 0)
            button.setText(f"{KIND_SIGNS[kind]} {number:,} {kind}")
            button.setEnabled(bool(number))
        self.close_spans()

    def open_spans(self, title: str, pair: tuple[str, str]) -> None:
        """Show the list of the spans behind a number, still empty, and bring the keyboard there."""
        self.spans.start(title, pair)
        self.spans.show()
        self._arrange()
        self.spans.table.setFocus()

    def close_spans(self) -> None:
        """Put that list away."""
        had = self.spans.isAncestorOf(self.focusWidget() or self)
        self.spans.hide()
        self._arrange()
        if had:
            self.focus_table()

    def focus_table(self) -> None:
        """Bring the keyboard to the table in sight."""
        if self._stack.currentWidget() is not self._content:
            self.head.first.setFocus()
        elif not self.spans.isHidden():
            self.spans.table.setFocus()
        else:
            self._tables[self.tabs.currentIndex()].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _figures(self) -> Figures:
        assert self._shown is not None
        return self._shown.layers.get(self.layer, _NO_FIGURES) if self.layer else self._shown.all

    def _behind(self) -> Behind:
        return replace(self._asked, layers=(self.layer,)) if self.layer else self._asked

    def _build(self) -> None:
        self._tables = (self.figures, self.labels, self.confusion, self.articles, self.pairs, self.left_out)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Parts of the agreement panel")
        pages = (self._with_counts(), self.labels, self.confusion, self.articles, self._with_button(), self.left_out)
        for name, page in zip(_TABS, pages, strict=True):
            self.tabs.addTab(page, name)
        self.tabs.setTabVisible(PAIRS, False)
        for label in (self._message, self._said):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setProperty("role", "muted")
        self._message.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._message.setContentsMargins(14, 10, 14, 10)
        self._message.setAccessibleName("About the agreement")
        self._said.setContentsMargins(14, 0, 14, 4)
        self._said.setAccessibleName("To know besides")
        self._content = QSplitter()
        self._content.setChildrenCollapsible(False)
        self._content.addWidget(self.tabs)
        self._content.addWidget(self.spans)
        self._content.setSizes([520, 560])
        self._stack.addWidget(self._message)
        self._stack.addWidget(self._content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._said)
        column.addWidget(self._stack, 1)
        self._said.hide()
        self.spans.hide()

    def _with_counts(self) -> QWidget:
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 4)
        row.setSpacing(6)
        for kind, button in self.counts.items():
            button.setProperty("role", "small")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(f"{KIND_WORDS[kind]}; shows the spans".capitalize())
            button.clicked.connect(partial(self._ask_kind, kind))
            row.addWidget(button)
        row.addStretch()
        return _page(row, self.figures)

    def _with_button(self) -> QWidget:
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 4)
        self.all_pairs.setProperty("role", "small")
        self.all_pairs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all_pairs.clicked.connect(self.all_pairs_asked)
        row.addWidget(self.all_pairs)
        row.addStretch()
        return _page(row, self.pairs)

    def _wire(self) -> None:
        for table in self._tables:
            table.opened.connect(self._on_opened)
        self.head.layer_changed.connect(self.show_layer)
        self.spans.left.connect(self.close_spans)

    def _on_opened(self, opens: object) -> None:
        if isinstance(opens, Behind):
            self.asked.emit(opens)
        elif isinstance(opens, tuple):
            self.tabs.setCurrentIndex(FIGURES)
            self.pair_asked.emit(opens)
        else:
            self.article_asked.emit(opens)

    def _ask_kind(self, kind: DifferenceKind) -> None:
        self.asked.emit(replace(self._behind(), kinds=frozenset({kind})))

    def _arrange(self) -> None:
        """Beside each other where there is room; else the spans take the place of the figures."""
        self.tabs.setVisible(self.spans.isHidden() or self.width() >= _SIDE_BY_SIDE)


def _page(row: QHBoxLayout, table: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(row)
    column.addWidget(table, 1)
    return page
