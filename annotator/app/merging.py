"""Merging a colleague's annotations: in one undo step, or only foreseen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.app.merge_counts import MergeCounts, MergeOptions
from annotator.app.merge_source import open_source
from annotator.app.operations.merging import MergeSets
from annotator.app.ports import Progress
from annotator.app.services import Services

if TYPE_CHECKING:
    from annotator.app.ports import Project
    from annotator.app.session import Session


def _silent(done: int, total: int) -> None:
    """Tell nobody."""


def merge(session: Session, services: Services, path: Path, options: MergeOptions,
          progress: Progress = _silent) -> MergeCounts:
    """Merge a colleague's project or JSONL file; return what was done, refused and disagreed upon.

    One undo step, none where nothing changed. Raises UserError in one sentence where nothing can be merged, Cancelled
    where `progress` does; then nothing was changed.
    """
    with open_source(services, path, session.project.path) as source:
        operation = MergeSets(source, options, progress)
        session.execute(operation)
    return operation.counts


def foresee(project: Project, services: Services, path: Path, options: MergeOptions, annotator: str,
            progress: Progress = _silent) -> MergeCounts:
    """Return what a merge would do, reading a snapshot; what stands in its way is in the counts (`MergeCounts.check`
    raises it). Raises UserError where the file cannot be read at all."""
    from annotator.app.merger import Merger

    with open_source(services, path, project.path) as source, project.snapshot() as reader:
        merger = Merger(reader, source, options, annotator)
        for _ in merger.plans(progress):
            pass
        return merger.counts


def as_json(counts: MergeCounts) -> dict[str, Any]:
    """Return the contract's object of `merge --json`."""
    return {
        "articles_added": counts.articles_added, "articles_matched": counts.articles_matched,
        "spans_added": counts.spans_added, "relations_added": counts.relations_added,
        "refused": [{"file": each.file, "line": each.line, "why": each.why} for each in counts.refused],
        "sets_added": counts.sets_added, "sets_updated": counts.sets_updated,
        "verdicts_added": counts.verdicts_added,
        "conflicts": [{"article": each.ref.article, "span": each.span, "why": each.why,
                       "annotator": each.ref.annotator} for each in counts.conflicts],
        "spans_updated": counts.spans_updated, "spans_removed": counts.spans_removed,
        "relations_removed": counts.relations_removed, "remarks_added": counts.remarks_added}
