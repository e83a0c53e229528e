"""A small project on the disk, and short ways to make values and to look at the raw tables."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.article import Article, SetRef
from annotator.domain.change import ChangeSet
from annotator.domain.relation import Relation
from annotator.domain.scheme import Attribute, Label, Layer, RelationType, Scheme
from annotator.domain.span import Fragment, Span, quote_of
from annotator.store import schema
from annotator.store.project import ProjectFile, create_project

TEXT = "Iraq says “no”: 👩‍👩‍👧 Erbil waits.\r\nStory\u00a0continues below.\tالعراق آمن.\u2028The end\ufeff."
ANA = SetRef("a1", "ana")
BOB = SetRef("a1", "bob")
AT = "2026-11-22T10:00:00Z"
SCHEME = Scheme(
    layers=(
        Layer(name="entity", labels=(
            Label(name="GPE", key="1", color="#4477AA", description="A place", guideline="Good: Iraq",
                  attributes=(Attribute(name="sure", type="choice", values=("yes", "no"), default="yes"),
                              Attribute(name="seen", type="boolean"))),
            Label(name="ORG", key="2"))),
        Layer(name="claim", form="line", labels=(Label(name="FACTUAL", key="q"),)),
        Layer(name="boilerplate", form="block")),
    relations=(RelationType(name="SAID_BY", head=("FACTUAL",), tail=("GPE", "ORG"), description="who said it"),
               RelationType(name="NEXT_TO")))


def article(name: str = "a1", text: str = TEXT, **more: Any) -> Article:
    """Make an article."""
    return Article(id=name, title=more.pop("title", name.upper()), text=text, meta=more.pop("meta", {}))


def span(name: str, *places: tuple[int, int], text: str = TEXT, label: str = "GPE", layer: str = "entity",
         **more: Any) -> Span:
    """Make a span with the right quote; at the first four characters where no places are given."""
    fragments = tuple(Fragment(*each) for each in places or ((0, 4),))
    return Span(id=name, layer=layer, label=label, fragments=fragments,
                quote=more.pop("quote", quote_of(text, fragments)), **more)


def link(name: str, head: str, tail: str, label: str = "SAID_BY") -> Relation:
    """Make a relation."""
    return Relation(id=name, label=label, head=head, tail=tail)


def dump(project: ProjectFile | Path) -> dict[str, list[Any]]:
    """Return all rows of all data tables (that an older file has), read past the program."""
    path = project if isinstance(project, Path) else project.path
    with closing(sqlite3.connect(path)) as connection:
        there = {name for name, in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        return {table.name: connection.execute(f'SELECT * FROM "{table.name}" ORDER BY pk').fetchall()
                for table in schema.DATA if table.name in there}


def add(project: ProjectFile, *spans: Span, ref: SetRef = ANA, name: str = "label") -> ChangeSet:
    """Add spans in a step of their own."""
    with project.write(annotator=ref.annotator, at=AT) as write:
        write.describe(name)
        write.add_spans(ref, spans)
    return write.changes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the project is."""
    return tmp_path / "news.annotator"


@pytest.fixture
def project(path: Path) -> Iterator[ProjectFile]:
    """A project with the scheme above and the articles a1, a2 and a3."""
    with create_project(path, SCHEME) as made:
        with made.write(annotator="ana", at=AT) as write:
            write.describe("import")
            write.add_articles([article(), article("a2", "Ottawa reacted."), article("a3", "Straße in ÉVIAN, İzmir")])
        yield made


def add_article(project: ProjectFile, name: str = "x") -> None:
    """Add an article in a step of its own."""
    with project.write(annotator="ana", at=AT) as write:
        write.describe("add")
        write.add_articles([article(name, "text")])
