"""What is merged: a colleague's project, of which a copy is read, or a JSONL file, read strictly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from annotator.app.files import on_one_line
from annotator.app.ports import Format, Progress, Reader
from annotator.app.services import Services
from annotator.domain.article import SetRef
from annotator.domain.errors import UserError
from annotator.domain.query import Selection
from annotator.domain.record import Record, Refusal
from annotator.domain.scheme import Scheme

PROJECT_ENDING = ".annotator"
_SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class MergeSource:
    """A file that is open for merging.

    records: yields its records and tells the progress. base: what the file keeps of a set for its own next merge,
    "" where it is no project. whole: it says of every set how it stands; what it does not say is not so.
    """

    name: str
    records: Callable[[Progress], Iterator[Record]]
    scheme: Scheme = field(default_factory=Scheme)
    base: Callable[[SetRef], str] = lambda ref: ""
    whole: bool = False


@contextmanager
def open_source(services: Services, path: Path, project: Path) -> Iterator[MergeSource]:
    """Open what is to be merged into `project`. Raises UserError in one sentence where that cannot be."""
    if not path.exists():
        raise UserError(f"There is no file {path}; check the name")
    if path.is_dir():
        raise UserError(f"{path} is a folder; name a project or a JSONL file")
    if project.exists() and path.samefile(project):
        raise UserError(f"{path} is the project itself; name the file of a colleague")
    if _is_project(path):
        with services.open_copy(path) as copy, copy.snapshot() as reader:
            yield _of_project(on_one_line(path.name), reader)
    else:
        yield _of_lines(path, _format(services, path))


def _of_project(name: str, reader: Reader) -> MergeSource:
    everything = Selection()
    total = reader.count_records(everything)

    def records(progress: Progress) -> Iterator[Record]:
        for number, record in enumerate(reader.records(everything), 1):
            yield record
            progress(number, total)

    return MergeSource(name, records, reader.scheme(), reader.merge_base, whole=True)


def _of_lines(path: Path, format: Format) -> MergeSource:
    name = on_one_line(path.name)

    def records(progress: Progress) -> Iterator[Record]:
        total = path.stat().st_size
        with path.open("rb") as stream:
            for item in _named(name, format.read(stream, name, lambda done: progress(done, total))):
                if isinstance(item, Refusal):
                    raise UserError(f"{item}; the file is damaged or not whole, so nothing was merged")
                yield item

    return MergeSource(name, records)


def _named(name: str, items: Iterator[Record | Refusal]) -> Iterator[Record | Refusal]:
    """Yield the items; what stands in the way of reading the file at all says which file."""
    try:
        yield from items
    except UserError as error:
        raise UserError(f"{name} cannot be merged: {error}") from error


def _is_project(path: Path) -> bool:
    if path.suffix.lower() == PROJECT_ENDING:
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}") from error


def _format(services: Services, path: Path) -> Format:
    try:
        format: Format | None = services.formats().for_file(path)
    except UserError:
        format = None
    if format is None or format.id != "jsonl":
        what = f"is {format.name}" if format is not None else "is neither a project nor JSONL"
        raise UserError(f"{path.name} {what}, which cannot be merged; import it instead")
    return format
