"""Which column of a table is what, and what separates the columns."""

import csv
import io
import re
from typing import NamedTuple

from annotator.domain.errors import UserError

_TEXT = ("text", "content", "body", "article", "article_text", "article_body", "full_text", "fulltext", "main_text",
         "maintext", "story", "document", "document_text", "plain_text")
_TITLE = ("title", "headline", "heading", "article_title")
_ID = ("id", "article_id", "doc_id", "document_id", "uuid")
_DELIMITERS = ",;\t|"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MOST_NAMES, _LONGEST_NAME = 12, 30


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
        if any(map(_CONTROL.search, names)):
            raise UserError("the file is binary (its header holds control characters), not a table")
        raise UserError(f"the table has no column named text, content, body or article; it has: {_listed(names)}")
    return Columns(names, text, _first(names, _TITLE), _first(names, _ID))


def delimiter_of(head: str) -> str:
    """Return what separates the columns: comma, semicolon, tab or bar, by how a header reads best."""
    def score(delimiter: str) -> tuple[bool, int]:
        rows = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
        header = next((row for row in rows if row), [])
        return _first(tuple(header), _TEXT) is not None, len(header)

    return max(_DELIMITERS, key=score)


def _listed(names: tuple[str, ...]) -> str:
    short = [name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…" for name in names[:_MOST_NAMES]]
    return ", ".join([*short, "…"] if len(names) > _MOST_NAMES else short)


def _first(names: tuple[str, ...], wanted: tuple[str, ...]) -> int | None:
    plain = [name.strip().lower().replace(" ", "_").replace("-", "_") for name in names]
    return next((plain.index(name) for name in wanted if name in plain), None)
