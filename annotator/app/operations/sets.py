"""Operations on annotation sets: status and notes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.app.operations.base import Context, OnSet
from annotator.domain.article import AnnotationSet, Status

if TYPE_CHECKING:
    from annotator.app.ports import Write

STATUS_WORDS: dict[Status, str] = {"new": "new", "in_progress": "in progress", "done": "done", "skipped": "skipped"}


@dataclass
class SetStatus(OnSet):
    """Say how far the annotator is with an article."""

    status: Status

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"mark {STATUS_WORDS[self.status]}"

    def apply(self, write: Write, context: Context) -> None:
        """Write the status; a set that has it already is left alone."""
        present = write.annotation_set(self.ref)
        if (present.status if present else "new") != self.status:
            write.put_set(replace(present or AnnotationSet(ref=self.ref), status=self.status))


@dataclass
class SetNotes(OnSet):
    """Write the annotator's notes on an article."""

    notes: str
    merge_key: str = ""
    name = "notes"

    def apply(self, write: Write, context: Context) -> None:
        """Write the notes."""
        present = write.annotation_set(self.ref)
        if (present.notes if present else "") != self.notes:
            write.put_set(replace(present or AnnotationSet(ref=self.ref), notes=self.notes))
