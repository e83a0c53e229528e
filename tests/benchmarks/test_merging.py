"""Merging a large project: against reading all of the colleague's annotations and doing nothing with them."""

from pathlib import Path

import orjson

from annotator import bootstrap
from annotator.app.importing import ImportOptions, Source, import_files
from annotator.app.merge_counts import MergeOptions
from annotator.app.merging import merge
from annotator.app.session import Session
from annotator.domain.query import Selection
from tests.benchmarks.measure import Times, report, timed
from tests.benchmarks.projects import article

ARTICLES, SPANS = 1_000, 40


def project(path: Path, annotator: str, articles: int) -> Path:
    """Return a project with 40 spans of this annotator's on each article."""
    lines = path.with_suffix(".jsonl")
    texts = [article(seed)[:2_000] for seed in range(50)]
    with lines.open("wb") as out:
        for number in range(articles):
            spans = [{"id": f"{number}-{n}", "start": 20 + 45 * n, "end": 32 + 45 * n, "label": "GPE",
                      "layer": "entity"} for n in range(SPANS)]
            text = f"{number} {texts[number % 50]}"
            out.write(orjson.dumps({"id": f"a{number}", "text": text, "annotator": annotator, "status": "done",
                                    "spans": spans}) + b"\n")
    session = Session(bootstrap.create_project(path), annotator)
    assert not import_files(session, bootstrap.formats(), [Source(lines)], ImportOptions()).refused
    session.close()
    return path


def test_merging_all_of_a_colleague(tmp_path: Path) -> None:
    theirs = project(tmp_path / "theirs.annotator", "ana", ARTICLES)
    session = Session(bootstrap.open_project(project(tmp_path / "mine.annotator", "bob", ARTICLES)), "bob")

    def read() -> None:
        with bootstrap.open_copy(theirs) as copy, copy.snapshot() as reader:
            assert sum(len(record.spans) for record in reader.records(Selection())) == ARTICLES * SPANS

    bare = Times([timed(read)])
    for what in ("first", "again"):
        took = Times([timed(lambda: merge(session, bootstrap, theirs, MergeOptions()))])
        report(f"merging {ARTICLES:,} articles x {SPANS} spans, {what}", took, bare, "-")
    session.close()
