"""Plain text: one file, one article. The encoding is detected and said; line ends become LF."""

import re

from annotator.domain.article import MAX_TEXT, Article, checked_text, title_from
from annotator.domain.errors import Refused
from annotator.domain.record import Record
from annotator.formats.one_article import OneArticle
from annotator.formats.text_encoding import decoded

_MOST_BYTES = 4 * MAX_TEXT + 4
_MAGIC = {b"%PDF-": "a PDF", b"{\\rtf": "an RTF document", b"PK\x03\x04": "a ZIP archive or office document",
          b"\x1f\x8b": "a compressed file"}
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class Txt(OneArticle):
    """Plain text, in only."""

    id = "txt"
    name = "Plain text"
    endings: tuple[str, ...] = (".txt", ".text")
    most_bytes = _MOST_BYTES

    def record(self, data: bytes, source: str) -> Record:
        """Return the article in the file's bytes."""
        return _record(data, source)


def _record(data: bytes, source: str) -> Record:
    if len(data) > _MOST_BYTES:
        raise Refused(f"the text has more than {MAX_TEXT:,} characters; split it into articles")
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise Refused(f"the file is {what}, not text")
    text, encoding = decoded(data)
    if encoding.name and len(_CONTROL.findall(text)) > len(text) // 100:
        raise Refused("the file is binary (it is full of control characters), not text")
    text = checked_text(unix_lines(text.removeprefix("\ufeff")))
    meta = {"source": source} if source else {}
    return Record(article=Article(id="", title=title_from(text), text=text, meta=meta), said=encoding.said)


def unix_lines(text: str) -> str:
    """Return the text with CRLF and CR as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
