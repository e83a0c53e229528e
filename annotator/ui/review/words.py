"""What the review panel says: heading, the difference at hand, empty lists, and what is next when all is decided."""

from collections.abc import Mapping, Sequence

from annotator.app.reviewing import Opened
from annotator.domain.answers import shown
from annotator.domain.deciding import outcome
from annotator.domain.review import Review, Verdict
from annotator.domain.scheme import Scheme
from annotator.domain.span import Span
from annotator.domain.words import count
from annotator.ui.quotes import short
from annotator.ui.review.box import Shown
from annotator.ui.review.kinds import listed
from annotator.ui.review.rows import Row, quote
from annotator.ui.review.side_line import Side
from annotator.ui.review.thread import entries

_DECIDED = {"reject": "✕ Rejected", "question": "? Asked"}
_NAMED = 3


def colleagues(review: Review) -> list[str]:
    """Return whose annotations are reviewed: the annotators other than the reviewer."""
    return [name for name in review.annotators if name != review.reviewer] or list(review.annotators)


def whose(review: Review) -> str:
    """Say whose annotations are reviewed: `Ben’s annotations`, `Ana and Ben`."""
    if review.mode == "again":
        return f"{review.annotators[0]}, labeled again"
    names = colleagues(review)
    return f"{names[0]}’s annotations" if len(names) == 1 else listed(names)


def box_of(review: Review, opened: Opened, row: Row, names: Sequence[str], colors: Mapping[str, str], scheme: Scheme,
           number: int, total: int) -> Shown:
    """Return what the decision box shows of a row of the open article. `names`: who can be accepted, in order."""
    spans = row.difference.spans
    keys = ["A", "B"] if len(names) <= 2 else [str(n) if n < 10 else "" for n in range(1, len(names) + 1)]
    verdicts = [opened.verdicts[place] for name, span in spans.items() if (place := (name, span.id)) in opened.verdicts]
    remarks = {name: said for name, span in spans.items() if (said := opened.remarks.get((name, span.id)))}
    return Shown(
        quote=row.quote, place=f"{number:,} of {total:,}" if number else "not in the list",
        sides=[_side(name, spans.get(name), row, colors, scheme, opened.article.text) for name in names],
        accepts=[(name + ("" if name in spans else ": nothing"), key)
                 for name, key in zip(names, keys, strict=False)], decided=_decided(verdicts, spans),
        entries=entries(verdicts, remarks, review.reviewer))


def _side(name: str, span: Span | None, row: Row, colors: Mapping[str, str], scheme: Scheme, text: str) -> Side:
    color = colors.get(name, "#777777")
    if span is None:
        return Side(name, color, "", "#777777", "")
    found = scheme.find(span.layer, span.label)
    notes = [f"{each}: {shown(span.attributes[each]) if each in span.attributes else '—'}"
             for each in row.difference.attributes]
    notes += [f"{each.label} →" for each in row.difference.relations.get(name, ())]
    if len({each.fragments for each in row.difference.spans.values()}) > 1:
        notes.insert(0, f"“{quote(text, span.fragments, 200)}”")
    if span.comment:
        notes.append(span.comment)
    return Side(name, color, span.label, found[1].color if found else "#777777", " · ".join(notes))


def _decided(verdicts: Sequence[Verdict], spans: Mapping[str, Span]) -> str:
    """Say what was decided, and that the annotator has changed the span since."""
    kind = outcome(verdicts)
    if kind is None:
        return ""
    right = [each.ref.annotator for each in verdicts if each.verdict == "accept"]
    proposal = next((each.proposal for each in verdicts if each.proposal is not None), None)
    if kind == "edit" and proposal is not None:
        words = f"✎ {proposal.label} {short(proposal.quote)} proposed"
    else:
        words = _DECIDED.get(kind) or f"✓ {', '.join(right)} accepted"
    reason = next((each.reason for each in verdicts if each.reason), "")
    changed = [each.ref.annotator for each in verdicts
               if each.answer != "accept" and spans[each.ref.annotator].changed_at > each.at]
    return " · ".join(filter(None, (words, reason, f"{changed[0]} has changed it since" if changed else "")))


def nothing_here(review: Review, *, filtered: bool, looking: bool, total: int) -> str:
    """Say why the list is empty."""
    if looking and not filtered:
        return "Looking through the articles …"
    if filtered and total:
        return "No difference fits the filter. Clear it to see all of them."
    names = listed(colleagues(review))
    if review.mode == "check":
        return (f"{names} has no spans to check yet. Open the newest file from {names} with "
                "Review > Open a colleague’s annotations.")
    if review.mode == "again":
        return "Articles appear here as soon as they are labeled a second time and marked as done."
    both = listed(review.annotators)
    return f"Nothing differs: what {both} have on the articles that both worked on is the same."


def nothing_in_article(review: Review, opened: Opened) -> str:
    """Say why there is nothing to decide in the open article, empty where there is something."""
    if review.articles and opened.article.id not in review.articles:
        return "This article is not in the sample of the review."
    lacking = [name for name in review.annotators if name not in opened.worked]
    if lacking and not opened.there:
        has = "has" if len(lacking) == 1 else "have"
        return f"{' and '.join(lacking)} {has} not worked on this article."
    return "Nothing to decide in this article."


def all_decided(decided: int, total: int) -> str:
    """Say that all is decided or asked; what is next is offered with it."""
    asked = total - decided
    return f"All {total:,} decided. What is next?" if not asked else (
        f"{decided:,} of {total:,} decided, {count(asked, 'question')} asked. What is next?")


def left_out(titles: Sequence[str]) -> str:
    """Say which articles are left out because not enough annotators worked on them."""
    if not titles:
        return ""
    said = ", ".join(title or "Untitled" for title in titles[:_NAMED])
    more = len(titles) - _NAMED
    return (f"{count(len(titles), 'article')} only one of them worked on: {said}"
            + (f" and {more:,} more" if more > 0 else ""))
