"""Which column of a table is what, and what separates the columns."""

import csv
import io
from typing import NamedTuple

from annotator.domain.errors import UserError

_TEXT = ("text", "content", "body", "article", "article_text", "article_body", "full_text", "fulltext", "main_text",
         "maintext", "story", "document", "document_text", "plain_text")
_TITLE = ("title", "headline", "heading", "article_title")
_ID = ("id", "article_id", "doc_id", "document_id", "uuid")
_DELIMITERS = ",;\t|"


class Columns(NamedTuple):
    """The names of all columns, and the places of those with a meaning."""

    names: tuple[str, ...]
    text: int
    title: int | None
    id: int | None


def columns_of(header: list[str]) -> Columns:
    """Return the columns of a header; case, blanks and hyphens in names do not count.

    A column without a name is called after its place. Raises UserError where no column is a text, or two
    have the same name.
    """
    names = tuple(name.strip() or f"column {place}" for place, name in enumerate(header, 1))
    for place, name in enumerate(names):
        if name in names[:place]:
            raise UserError(f"the column {name} stands twice in the header")
    text = _first(names, _TEXT)
    if text is None:
        raise UserError(f"the table has no column named text, content, body or article; it has: {', '.join(names)}")
    return Columns(names, text, _first(names, _TITLE), _first(names, _ID))


def delimiter_of(head: str) -> str:
    """Return what separates the columns: comma, semicolon, tab or bar, by how a header reads best."""
    def score(delimiter: str) -> tuple[bool, int]:
        rows = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
        header = next((row for row in rows if row), [])
        return _first(tuple(header), _TEXT) is not None, len(header)

    return max(_DELIMITERS, key=score)


def _first(names: tuple[str, ...], wanted: tuple[str, ...]) -> int | None:
    plain = [name.strip().lower().replace(" ", "_").replace("-", "_") for name in names]
    return next((plain.index(name) for name in wanted if name in plain), None)
