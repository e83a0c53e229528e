"""Choosing a label of the scheme by typing a part of its name, for changes to many spans at once."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from annotator.domain.scheme import Scheme
from annotator.ui.palette import Entry, Palette
from annotator.ui.palette_entries import label_sign

_HINT = "↑ ↓ choose · Enter takes it · Esc leaves"


def choose_label(parent: QWidget, scheme: Scheme, words: str, run: Callable[[str, str], object]) -> None:
    """Let a label be chosen in a palette that says `words`; `run` is told its layer and name."""
    palette = Palette(parent.window(), [
        Entry(f"label:{layer.name}:{label.name}", layer.name, label.name, label.key.upper(),
              partial(run, layer.name, label.name), sign=label_sign(layer, label, number))
        for layer in scheme.layers for number, label in enumerate(layer.labels) if not label.retired],
        [], lambda typed: (), _HINT)
    palette.field.setPlaceholderText(words)
    palette.field.setAccessibleName(words.removesuffix(" …"))
    palette.open()
