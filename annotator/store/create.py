"""Making a project file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotator.domain.article import Article
from annotator.domain.scheme import Renamed, Scheme, checked_scheme
from annotator.store import files, migrations, sqlite, word_index
from annotator.store.labels import write_scheme
from annotator.store.recorder import Recorder
from annotator.store.transaction import Transaction


def make_file(path: Path, scheme: Scheme, articles: Sequence[Article] = ()) -> None:
    """Make a project file with this scheme and these articles, which is not an undoable step."""
    checked_scheme(scheme)

    def fill(new: Path) -> None:
        sqlite.start_file(new)
        with sqlite.writing(sqlite.engine_for(new)) as connection, connection.begin():
            migrations.migrate(connection)
            write_scheme(Recorder(connection), scheme, Renamed())
            Transaction(connection, lambda: None, annotator="", at="").add_articles(articles)
            word_index.catch_up(connection)

    files.publish(path, fill)
