"""What of a compared article stands in the view: whose spans, how each stands to the others, relations, proposals."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from annotator.app.reviewing import Opened
from annotator.domain.deciding import is_asked, outcome
from annotator.domain.difference import Difference
from annotator.domain.relation import Relation
from annotator.domain.review import Review
from annotator.domain.span import Span
from annotator.ui.article_view.compared import Compared

_APART = "\x1f"


@dataclass(frozen=True, slots=True)
class Shown:
    """Spans, marks and relations by ids that are unique over annotators."""

    spans: Mapping[str, Span] = field(default_factory=dict)
    marks: Mapping[str, Compared] = field(default_factory=dict)
    relations: Mapping[str, Relation] = field(default_factory=dict)


def shown_id(annotator: str, span: str) -> str:
    """Return the id under which an annotator's span is shown."""
    return f"{annotator}{_APART}{span}"


def parted(shown: str) -> tuple[str, str]:
    """Return annotator and id of a shown span."""
    annotator, _, span = shown.partition(_APART)
    return annotator, span


def shown_of(review: Review, opened: Opened, names: list[str], colors: Mapping[str, str]) -> Shown:
    """Return what stands in the view. `names`: all whose sets are compared, in order; `colors`: by name."""
    spans: dict[str, Span] = {}
    marks: dict[str, Compared] = {}
    for difference in opened.found:
        _show(review, opened, difference, names, colors, spans, marks)
    relations = {}
    for name, its in opened.relations.items():
        for each in its:
            head, tail = shown_id(name, each.head), shown_id(name, each.tail)
            if head in spans and tail in spans:
                relations[shown_id(name, each.id)] = replace(each, id=shown_id(name, each.id), head=head, tail=tail)
    return Shown(spans, marks, relations)


def _show(review: Review, opened: Opened, difference: Difference[Span], names: list[str], colors: Mapping[str, str],
          spans: dict[str, Span], marks: dict[str, Compared]) -> None:
    """Put the spans of one difference in; of those that are alike one stands for all."""
    alike, asked = difference.kind == "same", is_asked(review, difference)
    labels = {name: span.label for name, span in difference.spans.items()}
    first = ""
    for name, span in difference.spans.items():
        if first and alike:
            break
        id, verdict = shown_id(name, span.id), opened.verdicts.get((name, span.id))
        others = dict.fromkeys(label for other, label in labels.items() if other != name)
        more = [*difference.attributes, *(["relations"] if difference.relations else [])]
        spans[id] = replace(span, id=id)
        marks[id] = Compared(
            kind=difference.kind, side=names.index(name), name=name, color=colors.get(name, "#777777"),
            verdict=verdict.verdict if verdict else "", other=", ".join(more) if alike else " / ".join(others),
            partner=first, quiet=not asked)
        first = first or id
    _propose(review, opened, difference, first, colors, spans, marks)


def _propose(review: Review, opened: Opened, difference: Difference[Span], first: str, colors: Mapping[str, str],
             spans: dict[str, Span], marks: dict[str, Compared]) -> None:
    """Put in what the reviewer proposes instead of all of them."""
    verdicts = [opened.verdicts[place] for name, span in difference.spans.items()
                if (place := (name, span.id)) in opened.verdicts]
    proposal = next((each.proposal for each in verdicts if each.proposal is not None), None)
    if proposal is not None and outcome(verdicts) == "edit":
        id = f"{first}{_APART}proposed"
        spans[id] = replace(proposal, id=id)
        marks[id] = marks[first]._replace(name=review.reviewer, color=colors.get(review.reviewer, "#777777"),
                                          verdict="edit", partner=first, proposed=True)
