"""What the commands say: one line an error, one JSON object, progress only where somebody watches."""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click

from annotator.app.ports import Progress

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def complain(message: str) -> None:
    """Say an error on standard error, in one line."""
    note(f"annotator: {message}")


def note(message: object) -> None:
    """Say something on standard error, in one line. Control characters, as a file may hold, are escaped."""
    line = " ".join(str(message).splitlines())
    click.echo(_CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), line), err=True)


def say_json(value: Mapping[str, Any]) -> None:
    """Print the one JSON object of `--json`. What is no Unicode in a file name is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    click.echo(text.encode("utf-8", "backslashreplace"))


def table(rows: Iterable[tuple[object, ...]]) -> None:
    """Print rows in columns; numbers (and `-` for none) to the right."""
    cells = [[f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        aligned = (cell.rjust(width) if cell.lstrip("-")[:1].isdigit() or cell == "-" else cell.ljust(width)
                   for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(aligned).rstrip())


def counted(number: int, thing: str) -> str:
    """Return `1 article`, `2 articles`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


@contextmanager
def progress_bar(label: str, *, quiet: bool = False) -> Iterator[Progress]:
    """Give a progress function that draws a bar on standard error; nothing where that is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:
        def told(done: int, total: int) -> None:
            bar.length = max(total, done, 1)
            bar.update(done - bar.pos)

        yield told
