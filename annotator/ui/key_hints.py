"""Where the window writes a command's key into its words: tool tips, buttons, empty fields, hints."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QToolButton

from annotator.ui.commands import unmarked

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_NAMED_BY_STEP = ("edit.undo", "edit.redo")
"""Commands whose words change with every step; the window writes them."""


class KeyHints(QObject):
    """Keeps those words true when keys change."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.keymap.changed.connect(self._write)
        self._write()

    def _write(self) -> None:
        w, key = self._window, self._window.keymap.words
        w.name_undo()
        done = key("article.done")
        w.actions_["article.done"].setIconText(f"✓ Done   {done}".rstrip())
        for button in w.findChildren(QToolButton):
            if (action := button.defaultAction()) is not None:
                words = with_key(unmarked(action.text()), key(action.objectName()))
                button.setAccessibleName(words)
                if action.objectName() not in _NAMED_BY_STEP:
                    action.setToolTip(escape(words))
        w.inspector.show_keys(notes=key("article.notes"), comment=key("label.edit"), delete=key("label.delete"),
                              relate=w.keymap.way("label.relate"), others=key("label.others"))
        w.articles.show_keys(add=key("project.import"))
        w.reading.show_keys(new=key("project.new"), open=key("project.open"), add=key("project.import"))


def with_key(words: str, key: str) -> str:
    """Return the words with a key in brackets, if there is one."""
    return f"{words} ({key})" if key else words
