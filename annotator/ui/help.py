"""The user guide (F1): pages of `resources/help`, with links between them."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMessageBox, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from annotator import __version__, paths


class HelpWindow(QDialog):
    """Shows the guide beside the main window, so that one can read and try."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("helpWindow")
        self.setWindowTitle("Annotator help")
        self.setWindowFlag(Qt.WindowType.Window)
        self.resize(760, 720)
        self.browser = QTextBrowser()
        self.browser.setAccessibleName("Help page")
        self.browser.setOpenLinks(False)
        self.browser.document().setDocumentMargin(20)
        self.browser.anchorClicked.connect(self._follow)
        self._trail: list[str] = []
        back, home = QPushButton("‹ Back"), QPushButton("Contents")
        for button in (back, home):
            button.setAutoDefault(False)
        back.clicked.connect(self._back)
        home.clicked.connect(lambda: self.open_page("index.md"))
        row = QHBoxLayout()
        row.addWidget(back)
        row.addWidget(home)
        row.addStretch()
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(self.browser)
        QShortcut(QKeySequence("Alt+Left"), self, self._back)

    def open_page(self, name: str) -> None:
        """Show a page of the guide."""
        self._trail.append(name)
        self._show(name)

    def _show(self, name: str) -> None:
        page = paths.resource("help", name)
        self.browser.document().setDefaultFont(self.font())
        self.browser.setMarkdown(page.read_text(encoding="utf-8"))

    def _back(self) -> None:
        if len(self._trail) > 1:
            self._trail.pop()
            self._show(self._trail[-1])

    def _follow(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)
        elif url.fileName().endswith(".md"):
            self.open_page(url.fileName())


def show_help(parent: QWidget, page: str) -> None:
    """Open the guide on a page, or bring it to the front."""
    window = parent.findChild(HelpWindow) or HelpWindow(parent)
    window.open_page(page)
    window.show()
    window.raise_()
    window.activateWindow()


def show_about(parent: QWidget) -> None:
    """Say what this is, and where things lie."""
    QMessageBox.about(parent, "About Annotator", (
        f"<b>Annotator {__version__}</b><p>Label news articles with entities, claims and boilerplate. Offline: "
        f"nothing leaves this computer.</p><p>Projects: {paths.data_folder()}<br>Log: {paths.log_folder()}</p>"))
