"""A project on the disk with one article, and a session on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import bootstrap
from annotator.app.operations.importing import Counts, ImportRecords
from annotator.app.session import Session
from annotator.domain.article import Article, SetRef
from annotator.domain.record import Record

TEXT = "Ottawa reacted on Monday. “Iraq is safe,” said Jessica Lamirande of the ministry. 🇨🇦 Iraq waits."


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session of ana's on a project with the articles a1 and a2."""
    opened = Session(bootstrap.create_project(tmp_path / "p.annotator"), "ana", clock=lambda: "2026-11-22T10:00:00Z")
    records = [Record(article=Article(id="a1", title="One", text=TEXT)),
               Record(article=Article(id="a2", title="Two", text="Another text about Erbil."))]
    opened.execute(ImportRecords([("f", record) for record in records], Counts(), "articles"))
    yield opened
    opened.close()


@pytest.fixture
def ref() -> SetRef:
    """Ana's set on the first article."""
    return SetRef("a1", "ana")


def place(word: str, text: str = TEXT) -> tuple[int, int]:
    """Return the range of the first place where `word` stands."""
    return text.index(word), text.index(word) + len(word)
