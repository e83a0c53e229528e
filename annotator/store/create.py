"""Making a project file."""

from __future__ import annotations

from pathlib import Path

from annotator.domain.scheme import Scheme, checked_scheme
from annotator.store import files, migrations, sqlite
from annotator.store.labels import write_scheme
from annotator.store.recorder import Recorder


def make_file(path: Path, scheme: Scheme) -> None:
    """Make a project file with this scheme, which is not an undoable step."""
    checked_scheme(scheme)

    def fill(new: Path) -> None:
        sqlite.start_file(new)
        with sqlite.writing(sqlite.engine_for(new)) as connection, connection.begin():
            migrations.migrate(connection)
            write_scheme(Recorder(connection), scheme)

    files.publish(path, fill)
