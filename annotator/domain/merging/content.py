"""What is merged: a set as it is here, and as it came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.domain.article import Status
from annotator.domain.merging.naming import Named
from annotator.domain.relation import Relation
from annotator.domain.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A set as it is here."""

    spans: Mapping[str, Span] = field(default_factory=dict)
    relations: Mapping[str, Relation] = field(default_factory=dict)
    status: Status = "new"
    notes: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was annotated."""
        return not (self.spans or self.relations or self.notes)


class Lack(NamedTuple):
    """A label or relation type of theirs that is nothing here; `chosen`: it is to be left out."""

    name: Named
    relation: bool
    chosen: bool = False


Hindrance = str | Lack | None
"""Why something that came cannot be here: a sentence, or its label; None where it can."""


class CameSpan(NamedTuple):
    """A span that came: the digest of it as it was there, and what it is in our text and labels.

    `span` is None where it is nothing here, and `why` says why not. Its id is empty where it came without one.
    """

    id: str
    digest: str
    span: Span | None
    why: Hindrance = None


class CameRelation(NamedTuple):
    """A relation that came, in the same way."""

    id: str
    digest: str
    relation: Relation | None
    why: Hindrance = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """A set as it came. `status` is None where it came without one. `moved`: the texts differ."""

    spans: Sequence[CameSpan] = ()
    relations: Sequence[CameRelation] = ()
    status: Status | None = None
    notes: str = ""
    moved: bool = False
