"""The keys of review mode. In the article a letter decides, unless words are selected: then it labels, as ever."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from annotator.ui.article_view.keys import is_plain, label_key
from annotator.ui.review.elsewhere import instead
from annotator.ui.view_keys import normal

if TYPE_CHECKING:
    from annotator.ui.review.controller import Reviewing

Act = Callable[[], object]
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class ReviewKeys(QObject):
    """Hears the keys of the article and of the lists beside it before they do."""

    def __init__(self, mode: Reviewing) -> None:
        super().__init__(mode)
        self._mode, self._window = mode, mode.window
        for widget in (self._window.view, mode.panel.list, self._window.articles.list):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Do what a key means in the mode; commands of the article that have the same key do not hear it."""
        if not isinstance(event, QKeyEvent) or event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        if self._mode.beginning.busy and label_key(event) is not None:
            return True  # it was meant for the mode, which is about to be on; a label would be a surprise
        if not self._mode.on or self._is_for_notice(event):
            return False
        act = self._editing(event) if self._mode.editing.on else self._meaning(event, watched is self._window.view)
        if act is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        else:
            if self._window.notice.asking:
                self._window.notice.dismiss()  # any other typing means "leave it"
            act()
        return True

    def _is_for_notice(self, event: QKeyEvent) -> bool:
        """Whether a key answers what the notice offers, or belongs to what it asks for."""
        notice = self._window.notice
        if not notice.asking:
            return False
        answers = {choice.key.upper() for choice in notice.choices}
        return (notice.prompting or event.text().upper() in answers
                or is_plain(event, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape))

    def _meaning(self, event: QKeyEvent, in_article: bool) -> Act | None:
        mode, acts, text = self._mode, self._mode.acts, event.text()
        if in_article and (words := instead(self._window, normal(event.keyCombination()))):
            return lambda: self._window.notice.tell(words)
        if event.modifiers() & _HELD:
            return None
        if text == "." or text == ",":
            return lambda: mode.walk.step(1 if text == "." else -1)
        if text == "?":
            return acts.ask
        if is_plain(event, Qt.Key.Key_Space):
            return mode.walk.next_open
        if in_article and self._window.view.selection() is not None:
            return None
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and text.upper() in ("A", "B"):
            return lambda: acts.accept("AB".index(text.upper()), why=True)
        key = label_key(event)
        return self._letter(key) if key is not None else None

    def _letter(self, key: str) -> Act:
        mode, acts = self._mode, self._mode.acts
        row = mode.current
        known: dict[str, Act] = {"R": acts.reject, "E": mode.edit, "C": acts.remark, "U": acts.take_back}
        if key in known:
            return known[key]
        sides = len(mode.sides(row)) if row is not None else 2
        number = "AB".find(key) if key in "AB" else int(key) - 1 if key.isdecimal() and sides > 2 else -1
        if 0 <= number < max(sides, 1):
            return lambda: acts.accept(number)
        return lambda: mode.tell_key(key)

    def _editing(self, event: QKeyEvent) -> Act | None:
        """Return what a key means for the proposal under way."""
        editing, keymap = self._mode.editing, self._window.keymap
        if is_plain(event, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return editing.keep
        if is_plain(event, Qt.Key.Key_Escape):
            return None if self._window.view.dragging else editing.give_up
        pressed = normal(event.keyCombination())
        for edge in ("end", "start"):
            for unit in ("character", "word"):
                for way in ("on", "back"):
                    if pressed and pressed in keymap.keys(f"label.{edge}.{unit}.{way}"):
                        return lambda edge=edge, unit=unit, way=way: editing.nudge(  # type: ignore[misc]
                            unit, edge, forward=way == "on")
        if pressed and pressed in keymap.keys("label.fragment.add"):
            return editing.add_words
        if pressed and pressed in keymap.keys("label.fragment.remove"):
            return editing.take_words
        key = label_key(event)
        if key is None:
            return None
        found = self._window.desk.scheme.by_key(key)
        return (lambda: editing.choose(found[0].name, found[1].name)) if found else (lambda: self._mode.tell_key(key))
