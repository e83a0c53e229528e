"""Projects that colleagues send to ana, whose window is open."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from annotator import bootstrap
from annotator.app.operations.base import Context, Plain
from annotator.app.ports import Write
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.span import Fragment, Span
from annotator.ui.main_window import MainWindow
from tests.ui.conftest import TEXT


@dataclass
class Change(Plain):
    """Any change."""

    change: Callable[[Write], None]
    name = "change"

    def apply(self, write: Write, context: Context) -> None:
        """Make it."""
        self.change(write)


class Colleague:
    """Somebody's project that is sent: what is in it is written past any window."""

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name
        self.session = Session(bootstrap.open_project(path), name)
        article = self.session.reader.article_with_text(TEXT)
        assert article is not None
        self.ref = SetRef(article, name)

    def label(self, *words: str, label: str = "GPE", layer: str = "entity", at: str = "2026-11-22T10:00:00Z",
              prefix: str = "") -> None:
        """Label the first places of words; their ids are the words."""
        spans = [Span(id=prefix + word, layer=layer, label=label, quote=word, changed_at=at, changed_by=self.name,
                      fragments=(Fragment(TEXT.index(word), TEXT.index(word) + len(word)),)) for word in words]
        self.do(lambda write: write.add_spans(self.ref, spans))

    def relabel(self, *words: str, label: str, comment: str = "") -> None:
        """Give spans another label and a comment."""
        old = self.session.reader.spans(self.ref, words)
        self.do(lambda write: write.update_spans(self.ref, [
            replace(each, label=label, comment=comment) for each in old]))

    def do(self, change: Callable[[Write], None]) -> None:
        """Write something."""
        self.session.execute(Change(change))


@pytest.fixture
def colleague(tmp_path: Path, project: Path) -> Iterator[Callable[..., Colleague]]:
    """Make the project of a colleague on the same articles."""
    made: list[Colleague] = []
    untouched = tmp_path / "untouched"
    shutil.copyfile(project, untouched)

    def make(name: str, file: str = "") -> Colleague:
        path = tmp_path / f"{file or name}.annotator"
        shutil.copyfile(untouched, path)
        made.append(Colleague(path, name))
        return made[-1]

    yield make
    for each in made:
        each.session.close()


@pytest.fixture
def cleo(colleague: Callable[..., Colleague]) -> Colleague:
    """Cleo, who labeled two places; the window belongs to ana."""
    made = colleague("cleo")
    made.label("Ottawa", "Iraq")
    return made


def labels(window: MainWindow, annotator: str) -> dict[str, str]:
    """Return label by id of somebody's saved spans on the first article."""
    session = window.desk.session
    assert session is not None
    other = bootstrap.open_project(session.project.path)
    try:
        article = other.reader().article_with_text(TEXT)
        return {each.id: each.label for each in other.reader().spans(SetRef(article or "", annotator))}
    finally:
        other.close()
