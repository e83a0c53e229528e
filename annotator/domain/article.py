"""Articles and annotation sets: what is labelled, and what one annotator has on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, get_args

from annotator.domain.errors import Refused

Status = Literal["new", "in_progress", "done", "skipped"]
STATUSES: tuple[Status, ...] = get_args(Status)
MAX_TEXT = 5_000_000
"""Longest article in code points; a longer one is refused with advice to split it."""
_TITLE_LIMIT = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text with an id, a title and metadata (JSON values, without the title). Only a correction changes the text."""

    id: str
    title: str
    text: str
    meta: Mapping[str, Any] = field(default_factory=dict)


class SetRef(NamedTuple):
    """Names one annotation set: one annotator's work on one article."""

    article: str
    annotator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationSet:
    """Status and notes of one annotator on one article."""

    ref: SetRef
    status: Status = "new"
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """An article as the list shows it, for one annotator."""

    id: str
    title: str
    status: Status
    spans: int
    meta: Mapping[str, Any] = field(default_factory=dict)


def checked_text(text: str) -> str:
    """Return `text` unchanged. Raises Refused for NUL, lone surrogates, or more than MAX_TEXT."""
    if len(text) > MAX_TEXT:
        raise Refused(f"the text has {len(text):,} characters, more than {MAX_TEXT:,}; split it into articles")
    if not text.strip():
        raise Refused("the text is empty")
    nul = text.find("\0")
    if nul >= 0:
        raise Refused(f"the text holds a NUL character at position {nul}; it is not an article")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Refused(f"the text holds a lone surrogate at position {error.start}") from None
    return text


def text_hash(text: str) -> str:
    """Return the SHA-256 of the UTF-8 text in hex, by which equal articles find each other."""
    import hashlib

    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def title_from(text: str) -> str:
    """Return the first line with something in it, shortened, for an article that came without a title."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= _TITLE_LIMIT else line[: _TITLE_LIMIT - 1].rstrip() + "…"
