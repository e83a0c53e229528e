"""The composition root: brings store, formats and app together, for the window and the command line."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from annotator import paths
from annotator.domain.errors import UserError
from annotator.domain.scheme import Scheme

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from annotator.app.ports import Formats, Project
    from annotator.domain.agreement.report import AgreementReport


def get_ready() -> None:
    """Load what the first change needs, so that the first key of a label does not wait for it."""
    import annotator.app.operations.fragments
    import annotator.app.operations.spans
    import annotator.store.transaction  # noqa: F401
    from annotator.domain.text import word_range

    word_range("words", 0)  # loads `regex`


def formats() -> Formats:
    """Return the registry of formats."""
    from annotator.formats.registry import Registry

    return Registry()


def default_scheme() -> Scheme:
    """Return the scheme that a new project starts with."""
    return formats().scheme_from_toml(paths.resource("schemes", "news.toml").read_text(encoding="utf-8"))


def default_annotator() -> str:
    """Return the name under which annotations are kept unless the user says another: the login name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "annotator"


def open_project(path: Path) -> Project:
    """Open the project file. Raises UserError where it is none, is newer, or cannot be read."""
    from annotator.store.project import open_project as opened

    return opened(path)


def open_copy(path: Path) -> AbstractContextManager[Project]:
    """Open a copy of a project for the time of a block; the file itself is neither changed nor locked."""
    from annotator.store.copying import open_copy as opened

    return opened(path)


def create_project(path: Path, scheme: Scheme | None = None) -> Project:
    """Make a new project file with the given scheme, else the default one. Raises UserError where it exists."""
    from annotator.store.project import create_project as created

    return created(path, default_scheme() if scheme is None else scheme)


def create_first_project(path: Path) -> Project:
    """Make the project of a first start, with the sample articles."""
    from annotator.domain.record import Record
    from annotator.store.project import create_project as created

    samples = paths.resource("samples", "articles.jsonl")
    with samples.open("rb") as stream:
        records = list(formats().by_id("jsonl").read(stream, str(samples), lambda done: None))
    return created(path, default_scheme(), [record.article for record in records if isinstance(record, Record)])


def write_agreement_report(report: AgreementReport, out: BinaryIO) -> None:
    """Write a report on agreement as one HTML file."""
    from annotator.formats.agreement_report import write_report

    write_report(report, out)


def read_text(path: Path) -> str:
    """Return a small UTF-8 text file such as a scheme. Raises UserError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(f"Cannot read {path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not UTF-8 text; save it as UTF-8") from error
