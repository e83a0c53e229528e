"""Export: write what a selection holds in a format, and say what the format could not carry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from annotator.app.ports import Format, Progress, Reader
from annotator.domain.errors import UserError
from annotator.domain.query import Selection
from annotator.domain.record import Loss, Record
from annotator.domain.review import GOLD


@dataclass
class ExportReport:
    """What was written. `articles` counts articles, not lines."""

    articles: int = 0
    spans: int = 0
    relations: int = 0
    lost: list[Loss] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the contract's object of `export --json`."""
        return {"articles": self.articles, "spans": self.spans, "relations": self.relations,
                "lost": [{"article": loss.article, "span": loss.span, "why": loss.why} for loss in self.lost]}


def export_records(reader: Reader, format: Format, selection: Selection, out: BinaryIO,
                   progress: Progress = lambda done, total: None) -> ExportReport:
    """Write the selected records to `out`, streaming, and return the report.

    Raises UserError for a format that cannot be written or an annotator nobody knows.
    """
    if not format.writes:
        raise UserError(f"The format {format.id} can only be read; choose another")
    unknown = sorted(set(selection.annotators) - {*reader.annotators(), GOLD})
    if unknown:
        present = ", ".join(reader.annotators()) or "none"
        raise UserError(f"The project has no annotator {unknown[0]}; it has: {present}")
    report = ExportReport()
    total = reader.count_records(selection)
    for loss in format.write(_counted(reader.records(selection), report, progress, total), out):
        report.lost.append(loss)
    return report


def _counted(records: Iterable[Record], report: ExportReport, progress: Progress, total: int) -> Iterator[Record]:
    last = None
    for number, record in enumerate(records, 1):
        report.articles += record.article.id != last
        last = record.article.id
        report.spans += len(record.spans)
        report.relations += len(record.relations)
        yield record
        progress(number, total)
