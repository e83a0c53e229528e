"""The main window: brings view, panels and commands together; each does its own work."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QTabWidget,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.change import ChangeSet
from annotator.ui import theme
from annotator.ui.article_view.view import ArticleView
from annotator.ui.back_and_forth import BackAndForth
from annotator.ui.command_table import command_table, hands, layers, view
from annotator.ui.command_table.parts import PANELS
from annotator.ui.commands import Actions, key_words, plain
from annotator.ui.desk import Desk
from annotator.ui.fragments import Fragments
from annotator.ui.grip import Grip
from annotator.ui.key_hints import KeyHints
from annotator.ui.keymap import Keymap
from annotator.ui.labelling import Labelling
from annotator.ui.layers import Layers
from annotator.ui.marker import Marker
from annotator.ui.mode_switch import ModeSwitch
from annotator.ui.notice import Notice
from annotator.ui.occurrences.queue import Occurrences
from annotator.ui.on_demand import OnDemand
from annotator.ui.panels.article_list import ArticlePanel
from annotator.ui.panels.guideline import Guideline
from annotator.ui.panels.history import History
from annotator.ui.panels.inspector import Inspector
from annotator.ui.panels.recent_row import RecentRow
from annotator.ui.panels.span_table import SpanTable
from annotator.ui.panels.tag_panel import TagPanel
from annotator.ui.projects import Projects
from annotator.ui.reading import Reading
from annotator.ui.recent_labels import RecentLabels
from annotator.ui.relating import Relating
from annotator.ui.settings import Settings
from annotator.ui.status import StatusBar
from annotator.ui.tabbing import TabbingWindow

if TYPE_CHECKING:
    from annotator.app.services import Services

_LAYOUT = 1
"""Number of the dock layout; a new one makes Qt forget layouts saved by older versions."""
_LOOK_FOR_OTHERS = 1500
"""Milliseconds between looks for what another program wrote."""
_NAME = 28
"""Characters of a step's name that the tool bar shows."""
_FRAME = 40
"""Pixels left for the window's frame on a small screen."""


class MainWindow(OnDemand, TabbingWindow):
    """Article in the middle, articles left, labels and the selected span right."""

    def __init__(self, settings: Settings, services: Services) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setAcceptDrops(True)
        self.settings, self.services, self.desk = settings, services, Desk(self)
        self.keymap, self.recent = Keymap(settings, self), RecentLabels(self.desk, settings)
        self.view, self.notice = ArticleView(), Notice(self.keymap.way)
        self.notice.answer_keys_of(self.view)
        self.recent_row = RecentRow(self.recent, self.keymap)
        self.articles, self.tags = ArticlePanel(self.desk), TagPanel(self.desk, self.recent_row)
        self.inspector, self.table = Inspector(self.desk), SpanTable(self.desk)
        self.guideline, self.history = Guideline(self.desk), History(self.desk)
        self.labelling = Labelling(self.desk, self.view, self.notice)
        self.layers = Layers(self.desk, self.view, self.notice, settings)
        self.fragments = Fragments(self.desk, self.view, self.notice)
        self.relating = Relating(self.desk, self.view, self.notice)
        self.marker = Marker(self.desk, self.view, self.labelling, self.recent, self.notice)
        self.trail = BackAndForth(self.desk, self.view, self.articles.model)
        self.reading = Reading(self.desk, self.view, settings)
        self.occurrences = Occurrences(self.desk, self.view, self.notice, self.inspector, self)
        self.projects = Projects(self.desk, self.notice, settings, services, self)
        self.projects.may_leave = lambda: self.scheming.may_close()
        self.status = StatusBar(self.desk, self.articles.model)
        self.setStatusBar(self.status)
        self._place_parts()
        self.actions_ = Actions(self, command_table(self), self.keymap)
        self._build_menus()
        self._build_toolbar()
        self.hints, self.modes = KeyHints(self), ModeSwitch(self)
        self._wire()
        self._restore()

    def _place_parts(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view)
        column.addWidget(self.notice)  # below, so that the text one reads does not jump
        self.setCentralWidget(middle)
        self.setDockOptions(QMainWindow.DockOption.AllowTabbedDocks | QMainWindow.DockOption.AllowNestedDocks)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self.docks = {
            "articles": self._dock("Articles", self.articles, left),
            "labels": self._dock("Labels", self.tags, right),
            "occurrences": self._dock("Other occurrences", self.occurrences.holder, right),
            "span": self._dock("Span", self.inspector, right),
            "spans": self._dock("All spans", self.table, right),
            "guideline": self._dock("Guideline", self.guideline, right),
            "history": self._dock("History", self.history, right),
        }
        for name in ("spans", "guideline", "history"):
            self.tabifyDockWidget(self.docks["span"], self.docks[name])
        for name, panel in (("spans", self.table), ("guideline", self.guideline), ("history", self.history)):
            panel.lazy.watch(self.docks[name])
        self.tabifyDockWidget(self.docks["labels"], self.docks["occurrences"])
        self.occurrences.live_in(self.docks["occurrences"])
        self.docks["span"].raise_()
        self.resizeDocks([self.docks["articles"], self.docks["labels"]], [262, 320], Qt.Orientation.Horizontal)
        self.resizeDocks([self.docks["labels"], self.docks["span"]], [560, 300], Qt.Orientation.Vertical)

    def _dock(self, title: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(f"dock{title.replace(' ', '')}")
        dock.setWidget(widget)
        dock.setTitleBarWidget(Grip(title))
        self.addDockWidget(area, dock)
        return dock

    def _build_menus(self) -> None:
        menus = self.actions_.fill_menus()
        self.projects.fill_recent(menus["&Project"], self.actions_["project.open"])
        panels = menus[PANELS]
        panels.addSeparator()
        for dock in self.docks.values():
            panels.addAction(dock.toggleViewAction())

    def _build_toolbar(self) -> None:
        bar = QToolBar("Tools")
        bar.setObjectName("toolBar")
        bar.setMovable(False)
        self.addToolBar(bar)
        for id in ("article.previous", "article.next", "article.done", "edit.undo", "edit.redo"):
            bar.addAction(self.actions_[id])
        space = QWidget()
        space.setSizePolicy(space.sizePolicy().Policy.Expanding, space.sizePolicy().Policy.Preferred)
        bar.addWidget(space)
        for id in ("review.label", "review.mode", "project.import", "project.export", "help.commands", "help.guide"):
            bar.addAction(self.actions_[id])
        self.actions_["article.previous"].setIconText("‹ Previous")
        self.actions_["article.next"].setIconText("Next ›")
        for button in bar.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if button.defaultAction() is None:
                button.setAccessibleName("More tools")  # what does not fit a narrow window

    def _wire(self) -> None:
        desk = self.desk
        for panel in (self.tags, self.recent_row):
            panel.chosen.connect(self.choose_label)
        self.tags.looked_at.connect(self.guideline.show_label)
        self.tags.layer_clicked.connect(self.layers.toggle)
        self.inspector.delete_asked.connect(self.labelling.delete)
        self.inspector.left.connect(self.view.setFocus)
        self.view.caretMoved.connect(self.status.show_place)
        self.view.spanSelected.connect(desk.select)
        self.view.selectionChanged.connect(self.actions_.refresh)
        for signal in (self.layers.changed, desk.scheme_changed):
            signal.connect(partial(layers.show_state, self))
        layers.show_state(self)
        view.tick_theme(self)
        desk.failed.connect(self.notice.tell)
        desk.not_saved.connect(self.status.not_saved)
        desk.left.connect(self.notice.withdraw)
        desk.project_opened.connect(self._on_project)
        desk.committed.connect(self._on_committed)
        desk.article_opened.connect(self.trail.arrive)
        self.recent.changed.connect(partial(hands.name_recent, self))
        for signal in (desk.article_opened, desk.span_selected, desk.set_changed, self.trail.moved):
            signal.connect(self.actions_.refresh)
        self.marker.changed.connect(self._on_marker)
        self.trail.listen_to_buttons(self)
        for widget in (self.articles.list, self.table, self.history):
            self.notice.answer_keys_of(widget)
        QApplication.styleHints().colorSchemeChanged.connect(self._on_color_scheme)
        self._others = QTimer(self, interval=_LOOK_FOR_OTHERS)
        self._others.timeout.connect(self._look_for_others)
        self._others.start()

    def choose_label(self, layer: str, label: str) -> None:
        """A label was clicked or found by its name."""
        self.labelling.choose(layer, label)
        self.view.setFocus()

    def _on_marker(self) -> None:
        layer, label = self.marker.armed or (None, None)
        self.tags.show_armed((layer.name, label.name) if layer and label else None)
        self.status.show_marker(label.name if label else "…" if self.marker.on else None)

    def _look_for_others(self) -> None:
        if self.desk.session is not None and not self.exchange.busy:
            self.desk.refresh()

    def _on_project(self) -> None:
        session = self.desk.session
        self.setWindowTitle(f"{session.project.path.stem} — Annotator" if session else "Annotator")
        self.name_undo()

    def _on_committed(self, changes: ChangeSet) -> None:
        self.name_undo()
        self.actions_.refresh()

    def name_undo(self) -> None:
        """Write the names of the steps into Undo and Redo."""
        steps = self.desk.session.history(50) if self.desk.session else []
        done = next((step.name for step in reversed(steps) if step.state == "done"), "")
        undone = next((step.name for step in steps if step.state == "undone"), "")
        for id, word, sign, name in (("edit.undo", "Undo", "↶", done), ("edit.redo", "Redo", "↷", undone)):
            action = self.actions_[id]
            action.setEnabled(bool(name))
            shown = name if len(name) <= _NAME else name[:_NAME - 1] + "…"
            action.setText(f"&{word}: {plain(name)}" if name else f"&{word}")
            action.setIconText(f"{sign} {word} {plain(shown)}" if name else f"{sign} {word}")
            action.setToolTip(escape(f"{word} {name} ({key_words(action)})".replace("  ", " ")))

    def choose_theme(self, name: str) -> None:
        """Follow the system's colors, or be light or dark; remembered."""
        self.settings.put("theme", name)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.choose(app, name)
        self._recolor()
        view.tick_theme(self)

    def _on_color_scheme(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app)
        self._recolor()

    def _recolor(self) -> None:
        """Give the new colors to what paints with them by itself."""
        self.reading.apply_theme()
        self.status.recolor()

    def _restore(self) -> None:
        room = self.screen().availableGeometry()
        self.resize(min(1440, room.width() - _FRAME), min(900, room.height() - _FRAME))
        self.restoreGeometry(self.settings.blob("geometry"))
        self.restoreState(self.settings.blob("docks"), _LAYOUT)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not (self.exchange.may_close() and self.scheming.may_close()):
            event.ignore()
            return
        self._others.stop()
        self.occurrences.close()  # it is of no use at the next start
        self.settings.put_blob("geometry", self.saveGeometry())
        self.settings.put_blob("docks", self.saveState(_LAYOUT))
        self.reading.remember()
        self.settings.sync()
        self.desk.close()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that no panel wanted brings the keyboard back to the article."""
        if event.key() == Qt.Key.Key_Escape:
            if self.view.hasFocus():
                self.occurrences.close()
            self.view.setFocus()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and hasattr(self, "_others"):
            self._look_for_others()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.merging.drop(files)
