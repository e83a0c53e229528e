"""Relations: labelled links from a head span to a tail span of the same annotation set."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A link such as claim `SAID_BY` person; `head` and `tail` are span ids."""

    id: str
    label: str
    head: str
    tail: str
