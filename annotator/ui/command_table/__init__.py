"""The table of all commands: menu, words, keys and what they do; one file a menu or feature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.command_table import (
    agreement,
    annotators,
    article,
    edit,
    feedback,
    hands,
    help,
    label,
    layers,
    legend,
    merging,
    occurrences,
    panels,
    project,
    relations,
    review,
    reviews,
    scheme,
    search,
    text,
    view,
    walks,
)
from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


_TABLES = (
    project,
    edit,
    search,
    article,
    text,
    walks,
    label,
    relations,
    hands,
    occurrences,
    scheme,
    review,
    reviews,
    merging,
    feedback,
    agreement,
    annotators,
    view,
    layers,
    legend,
    panels,
    help,
)


def command_table(window: MainWindow) -> list[Command]:
    """Return every command of the window, in the order of its menus."""
    return [command for table in _TABLES for command in table.commands(window)]
