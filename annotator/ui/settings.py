"""What the window remembers between starts: recent projects, docks, font, the annotator's name."""

import os
from math import isfinite
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from annotator import paths

_RECENT = 8


class Settings:
    """Preferences in an INI file of the user's config folder; nothing of a project's data."""

    def __init__(self) -> None:
        self._store = QSettings(str(paths.config_folder() / "window.ini"), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """Return a remembered text."""
        return str(self._store.value(key, default) or default)

    def number(self, key: str, default: float) -> float:
        """Return a remembered number; the default where the file holds something else."""
        try:
            number = float(str(self._store.value(key, default)))
        except ValueError:
            return default
        return number if isfinite(number) else default

    def put(self, key: str, value: str | float) -> None:
        """Remember a value."""
        self._store.setValue(key, value)

    def blob(self, key: str) -> QByteArray:
        """Return remembered bytes of Qt's, empty where there are none."""
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def put_blob(self, key: str, value: QByteArray) -> None:
        """Remember bytes of Qt's, such as the place of the docks."""
        self._store.setValue(key, value)

    def recent(self) -> list[Path]:
        """Return the projects opened lately that are still there, newest first."""
        value = self._store.value("recent", [])
        names = value if isinstance(value, list) else [value] if isinstance(value, str) else []
        return [Path(name) for name in names if os.path.isfile(name)]

    def add_recent(self, path: Path) -> None:
        """Put a project at the head of the recent ones."""
        rest = [each for each in self.recent() if each != path]
        self._store.setValue("recent", [str(each) for each in (path, *rest)][:_RECENT])

    def last_article(self, project: Path) -> str:
        """Return the id of the article that was open last in a project."""
        return self.text(f"article/{_key(project)}")

    def put_last_article(self, project: Path, article: str) -> None:
        """Remember the open article of a project."""
        self.put(f"article/{_key(project)}", article)

    def sync(self) -> None:
        """Write the file now."""
        self._store.sync()


def _key(project: Path) -> str:
    return str(project).replace("/", "|").replace("\\", "|")
