"""What the window and the command line are handed at the start, so that neither knows store or formats."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from annotator.app.ports import Formats, Project
from annotator.domain.scheme import Scheme

if TYPE_CHECKING:
    from annotator.domain.agreement.report import AgreementReport


class Services(Protocol):
    """Fulfilled by the module `bootstrap`."""

    def get_ready(self) -> None:
        """Load what the first change needs, so that the first key of a label does not wait for it."""
    def formats(self) -> Formats:
        """Return the registry of formats."""
    def default_annotator(self) -> str:
        """Return the name that annotations carry unless the user says another."""
    def open_project(self, path: Path) -> Project:
        """Open a project file. Raises UserError where it is none, is newer, or cannot be read."""
    def open_copy(self, path: Path) -> AbstractContextManager[Project]:
        """Open a copy of a project for the time of a block: the file itself is neither changed nor locked, and may
        be open elsewhere or read-only. Raises UserError where it is none, is newer, or is damaged."""
    def create_project(self, path: Path, scheme: Scheme | None = None) -> Project:
        """Make a project file, with the default scheme unless one is given. Raises UserError where it exists."""
    def create_first_project(self, path: Path) -> Project:
        """Make the project of a first start, with the sample articles."""
    def write_agreement_report(self, report: AgreementReport, out: BinaryIO) -> None:
        """Write a report on agreement as one HTML file."""
    def read_text(self, path: Path) -> str:
        """Return a small UTF-8 text file. Raises UserError where it cannot be read."""
