"""Start: from the command to the first painted article, against a bare PySide6 window with a text in it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.measure import in_turn, report

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
    os._exit(0)
ArticleView.paintEvent = paint
from annotator.__main__ import gui
gui()
"""


def test_start_to_a_painted_window(own_home: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(own_home)}

    def run(code: str) -> None:
        subprocess.run([sys.executable, "-c", code], env=environment, check=True, timeout=60, capture_output=True)

    for code in (_BARE, _OURS):  # the first start makes the first project and warms the disk's cache
        run(code)
    ours, bare = in_turn(lambda: run(_OURS), lambda: run(_BARE), 11)
    report("start to a painted window", ours, bare, "ratio 2.5 or less")
