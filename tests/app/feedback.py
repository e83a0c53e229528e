"""A review that came back: verdicts put where a merge puts them."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.app.operations.base import Context, Plain
from annotator.app.operations.spans import AddSpans
from annotator.app.ports import Write
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.merging.base import Base
from annotator.domain.review import Remark, Verdict
from annotator.domain.span import Span
from tests.app.conftest import place

ANA, BOB = SetRef("a1", "ana"), SetRef("a1", "bob")
AT = "2026-11-22T09:00:00Z"


@dataclass
class Put(Plain):
    """Write verdicts, remarks, others' spans and what spans were when they were judged."""

    verdicts: Sequence[Verdict] = ()
    remarks: Sequence[Remark] = ()
    spans: Sequence[Span] = ()
    was: Sequence[Span] = ()
    name = "merge"

    def apply(self, write: Write, context: Context) -> None:
        """Write them."""
        write.add_spans(BOB, self.spans)
        write.put_verdicts(self.verdicts)
        write.put_remarks(self.remarks)
        if self.was:
            write.put_merge_base(ANA, Base(own=True, judged={each.id: each for each in self.was}).text())


def label(session: Session, label: str, *words: str, layer: str = "entity", ref: SetRef = ANA) -> list[Span]:
    """Label the first places of some words; return the spans in that order."""
    operation = AddSpans(ref, layer, label, [[place(each)] for each in words])
    session.execute(operation)
    spans = {each.id: each for each in session.reader.spans(ref)}
    return [spans[id] for id in operation.added]


def judge(session: Session, verdict: str, span: str, ref: SetRef = ANA, **more: object) -> Verdict:
    """Put bob's verdict on a span."""
    made = Verdict(ref=ref, span=span, verdict=verdict, by="bob", at=AT, **more)  # type: ignore[arg-type]
    session.execute(Put([made]))
    return made
