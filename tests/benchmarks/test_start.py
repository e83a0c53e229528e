"""Start: from the command to the painted window and the painted article, against a bare PySide6 window."""

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.benchmarks.measure import in_turn, report
from tests.e2e.screen import virtual_screen

_BARE = """
import os, sys
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit
class Edit(QPlainTextEdit):
    def paintEvent(self, event):
        super().paintEvent(event)
        os._exit(0)
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(Edit("A text."))
window.resize(1440, 900)
window.show()
app.exec()
"""
_OURS = """
import os, sys
sys.argv = ["annotator", *sys.argv[1:]]
from annotator.ui.article_view.view import ArticleView
painted = ArticleView.paintEvent
def paint(view, event):
    painted(view, event)
    if view.text or not WAIT_FOR_ARTICLE:
        os._exit(0)
ArticleView.paintEvent = paint
from annotator.__main__ import gui
gui()
"""


@pytest.mark.parametrize("platform", ["offscreen", "xcb"])
def test_start(own_home: Path, platform: str) -> None:
    with ExitStack() as stack:
        environment = {**os.environ, "QT_QPA_PLATFORM": platform, "HOME": str(own_home)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # both windows as they are installed: compiled
        if platform == "xcb":
            if shutil.which("Xvfb") is None:
                pytest.skip("Xvfb is not installed")
            environment["DISPLAY"] = stack.enter_context(virtual_screen()).name

        def run(code: str) -> None:
            subprocess.run([sys.executable, "-c", code], env=environment, check=True, timeout=60, capture_output=True)

        window, article = (f"WAIT_FOR_ARTICLE = {wait}\n{_OURS}" for wait in (False, True))
        for code in (_BARE, article):  # the first start makes the first project and warms the disk's cache
            run(code)
        for what, code in (("painted window", window), ("painted article", article)):
            ours, bare = in_turn(lambda code=code: run(code), lambda: run(_BARE), 11)
            report(f"start to a {what} ({platform})", ours, bare, "ratio 2.5 or less")
