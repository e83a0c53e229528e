"""Codings: several annotators' spans on one article in brief, for comparing and scoring many articles.

A `Coded` has what comparing needs and no more; it takes a fraction of the time and memory of a Span, which fits
wherever a Coded does (same names).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from annotator.domain.article import Status
from annotator.domain.relation import Relation
from annotator.domain.span import Fragment, Value

NOTHING: Mapping[str, Value] = {}


class Comparable(Protocol):
    """A span as far as comparing needs it."""

    @property
    def id(self) -> str: ...
    @property
    def layer(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def fragments(self) -> tuple[Fragment, ...]: ...
    @property
    def attributes(self) -> Mapping[str, Value]: ...
    @property
    def confidence(self) -> float | None: ...


class Coded(NamedTuple):
    """A span in brief. `fragments` are half-open ranges of code points, sorted and apart."""

    id: str
    layer: str
    label: str
    fragments: tuple[Fragment, ...]
    attributes: Mapping[str, Value] = NOTHING
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """The asked annotators' sets on one article. An annotator who has no set on it is not in the mappings.

    `length` is that of the text in code points; `text` is empty unless it was asked for. `spans` are in the
    contract's order.
    """

    article: str
    title: str
    length: int
    text: str = ""
    statuses: Mapping[str, Status] = field(default_factory=dict)
    spans: Mapping[str, tuple[Coded, ...]] = field(default_factory=dict)
    relations: Mapping[str, tuple[Relation, ...]] = field(default_factory=dict)

    def worked_on(self, annotator: str) -> bool:
        """Whether the annotator has worked on the article: has spans on it, or a status other than `new`, `skipped`."""
        return bool(self.spans.get(annotator)) or self.statuses.get(annotator, "new") in ("in_progress", "done")
