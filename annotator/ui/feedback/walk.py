"""The walk through feedback: a mode in which keys of the article answer what a reviewer asked, item after item."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from annotator.domain.feedback import Feedback
from annotator.ui.feedback.answering import Answering
from annotator.ui.feedback.items import Items
from annotator.ui.feedback.keys import WalkKey, walk_key
from annotator.ui.feedback.model import FeedbackModel, Key
from annotator.ui.feedback.panel import FeedbackPanel
from annotator.ui.stage import Stage

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_OWNER = "feedback"
_WAY_IN = "Review > Open a colleague’s annotations"
_PRESSES = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)


class FeedbackWalk(QObject):
    """Made when it is first asked for. The mode is on while the panel is there."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._desk, self._view, self._notice = window, window.desk, window.view, window.notice
        self.model = FeedbackModel()
        self.panel = FeedbackPanel(self.model, _WAY_IN)
        self.answering = Answering(self._desk, self._notice, window)
        self._items = Items(self._desk, self.model, self)
        self._stage = Stage(window, self.panel, name="feedback", title="Feedback")
        self._key: Key | None = None
        """The current item's."""
        self._on = False
        self._asking: Callable[[Feedback, str], bool] | None = None
        """What is done with the words in the field, while some are asked for."""
        self._wire()

    @property
    def on(self) -> bool:
        """Whether the keys of the walk are heard in the article."""
        return self._on

    @property
    def busy(self) -> bool:
        """Whether the items are being read."""
        return self._items.busy

    @property
    def current(self) -> Feedback | None:
        """The item that keys answer."""
        return self.model.find(self._key)

    def open(self) -> None:
        """Show the panel, begin with what is not answered yet, and bring the keyboard to the article."""
        self._on = True
        self._stage.enter()
        self._stage.dock.raise_()
        self._view.setFocus()
        self._items.begin()

    def close(self) -> None:
        """End the walk and bring the keyboard back to the article."""
        if not self._on:
            return
        self._on, self._asking = False, None
        self._items.end()
        self._view.set_hits((), owner=_OWNER)
        self._stage.leave()
        self._view.setFocus()

    def press(self, key: WalkKey) -> None:
        """Do what a key of the walk, or the button beside it, means."""
        item = self.current
        if key in ("next", "previous", "next open"):
            self._step(1 if key != "previous" else -1, unanswered=key == "next open")
        elif item is None:
            self._notice.tell("No item is chosen; Space goes to the next one that is not answered.")
        elif key == "accept":
            self._show_in_article(item)
            self._accept(item)
        elif key == "dispute":
            self._ask_why(item)
        elif key == "reply":
            question = item.kind == "question"
            self._ask("Your answer; Enter keeps it" if question else "Your remark; Enter keeps it",
                      lambda item, said: self.answering.reply(item, said, self._advance if question else self._stay))
        else:
            self.answering.take_back(item)

    def accept_all(self) -> None:
        """Offer to accept all that is shown and not answered, apart from what was changed since the review."""
        open_items = [item for item in self.model.shown() if item.acceptable and not item.answered]
        plain = [item for item in open_items if item.plain]
        if not plain:
            self._notice.tell("Nothing here can be accepted at once; look at the items one by one.")
        elif not self.answering.busy:
            self.answering.accept_all(plain, len(open_items) - len(plain), self._stay)

    # What the window hears

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the walk's keys in the article, unless words are selected or something else was asked."""
        if not self._on or event.type() not in _PRESSES or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            return event.type() == QEvent.Type.KeyPress and self._escape()
        key = walk_key(event)
        if key is None or self._view.selection() is not None or self._notice.prompting or self._is_offered(event):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if self._notice.asking:
            self._notice.dismiss()
        self.press(key)
        return True

    def _wire(self) -> None:
        panel, desk = self.panel, self._desk
        panel.list.walked.connect(self._on_walked)
        panel.list.pressed_key.connect(self.press)
        panel.list.left.connect(self._view.setFocus)
        panel.detail.pressed_key.connect(self.press)
        panel.detail.field.written.connect(self._written)
        panel.detail.field.given_up.connect(self._stay)
        panel.accept_all_asked.connect(self.accept_all)
        panel.send_asked.connect(lambda: self._window.actions_["feedback.send"].trigger())
        panel.closed.connect(self.close)
        self.model.modelReset.connect(self._show_row)
        self._stage.displaced.connect(self.close)
        self._stage.dock.visibilityChanged.connect(self._on_visibility)
        self._view.installEventFilter(self)
        self._notice.answer_keys_of(panel.list)
        self._items.read.connect(self._on_read)
        desk.article_opened.connect(lambda: self._outline())
        desk.span_selected.connect(self._on_selected)

    def _escape(self) -> bool:
        """End the walk, unless Esc has something nearer to close."""
        nearer = (self._notice.asking or self._view.dragging or self._window.marker.on
                  or self._view.selection() is not None or self._desk.selected is not None)
        if not nearer:
            self.close()
        return not nearer

    def _is_offered(self, event: QKeyEvent) -> bool:
        return any(choice.key.upper() == event.text().upper() for choice in self._notice.choices)

    def _on_visibility(self, seen: bool) -> None:
        """The panel can be shown and hidden as all panels can."""
        if seen and not self._on:
            self.open()
        elif not seen and self._stage.on and self._stage.dock.isHidden():
            self.close()

    # The items

    def _on_read(self) -> None:
        """The items were read, or read again: go on with the current one, else begin."""
        if self._on and self.current is None:
            self._begin()
        else:
            self._show_row()

    def _begin(self) -> None:
        """Go to the first item that is not answered: of the open article, else of all."""
        waiting = [item for item in self.model.shown() if not item.answered]
        here = [item for item in waiting if item.mine == self._desk.ref]
        first = next(iter(here or waiting), None)
        if first is not None:
            self._go(first)
        else:
            self._show_row()

    def _step(self, by: int, *, unanswered: bool) -> None:
        row = self.model.step(self._row(by), by, unanswered=unanswered)
        if row is None:
            self._notice.tell("Everything shown here is answered." if unanswered else
                              f"That was the {'last' if by > 0 else 'first'} item.")
            return
        found = self.model.item_at(self.model.index(row))
        if found is not None:
            self._go(found.feedback)

    def _row(self, by: int = 1) -> int:
        """Return the row of the current item; without one where a walk begins."""
        row = self.model.place(self._key)
        return row if row is not None else -1 if by > 0 else len(self.model.rows)

    def _go(self, item: Feedback) -> None:
        """Make an item the current one and show it in its article."""
        self._make_current(item)
        self._show_in_article(item)

    def _make_current(self, item: Feedback) -> None:
        self._key = item.key
        self.model.keep(item)
        self._show_row()

    def _show_in_article(self, item: Feedback) -> None:
        self._desk.open_article(item.mine.article)
        ranges = item.ranges
        if ranges:
            self._view.set_selection(ranges[0].start, ranges[0].start)
            self._desk.select(item.now.id if item.now is not None else None)
            self._view.ensure_visible(ranges[0].start, ranges[-1].end)
        self._outline(front=True)

    def _on_walked(self) -> None:
        found = self.model.item_at(self.panel.list.currentIndex())
        if found is not None:
            self._go(found.feedback)

    def _on_selected(self, span: str | None) -> None:
        """A span that was selected in the article is what one wants to answer about."""
        if not self._on or span is None:
            return
        current = self.current
        if current is not None and current.now is not None and (current.mine, current.now.id) == (self._desk.ref, span):
            return
        for item in self.model.shown():
            if item.mine == self._desk.ref and item.now is not None and item.now.id == span:
                self._make_current(item)
                self._outline(front=True)
                return

    def _show_row(self) -> None:
        """Show the current item in the list and in the box."""
        row = self.model.place(self._key)
        found = self.model.item_at(self.model.index(row)) if row is not None else None
        self.panel.list.go_to(row)
        if self._asking is None:
            self.panel.detail.show_item(found.feedback if found else None, found.text if found else "")
        self._outline()

    def _outline(self, *, front: bool = False) -> None:
        """Outline the current item in its article: what is there, and what is proposed where that is elsewhere."""
        item = self.current if self._on else None
        if item is None or item.mine != self._desk.ref:
            self._view.set_hits((), owner=_OWNER)
            return
        ranges = list(item.ranges)
        if item.proposed is not None and not item.stands:
            ranges += [each for each in item.proposed.fragments if each not in ranges]
        self._view.set_hits(ranges, 0, owner=_OWNER, front=front)

    # The answers

    def _accept(self, item: Feedback) -> None:
        if item.kind == "question":
            self._notice.tell("A question is answered with words: C, or the button Answer.")
        elif not item.acceptable:
            self._notice.tell("There is nothing to accept here.")
        else:
            self.answering.accept(item, self._advance)

    def _ask_why(self, item: Feedback) -> None:
        if item.kind == "question":
            self._notice.tell("A question is answered, not disputed: C, or the button Answer.")
        elif not item.asks:
            self._notice.tell("There is nothing to dispute here; C writes a remark.")
        elif item.answer:
            self._notice.tell("You have answered this; U takes that back.")
        else:
            self._ask("Why do you see it otherwise? Enter keeps it",
                      lambda item, said: self.answering.dispute(item, said, self._advance))

    def _ask(self, what: str, then: Callable[[Feedback, str], bool]) -> None:
        self._asking = then
        self.panel.detail.field.ask(what)

    def _written(self, said: str) -> None:
        item, then = self.current, self._asking
        if item is None or then is None:
            self._stay()
            return
        self._asking = None
        if not then(item, said):  # the words are still in the field
            self._asking = then

    def _stay(self) -> None:
        """Put the field for words away; the current item stays."""
        self._asking = None
        self._show_row()
        self._view.setFocus()

    def _advance(self) -> None:
        """Go on to the next item that is not answered; where there is none, say what comes then."""
        self._stay()
        row = self.model.step(self._row(), 1, unanswered=True)
        found = self.model.item_at(self.model.index(row)) if row is not None else None
        if found is not None:
            self._go(found.feedback)
        elif self.model.asked == self.model.answered:
            self._notice.tell(f"All {self.model.asked:,} answered. {self._notice.way('feedback.send')} "
                              "writes the file for the reviewer.", stay=True)
        else:
            self._notice.tell("Everything shown here is answered.")
