"""Formats whose file is one article, only ever read: plain text, a web page."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from annotator.domain.errors import Refused, UserError
from annotator.domain.record import Loss, Record, Refusal
from annotator.formats.stream import BytesRead, base_name


class OneArticle(ABC):
    """Reads the whole file, bounded, and turns it into one record or one refusal."""

    id: str
    name: str
    endings: tuple[str, ...]
    reads = True
    writes = False
    most_bytes: int
    """One byte more than this is read, so that `record` can tell a file that is too large."""

    @abstractmethod
    def record(self, data: bytes, source: str) -> Record:
        """Return the article in `data`, read from the file named `source`. Raises Refused."""

    def read(self, source: BinaryIO, file: str, progress: BytesRead) -> Iterator[Record | Refusal]:
        """Yield the one record of the file, or the refusal of it."""
        data = source.read(self.most_bytes + 1)
        progress(len(data))
        try:
            if not data:
                raise Refused("the file is empty")
            yield self.record(data, base_name(file))
        except Refused as error:
            yield Refusal(file, 0, str(error))

    def write(self, records: Iterable[Record], out: BinaryIO) -> Iterator[Loss]:
        """Raise UserError: annotations have no place in this format."""
        raise UserError(f"{self.id} can only be read; export as jsonl")
