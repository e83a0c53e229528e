"""Colors and style of the window around the article, light and dark."""

from string import Template
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from annotator import paths


class Colors(NamedTuple):
    """Named colors; text on `window`, `panel` and `chosen` has a contrast of at least 4.5:1."""

    dark: bool
    window: str
    panel: str
    field: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    chosen: str
    good: str
    bad: str


LIGHT = Colors(dark=False, window="#FFFFFF", panel="#FFFFFF", field="#F5F6F8", border="#DFE2E8", text="#1B1F27",
               muted="#59627A", accent="#2C5BCB", on_accent="#FFFFFF", chosen="#D8E4FF", good="#18794E", bad="#B42318")
DARK = Colors(dark=True, window="#202227", panel="#202227", field="#17181B", border="#363A42", text="#E7E9ED",
              muted="#A8B0C2", accent="#82A9FF", on_accent="#10131A", chosen="#28416F", good="#5AD196", bad="#FF9C8F")


def current() -> Colors:
    """Return the colors that were chosen, else those that fit the system's light or dark scheme."""
    app = QApplication.instance()
    chosen = app.property(_CHOSEN) if app else None
    if chosen in ("light", "dark"):
        return DARK if chosen == "dark" else LIGHT
    return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


_CHOSEN = "annotatorColors"
SCHEMES = {"system": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
"""What a user may choose: to follow the system, or one of the two."""


def choose(app: QApplication, scheme: str) -> None:
    """Follow the system, or be light or dark whatever it says (a key of SCHEMES)."""
    app.setProperty(_CHOSEN, scheme)  # not every platform lets Qt be told
    app.styleHints().setColorScheme(SCHEMES.get(scheme, Qt.ColorScheme.Unknown))
    apply(app)


def apply(app: QApplication) -> None:
    """Give the application the palette and style sheet of the system's scheme."""
    colors = current()
    app.setPalette(_palette(colors))
    app.setStyleSheet(_style(colors))


def _palette(colors: Colors) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, value in ((role.Window, colors.window), (role.Base, colors.panel), (role.AlternateBase, colors.field),
                        (role.Text, colors.text), (role.WindowText, colors.text), (role.ButtonText, colors.text),
                        (role.Button, colors.panel), (role.ToolTipBase, colors.field), (role.ToolTipText, colors.text),
                        (role.Highlight, colors.chosen), (role.HighlightedText, colors.text),
                        (role.PlaceholderText, colors.muted), (role.Link, colors.accent), (role.Accent, colors.accent)):
        palette.setColor(name, QColor(value))
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colors.muted))
    return palette


def _style(colors: Colors) -> str:
    sheet = paths.resource("themes", "window.qss").read_text(encoding="utf-8")
    tone = "dark" if colors.dark else "light"
    arrow, check = (paths.resource("icons", f"{name}-{tone}.svg").as_posix() for name in ("down", "check"))
    return Template(sheet).substitute(colors._asdict(), arrow=arrow, check=check)
