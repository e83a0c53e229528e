"""For every test: a home of its own, no screen, and failure on warnings, log records and leftovers."""

import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_ACCESSIBILITY", "0")
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")  # a busy one says nothing about the program

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of real texts and labelled sets beside the project; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared with the real texts is not here")
    return SHARED


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep settings, logs and projects of every test to itself."""
    home = tmp_path_factory.mktemp("home")
    for name, folder in (("HOME", ""), ("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"),
                         ("XDG_CACHE_HOME", "cache"), ("XDG_STATE_HOME", "state"), ("APPDATA", "roaming"),
                         ("LOCALAPPDATA", "local"), ("USERPROFILE", "")):
        monkeypatch.setenv(name, str(home / folder))
    monkeypatch.setenv("LOGNAME", "ana")
    return home


@pytest.fixture(autouse=True)
def no_leftovers(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail where a test leaves a thread running or something was logged from WARNING up (Qt's messages too)."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()]
    for thread in left:
        thread.join(2)
    assert not [thread for thread in left if thread.is_alive()], "a thread is still running"
    loud = [record for when in ("setup", "call") for record in caplog.get_records(when)
            if record.levelno >= logging.WARNING and not getattr(record, "expected", False)]
    assert not loud, f"logged: {[record.getMessage() for record in loud]}"
