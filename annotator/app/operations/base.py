"""What every operation has: a name, the article it shows, and `apply`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from annotator.domain.article import AnnotationSet, SetRef
from annotator.domain.words import count as count

if TYPE_CHECKING:
    from annotator.app.ports import Write


class Context(NamedTuple):
    """Who changes something, and when (ISO 8601, UTC)."""

    annotator: str
    at: str


class Operation(Protocol):
    """One undoable change. `apply` raises UserError to refuse; then nothing changes.

    `name` is read after `apply`, so it may count what was done ("label 5 spans AD").
    `merge_key`: equal keys one after another become one step (typing); empty keeps steps apart.
    """

    @property
    def name(self) -> str: ...
    @property
    def article(self) -> str: ...
    @property
    def merge_key(self) -> str: ...
    def apply(self, write: Write, context: Context) -> None: ...


class Plain:
    """Defaults for operations that show no article and stay a step of their own."""

    merge_key = ""

    @property
    def article(self) -> str:
        """The article to show with this step: none."""
        return ""


@dataclass
class OnSet(Plain):
    """Base of operations on one annotation set; its article is shown with the step."""

    ref: SetRef

    @property
    def article(self) -> str:
        """The article whose set is changed."""
        return self.ref.article


def start_work(write: Write, ref: SetRef) -> None:
    """Turn a set that is new, or not there, into one in progress."""
    present = write.annotation_set(ref)
    if present is None or present.status == "new":
        write.put_set(AnnotationSet(ref=ref, status="in_progress", notes=present.notes if present else ""))
