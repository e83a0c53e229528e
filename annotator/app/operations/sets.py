"""Operations on annotation sets: status and notes."""

from dataclasses import dataclass, replace

from annotator.app.operations.base import Context, Plain
from annotator.app.ports import Write
from annotator.domain.article import AnnotationSet, SetRef, Status

STATUS_WORDS: dict[Status, str] = {"new": "new", "in_progress": "in progress", "done": "done", "skipped": "skipped"}


@dataclass
class SetStatus(Plain):
    """Say how far the annotator is with an article."""

    ref: SetRef
    status: Status

    @property
    def name(self) -> str:
        """Name of the step."""
        return f"mark {STATUS_WORDS[self.status]}"

    @property
    def article(self) -> str:
        """The article marked."""
        return self.ref.article

    def apply(self, write: Write, context: Context) -> None:
        """Write the status; a set that has it already is left alone."""
        present = write.annotation_set(self.ref)
        if (present.status if present else "new") != self.status:
            write.put_set(replace(present or AnnotationSet(ref=self.ref), status=self.status))


@dataclass
class SetNotes(Plain):
    """Write the annotator's notes on an article."""

    ref: SetRef
    notes: str
    merge_key: str = ""
    name = "notes"

    @property
    def article(self) -> str:
        """The article the notes are on."""
        return self.ref.article

    def apply(self, write: Write, context: Context) -> None:
        """Write the notes."""
        present = write.annotation_set(self.ref)
        if (present.notes if present else "") != self.notes:
            write.put_set(replace(present or AnnotationSet(ref=self.ref), notes=self.notes))
