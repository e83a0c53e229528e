"""Two or three people with a laptop each, who send each other their projects."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pytest

from annotator import bootstrap
from annotator.app.merge_counts import MergeCounts, MergeOptions
from annotator.app.merging import merge
from annotator.app.operations.base import Context, Plain
from annotator.app.operations.importing import Counts, ImportRecords
from annotator.app.ports import Write
from annotator.app.session import Session
from annotator.domain.article import Article, SetRef
from annotator.domain.record import Record
from annotator.domain.span import Fragment, Span

TEXT = "Ottawa reacted on Monday. Iraq is safe, said Jessica Lamirande of the ministry. Iraq waits."


def span(word: str, label: str = "GPE", id: str = "", comment: str = "", layer: str = "entity") -> Span:
    """Make a span over the first place of a word; the word is its id."""
    start = TEXT.index(word)
    return Span(id=id or word, layer=layer, label=label, fragments=(Fragment(start, start + len(word)),), quote=word,
                comment=comment)


@dataclass
class Change(Plain):
    """Any change."""

    change: Callable[[Write, str], None]
    name = "change"

    def apply(self, write: Write, context: Context) -> None:
        """Make it."""
        self.change(write, context.at)


class Laptop:
    """Somebody's project, with ways to work in it and to merge what others send."""

    def __init__(self, folder: Path, who: str, file: str) -> None:
        self.path = folder / f"{file}.annotator"
        times = count()
        self.session = Session(bootstrap.create_project(self.path), who,
                               clock=lambda: f"2026-11-22T10:{next(times):02}:00Z")
        self.who = who
        records = [Record(article=Article(id="a1", title="One", text=TEXT)),
                   Record(article=Article(id="a2", title="Two", text="Another text about Erbil."))]
        self.session.execute(ImportRecords([("f", each) for each in records], Counts(), "articles"))

    def add(self, *spans: Span, annotator: str = "") -> None:
        """Label some spans on the first article."""
        self.do(lambda write, at: write.add_spans(
            SetRef("a1", annotator or self.who), [replace(each, changed_at=at, changed_by=self.who) for each in spans]))

    def change(self, id: str, annotator: str = "", **values) -> None:
        """Change a span."""
        ref = SetRef("a1", annotator or self.who)
        (old,) = self.session.reader.spans(ref, [id])
        self.do(lambda write, at: write.update_spans(ref, [replace(old, changed_at=at, **values)]))

    def remove(self, *ids: str, annotator: str = "") -> None:
        """Remove spans."""
        self.do(lambda write, at: write.remove_spans(SetRef("a1", annotator or self.who), ids))

    def do(self, change: Callable[[Write, str], None]) -> None:
        """Write something, in a step."""
        self.session.execute(Change(change))

    def take(self, other: "Laptop | Path", **options) -> MergeCounts:
        """Merge what the other sends."""
        path = other.path if isinstance(other, Laptop) else other
        return merge(self.session, bootstrap, path, MergeOptions(**options))

    def spans(self, annotator: str = "") -> dict[str, str]:
        """Return label by id of an annotator's spans on the first article."""
        return {each.id: each.label for each in self.session.reader.spans(SetRef("a1", annotator or self.who))}

    def steps(self) -> int:
        """Return how many steps were done."""
        return sum(step.state == "done" for step in self.session.history())

    def records(self) -> list[Record]:
        """Return all that is in the project."""
        from annotator.domain.query import Selection

        return list(self.session.reader.records(Selection()))


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Callable[..., Laptop]]:
    """Make a laptop: `laptop("ana")`."""
    made: list[Laptop] = []

    def make(who: str, file: str = "") -> Laptop:
        made.append(Laptop(tmp_path, who, file or who))
        return made[-1]

    yield make
    for each in made:
        each.session.close()


@pytest.fixture
def ana(laptop) -> Laptop:
    """Ana, with two spans."""
    made = laptop("ana")
    made.add(span("Ottawa"), span("Iraq"))
    return made


@pytest.fixture
def bob(laptop) -> Laptop:
    """Bob, with one span."""
    made = laptop("bob")
    made.add(span("Ottawa"))
    return made
