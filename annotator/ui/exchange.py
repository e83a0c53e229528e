"""Import and export from the window, as jobs with progress and cancel; scheme files in and out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.app.operations.base import count
from annotator.app.operations.project import ReplaceScheme
from annotator.app.ports import Progress
from annotator.app.services import Services
from annotator.domain.errors import UserError
from annotator.ui.desk import Desk
from annotator.ui.job_dialog import JobDialog
from annotator.ui.notice import Choice, Notice

if TYPE_CHECKING:
    from annotator.app.exporting import ExportReport
    from annotator.app.operations.importing import Counts

_DETAILS = "?"
"""Key of an offer that stays while one labels: none that a label can have."""


class Exchange(QObject):
    """What goes in and out of the open project."""

    def __init__(self, desk: Desk, notice: Notice, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._desk, self._notice, self._window = desk, notice, window
        self._jobs = JobDialog(window)
        desk.closing.connect(self._jobs.stop)

    @property
    def busy(self) -> bool:
        """Whether an import or export is under way."""
        return self._jobs.busy

    def may_close(self) -> bool:
        """Whether the window may close; a job under way is cancelled first and closes the window when it has ended."""
        if self._jobs.busy:
            self._notice.tell("The import or export under way is being cancelled; the window closes then.")
            self._jobs.cancel(self._window.close)
            return False
        return True

    def ask_import(self) -> None:
        """Let the user choose files to import."""
        readable = [each for each in self._services.formats().all() if each.reads]
        endings = " ".join(f"*{ending}" for each in readable for ending in each.endings)
        names, _ = QFileDialog.getOpenFileNames(self._window, "Import articles", "",
                                                f"Articles ({endings});;All files (*)")
        if names:
            self.import_paths([Path(name) for name in names])

    def ask_import_folder(self) -> None:
        """Let the user choose a folder to import."""
        name = QFileDialog.getExistingDirectory(self._window, "Import a folder of articles")
        if name:
            self.import_paths([Path(name)])

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Import files and folders into the open project."""
        session = self._desk.session
        if session is None or self._jobs.busy:
            self._notice.tell("Open or make a project first, then import." if session is None
                              else "An import or export is under way; wait until it is done.")
            return
        from annotator.app.importing import ImportOptions, find_sources, import_files

        formats = self._services.formats()

        def work(progress: Progress) -> Counts:
            sources, refused = find_sources(paths, formats)
            counts = import_files(session, formats, sources, ImportOptions(), progress)
            counts.refused[:0] = refused
            return counts

        self._jobs.run("Importing …", work, done=self._imported, failed=self._notice.tell,
                       cancelled=lambda: self._notice.tell("The import was cancelled; nothing of the file under way "
                                                           "was kept."))

    def _imported(self, counts: Counts) -> None:
        words = [count(counts.articles_added, "article") + " added"]
        if counts.articles_matched:
            words.append(f"{counts.articles_matched:,} there already")
        if counts.spans_added:
            words.append(count(counts.spans_added, "span") + " added")
        details = [str(each) for each in counts.refused] + counts.said
        if counts.refused:
            words.append(f"{len(counts.refused):,} refused")
        sentence = f"Import: {', '.join(words)}."
        if self._desk.article is None and self._desk.session is not None:
            rows = self._desk.session.reader.article_rows(self._desk.session.annotator)
            self._desk.open_article(rows[0].id if rows else None)
        if details:
            self._notice.offer(sentence, [Choice("Show details", _DETAILS, lambda: self._details(sentence, details))],
                               lasting=True)
        else:
            self._notice.tell(sentence)

    def _details(self, sentence: str, lines: Sequence[str]) -> None:
        from annotator.ui.dialogs import show_lines

        show_lines(self._window, "Import", sentence, lines)

    def ask_export(self) -> None:
        """Let the user choose what to export, and where to."""
        from annotator.app.exporting import export_records
        from annotator.app.files import whole_file
        from annotator.ui.export_dialog import ExportDialog

        session = self._desk.session
        if session is None or self._jobs.busy:
            return
        choices = ExportDialog(self._window, session.reader, self._services.formats())
        if not choices.exec():
            return
        ending = choices.format.endings[0]
        suggested = session.project.path.with_suffix(ending)
        name, _ = QFileDialog.getSaveFileName(self._window, "Export to", str(suggested), f"*{ending};;All files (*)")
        if not name:
            return
        target, format, selection = Path(name), choices.format, choices.selection

        def work(progress: Progress) -> ExportReport:
            with session.project.snapshot() as reader, whole_file(target) as out:
                return export_records(reader, format, selection, out, progress)

        self._jobs.run("Exporting …", work, done=lambda report: self._exported(report, target),
                       failed=self._notice.tell,
                       cancelled=lambda: self._notice.tell("The export was cancelled; no file was written."))

    def _exported(self, report: ExportReport, target: Path) -> None:
        sentence = (f"Exported {count(report.articles, 'article')} with {count(report.spans, 'span')} "
                    f"to {target.name}.")
        if report.lost:
            lines = [f"{loss.article} {loss.span}: {loss.why}" for loss in report.lost]
            self._notice.offer(f"{sentence} {len(lines):,} could not be carried.",
                               [Choice("Show which", _DETAILS, lambda: self._details(sentence, lines))], lasting=True)
        else:
            self._notice.tell(sentence)

    def ask_load_scheme(self) -> None:
        """Let the user choose a scheme file and put it in place."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Load scheme", "", "Scheme (*.toml);;All files (*)")
        if name:
            self.load_scheme(Path(name))

    def load_scheme(self, path: Path) -> None:
        """Replace the project's scheme by the one in a TOML file."""
        try:
            scheme = self._services.formats().scheme_from_toml(self._services.read_text(path))
        except UserError as error:
            self._notice.tell(str(error), stay=True)
            return
        if self._desk.execute(ReplaceScheme(scheme)) is not None:
            self._notice.tell(f"The scheme of {path.name} is in place.")

    def ask_save_scheme(self) -> None:
        """Write the project's scheme to a TOML file of the user's choice."""
        from annotator.app.files import whole_file

        name, _ = QFileDialog.getSaveFileName(self._window, "Save scheme as", "scheme.toml",
                                              "Scheme (*.toml);;All files (*)")
        if not name:
            return
        try:
            with whole_file(Path(name)) as out:
                out.write(self._services.formats().scheme_to_toml(self._desk.scheme).encode("utf-8"))
        except UserError as error:
            self._notice.tell(str(error), stay=True)
            return
        self._notice.tell(f"The scheme was written to {Path(name).name}.")
