"""Import: find the files, choose their formats, and take them in, each file whole."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from annotator.app.files import as_text, on_one_line
from annotator.app.operations.base import Operation
from annotator.app.operations.importing import Counts, ImportRecords, StrictRefusal
from annotator.app.ports import Format, Formats, Progress
from annotator.app.session import Session
from annotator.domain.errors import UserError
from annotator.domain.ids import new_id
from annotator.domain.record import Record, Refusal

_BATCH = 8 * 1024 * 1024
"""Bytes of small files taken in one transaction: a commit a file would cost more than the files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """How to import. `format`: an id, empty to find out by file. `annotator`: whose the annotations are
    that name nobody. `strict`: one refused record refuses its file. `dry_run`: change nothing."""

    format: str = ""
    annotator: str = ""
    strict: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import; `stream` instead of opening `path` where the input is standard input."""

    path: Path
    stream: BinaryIO | None = None

    @property
    def size(self) -> int:
        """Bytes, 0 where unknown."""
        try:
            return 0 if self.stream else self.path.stat().st_size
        except OSError:
            return 0


class _DryRun(Exception):
    """Ends a dry run: the transaction rolls back."""


def import_files(session: Session, formats: Formats, sources: Sequence[Source], options: ImportOptions,
                 progress: Progress = lambda done, total: None) -> Counts:
    """Import the sources; return what was done and what was refused.

    One undo step for the whole call. Without `strict`, small files share a transaction; each file is in whole
    or not at all either way. Raises Cancelled where `progress` does: the file under way is rolled back.
    """
    counts = Counts()
    total = sum(source.size for source in sources)
    reading = _Reading(formats, options, progress, total)
    key = f"import:{new_id()}"
    title = _title(sources)
    for batch in _batches(sources, options):
        part = Counts()
        operation = ImportRecords(reading.items(batch), part, title, options.annotator, options.strict, key)
        try:
            session.execute(_Rehearsal(operation) if options.dry_run else operation)
        except StrictRefusal:
            part = Counts(refused=part.refused)
        except _DryRun:
            pass
        _add(counts, part)
    return counts


def find_sources(paths: Iterable[Path], formats: Formats, format: str = "") -> tuple[list[Source], list[Refusal]]:
    """Return the files to read, folders walked in order of name (hidden files left out), and those refused.

    A file named by the user is a source whatever it is; one found in a folder must have a known ending.
    Raises UserError for a path that is not there or a folder that cannot be read.
    """
    sources: list[Source] = []
    refused: list[Refusal] = []
    endings = tuple(ending for each in formats.all() if each.reads for ending in each.endings)
    for path in paths:
        if not path.exists():
            raise UserError(f"There is no file or folder {path}; check the name")
        if not path.is_dir():
            sources.append(Source(path))
            continue
        for file in _walk(path):
            if why := _unfit(file, endings, format):
                refused.append(Refusal(as_text(str(file)), 0, why))
            else:
                sources.append(Source(file))
    return sources, refused


def as_json(counts: Counts) -> dict[str, Any]:
    """Return the contract's object of `import --json`."""
    return {"articles_added": counts.articles_added, "articles_matched": counts.articles_matched,
            "spans_added": counts.spans_added, "relations_added": counts.relations_added,
            "refused": [{"file": each.file, "line": each.line, "why": each.why} for each in counts.refused]}


class _Reading:
    """Reads source after source and reports the bytes read so far over all of them."""

    def __init__(self, formats: Formats, options: ImportOptions, progress: Progress, total: int) -> None:
        self._formats, self._options = formats, options
        self._progress, self._total = progress, total
        self._before = 0

    def items(self, sources: Iterable[Source]) -> Iterator[tuple[str, Record | Refusal]]:
        """Yield what the sources hold; a file that cannot be read at all is one refusal."""
        for source in sources:
            file = as_text(str(source.path))
            try:
                for item in self._read(source, str(source.path)):
                    yield file, replace(item, file=file) if isinstance(item, Refusal) else item
            except UserError as error:
                yield file, Refusal(file, 0, str(error))
            except OSError as error:
                yield file, Refusal(file, 0, f"cannot be read: {error.strerror or error}")
            self._before += source.size

    def _read(self, source: Source, file: str) -> Iterator[Record | Refusal]:
        def told(done: int) -> None:
            self._progress(self._before + done, self._total)

        told(0)
        if source.stream is not None:
            yield from self._format(source).read(source.stream, file, told)
            return
        if source.path.is_dir():
            raise UserError("is a folder")
        format = self._format(source)
        with source.path.open("rb") as stream:
            yield from format.read(stream, file, told)

    def _format(self, source: Source) -> Format:
        if self._options.format:
            return self._formats.by_id(self._options.format)
        return self._formats.for_file(source.path)


class _Rehearsal:
    """Does an operation and then rolls it back."""

    merge_key = ""
    article = ""

    def __init__(self, operation: Operation) -> None:
        self._operation = operation
        self.name = operation.name

    def apply(self, write: Any, context: Any) -> None:
        """Apply, then end the transaction by _DryRun."""
        self._operation.apply(write, context)
        raise _DryRun


def _batches(sources: Sequence[Source], options: ImportOptions) -> Iterator[list[Source]]:
    batch: list[Source] = []
    size = 0
    for source in sources:
        batch.append(source)
        size += source.size
        if options.strict or size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _unfit(file: Path, endings: tuple[str, ...], format: str) -> str:
    """Return why a file found in a folder is not read, empty where it is. Reading a pipe would wait forever."""
    if file.is_dir():
        return "a link to a folder is not followed; name that folder itself"
    if file.exists() and not file.is_file():
        return "this is no ordinary file"
    if not format and not file.name.lower().endswith(endings):
        return "no format reads this kind of file; name one with --format"
    return ""


def _title(sources: Sequence[Source]) -> str:
    """Return what is imported, on one line and storable whatever the file is called."""
    if len(sources) != 1:
        return f"{len(sources):,} files"
    return on_one_line(sources[0].path.name)


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise UserError(f"Cannot read the folder {folder}: {error.strerror}") from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        else:
            yield entry


def _add(total: Counts, part: Counts) -> None:
    total.articles_added += part.articles_added
    total.articles_matched += part.articles_matched
    total.spans_added += part.spans_added
    total.relations_added += part.relations_added
    total.refused += part.refused
    total.said += part.said
