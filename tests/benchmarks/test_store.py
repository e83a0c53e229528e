"""What of a key press, and of opening an article, is the project file's."""

from pathlib import Path

from annotator import bootstrap
from annotator.app.operations.spans import AddSpans
from annotator.app.session import Session
from annotator.domain.article import SetRef
from tests.benchmarks.measure import in_turn, report
from tests.benchmarks.projects import make_project, raw_database


def test_one_span_durable(tmp_path: Path) -> None:
    session = Session(bootstrap.open_project(make_project(tmp_path / "p.annotator", 3)), "ana")
    raw = raw_database(tmp_path / "raw.db")
    ref, places = SetRef("a1", "ana"), iter(range(6100, 8000, 3))

    def ours() -> None:
        place = next(places)
        session.execute(AddSpans(ref, "entity", "GPE", [[(place, place + 2)]]))

    times, lower = in_turn(ours, lambda: raw.execute("INSERT INTO spans VALUES (NULL, 1, 2, 'GPE')"), 150)
    report("one span, durable (no window)", times, lower, "-")
    session.close()
    raw.close()


def test_reading_an_article(tmp_path: Path) -> None:
    session = Session(bootstrap.open_project(make_project(tmp_path / "p.annotator", 100)), "ana")
    raw = raw_database(tmp_path / "raw.db")
    raw.executemany("INSERT INTO spans VALUES (NULL, ?, ?, 'GPE')", [(n, n + 3) for n in range(60)])
    reader, ref = session.reader, SetRef("a50", "ana")
    times, lower = in_turn(lambda: (reader.article("a50"), reader.spans(ref)),
                           lambda: raw.execute("SELECT * FROM spans").fetchall(), 100)
    report("article and its 60 spans from the file", times, lower, "-")
    session.close()
    raw.close()
