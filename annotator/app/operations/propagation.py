"""Labelling many places at once: the other occurrences of a span's words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.app.operations.base import Context, OnSet, start_work
from annotator.app.operations.spans import default_attributes
from annotator.app.ports import Progress, Write
from annotator.domain.article import SetRef
from annotator.domain.candidates import Candidate
from annotator.domain.errors import NotFound, Refused
from annotator.domain.ids import new_id
from annotator.domain.span import Span, Value, checked_fragments, verify_quote


def _untold(done: int, total: int) -> None:
    pass


@dataclass
class LabelOccurrences(OnSet):
    """Give places of many articles a label, in the sets of the annotator of `ref`; its article is shown with the step.

    A place whose text is no longer what it was, or whose article is gone, is left out and counted in `changed`;
    one that has the label by now is counted in `present`. `added` has the ids of the new spans by article.
    `attributes` are answers that the spans start with instead of the label's defaults.
    """

    layer: str
    label: str
    places: Sequence[Candidate]
    attributes: Mapping[str, Value] | None = None
    progress: Progress = _untold
    added: dict[str, list[str]] = field(default_factory=dict, init=False)
    changed: int = field(default=0, init=False)
    present: int = field(default=0, init=False)

    @property
    def name(self) -> str:
        """Name of the step."""
        spans = self.count
        return f"label {spans:,} other{'' if spans == 1 else 's'} {self.label}"

    @property
    def count(self) -> int:
        """How many spans were added."""
        return sum(map(len, self.added.values()))

    def apply(self, write: Write, context: Context) -> None:
        """Verify every place and label it. Raises Cancelled where `progress` does; then nothing was changed."""
        attributes = default_attributes(write.scheme(), self.layer, self.label)
        attributes = attributes if self.attributes is None else dict(self.attributes)
        by_article: dict[str, list[Candidate]] = defaultdict(list)
        for place in self.places:
            by_article[place.article].append(place)
        for number, (article, places) in enumerate(by_article.items()):
            self.progress(number, len(by_article))
            ref = SetRef(article, self.ref.annotator)
            fresh = self._fresh(write, ref, places)
            if fresh:
                start_work(write, ref)
                spans = [Span(id=new_id(), layer=self.layer, label=self.label, fragments=place.fragments,
                              quote=place.quote, origin="propagated", attributes=attributes,
                              changed_at=context.at, changed_by=context.annotator) for place in fresh]
                write.add_spans(ref, spans)
                self.added[article] = [span.id for span in spans]

    def _fresh(self, write: Write, ref: SetRef, places: Sequence[Candidate]) -> list[Candidate]:
        """Return the places of one article that still say what they said and do not carry the label."""
        try:
            text = write.article(ref.article).text
        except NotFound:
            self.changed += len(places)
            return []
        starts = {place.start for place in places}
        taken = {span.place for span in write.spans_starting(ref, starts)}
        fresh: list[Candidate] = []
        for place in places:
            key = (place.fragments, self.layer, self.label)
            if key in taken:
                self.present += 1
            elif not _fits(text, place):
                self.changed += 1
            else:
                taken.add(key)
                fresh.append(place)
        return fresh


def _fits(text: str, place: Candidate) -> bool:
    try:
        verify_quote(text, checked_fragments(text, place.fragments), place.quote)
    except Refused:
        return False
    return True
