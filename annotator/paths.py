"""Where things lie: projects, settings, logs, and what travels with the program."""

import os
from pathlib import Path

import appdirs

_APP = "annotator"
ENDING = ".annotator"


def data_folder() -> Path:
    """Return the user's data folder, where projects go by default; made if missing."""
    return _made(appdirs.user_data_dir(_APP, appauthor=False))


def config_folder() -> Path:
    """Return the folder of the window's settings; it need not be there."""
    return Path(appdirs.user_config_dir(_APP, appauthor=False))


def log_folder() -> Path:
    """Return the folder of the program's log; made if missing."""
    return _made(appdirs.user_log_dir(_APP, appauthor=False))


def first_project() -> Path:
    """Return the project that a first start opens."""
    return data_folder() / f"First project{ENDING}"


def resource(*parts: str) -> Path:
    """Return a file of `resources/`: inside the installed package, or beside it in a checkout."""
    inside = Path(__file__).parent / "resources"
    folder = inside if inside.is_dir() else Path(__file__).parent.parent / "resources"
    return folder.joinpath(*parts)


def _made(name: str) -> Path:
    folder = Path(name)
    os.makedirs(folder, exist_ok=True)
    return folder
