"""Whatever is merged: it comes in whole and once, or is refused in a sentence and changes nothing."""

from pathlib import Path

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import bootstrap
from annotator.app import merging
from annotator.app.importing import ImportOptions, Source, import_files
from annotator.app.merge_counts import MergeOptions
from annotator.app.session import Session
from annotator.domain.errors import UserError
from annotator.domain.query import Selection
from annotator.domain.record import Record
from tests.formats.rubbish import LINE, rubbish


def everything(session: Session) -> list[Record]:
    with session.project.snapshot() as reader:
        assert list(reader.problems()) == []
        return list(reader.records(Selection()))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rubbish(), st.sampled_from([(), ("ana",), ("bob",)]))
def test_nothing_comes_in_by_halves(tmp_path: Path, line: bytes, names: tuple[str, ...]) -> None:
    path, file = tmp_path / "mine.annotator", tmp_path / "theirs.jsonl"
    path.unlink(missing_ok=True)
    file.write_bytes(orjson.dumps({**LINE, "verdicts": [], "remarks": []}))
    session = Session(bootstrap.create_project(path), "ana")
    try:
        import_files(session, bootstrap.formats(), [Source(file)], ImportOptions())
        before, steps = everything(session), len(session.project.reader().steps())
        file.write_bytes(line)
        options = MergeOptions(annotators=names, add_labels=True)
        try:
            changed = merging.merge(session, bootstrap, file, options).changes
        except UserError:
            changed = False
        after = everything(session)
        if not changed:
            assert after == before
            assert len(session.project.reader().steps()) == steps
            return
        assert not merging.merge(session, bootstrap, file, options).changes
        assert everything(session) == after
    finally:
        session.close()
