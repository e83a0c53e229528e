"""What the readers share: how far they are, and lines of bounded length."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

BytesRead = Callable[[int], None]
"""Told the number of bytes read so far; may raise Cancelled."""
_PIECE = 1 << 20


def limited_lines(source: BinaryIO, limit: int, progress: BytesRead) -> Iterator[tuple[int, bytes | None]]:
    """Yield (line number from 1, line without its LF); None for a line of more than `limit` bytes.

    Lines end at LF and nowhere else. A line that is too long is skipped holding one piece of it at a time.
    """
    number = done = told = 0
    while line := source.readline(limit + 1):
        number += 1
        done += len(line)
        if line.endswith(b"\n"):
            yield number, line[:-1]
        elif len(line) <= limit:
            yield number, line
        else:
            while line and not line.endswith(b"\n"):
                line = source.readline(_PIECE)
                done += len(line)
            yield number, None
        if done - told >= _PIECE:
            progress(done)
            told = done
    progress(done)


def base_name(file: str) -> str:
    """Return the last part of a path in either slash, empty for standard input (`-`).

    What is no Unicode in it (POSIX names are bytes) becomes U+FFFD.
    """
    name = "" if file == "-" else file.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in name)
