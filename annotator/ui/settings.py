"""What the window remembers between starts: recent projects, docks, font, the annotator's name."""

import json
import logging
import os
from collections.abc import Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from annotator import paths

_log = logging.getLogger(__name__)
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

    def keys(self) -> Mapping[str, Sequence[str]]:
        """Return the keys chosen for commands, by the command's id; what the file holds else is left out and logged."""
        return {id: keys for id, keys in self._object("keys").items() if _is_words(keys)}

    def put_keys(self, keys: Mapping[str, Sequence[str]]) -> None:
        """Remember the keys chosen for commands."""
        self.put("keys", json.dumps({id: list(each) for id, each in keys.items()}))

    def last_labels(self, project: Path) -> list[tuple[str, str]]:
        """Return the layers and labels used last in a project, most recent first."""
        found = self._object(f"labels/{_key(project)}").get("last", [])
        pairs = found if isinstance(found, list) else []
        return [(pair[0], pair[1]) for pair in pairs if _is_words(pair) and len(pair) == 2]

    def put_last_labels(self, project: Path, labels: Sequence[tuple[str, str]]) -> None:
        """Remember the layers and labels used last in a project."""
        self.put(f"labels/{_key(project)}", json.dumps({"last": labels}))

    def last_commands(self) -> list[str]:
        """Return what was chosen last in the palette, most recent first."""
        found = self._object("palette").get("last", [])
        return found if _is_words(found) else []

    def put_last_commands(self, ids: Sequence[str]) -> None:
        """Remember what was chosen last in the palette."""
        self.put("palette", json.dumps({"last": list(ids)}))

    def review_place(self, project: Path) -> dict[str, Any]:
        """Return where the review of a project stopped: `on`, `review`, `article`, `annotator`, `span`."""
        return self._object(f"review/{_key(project)}")

    def put_review_place(self, project: Path, place: Mapping[str, str | bool]) -> None:
        """Remember some of these, beside what is remembered already."""
        self.put(f"review/{_key(project)}", json.dumps({**self.review_place(project), **place}))

    def sync(self) -> None:
        """Write the file now."""
        self._store.sync()

    def _object(self, name: str) -> dict[str, Any]:
        """Return a remembered JSON object; an empty one, and a line in the log, where the file holds something else."""
        text = self.text(name)
        try:
            found = json.loads(text) if text else {}
        except ValueError:
            found = None
        if isinstance(found, dict):
            return found
        _log.warning("The settings hold %r for %s, which cannot be read; left out", text[:80], name)
        return {}


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _key(project: Path) -> str:
    return str(project).replace("/", "|").replace("\\", "|")
