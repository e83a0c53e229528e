"""Digests: short texts that are equal where annotations are. They are kept in project files, so they stay as they are.

Who changed a span, when, and how it came to be are no part of it: they are not what is annotated.
"""

import json
from base64 import urlsafe_b64encode
from functools import lru_cache
from hashlib import blake2b

from annotator.domain.relation import Relation
from annotator.domain.span import Span

ABSENT = ""
"""The digest of what is not there."""
_CONTENT, _PLACE, _LABEL = 6, 6, 3
"""Bytes of each part; three bytes are four characters."""
_CONTENT_SIGNS, _LABEL_SIGNS = _CONTENT * 4 // 3, _LABEL * 4 // 3


def of_span(span: Span | None) -> str:
    """Return a span's digest: of its content (words, attributes, comment, confidence), its place and its label."""
    if span is None:
        return ABSENT
    answers = json.dumps(sorted(span.attributes.items())) if span.attributes else ""
    content = f"{span.quote}\0{answers}\0{span.comment}\0{span.confidence}"
    place = ",".join([f"{start}-{end}" for start, end in span.fragments])
    return _text(_hash(content, _CONTENT) + _hash(place, _PLACE)) + of_label(span.layer, span.label)


@lru_cache(maxsize=512)
def of_label(layer: str, label: str) -> str:
    """Return the part of a span's digest that its label makes."""
    return _text(_hash(f"{layer}\0{label}", _LABEL))


def of_relation(relation: Relation | None) -> str:
    """Return a relation's digest."""
    return ABSENT if relation is None else of_text("\0".join(relation.place))


def of_text(text: str) -> str:
    """Return the digest of notes; no notes have none."""
    return _text(_hash(text, _CONTENT)) if text else ABSENT


def label_part(digest: str) -> str:
    """Return the part of a span's digest that its label made."""
    return digest[-_LABEL_SIGNS:]


def but_label(digest: str) -> str:
    """Return a span's digest without its label."""
    return digest[:-_LABEL_SIGNS]


def but_place(digest: str) -> str:
    """Return a span's digest without its place, so that a span that moved along with a corrected text has the same."""
    return digest[:_CONTENT_SIGNS] + digest[-_LABEL_SIGNS:]


def _hash(text: str, size: int) -> bytes:
    return blake2b(text.encode(), digest_size=size).digest()


def _text(digest: bytes) -> str:
    return urlsafe_b64encode(digest).decode()
