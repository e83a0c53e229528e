"""Review files: what goes back and forth between two people by e-mail, as lines of the native JSONL.

A review holds the annotator's sets as they were reviewed, where something was decided or said about them, with the
verdicts and what the two said, and the reviewer's own sets on these articles. Answers are the way back. Nothing of
anybody else is in either; a span of a third annotator that the reviewer found right goes along as a proposal, without
a name.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from annotator.app.files import whole_file
from annotator.app.ports import Formats, Progress, Reader
from annotator.domain.article import SetRef
from annotator.domain.coding import Coding
from annotator.domain.compare import compare
from annotator.domain.errors import UserError
from annotator.domain.query import Selection
from annotator.domain.record import Record
from annotator.domain.review import Verdict
from annotator.domain.span import Span

_FORMAT = "jsonl"


@dataclass
class ReviewCounts:
    """What a review file holds. `verdicts` and `remarks` are all of them, `answered` the verdicts with an answer."""

    articles: int = 0
    spans: int = 0
    verdicts: int = 0
    answered: int = 0
    remarks: int = 0

    def as_json(self) -> dict[str, int]:
        """Return the object of `review-file --json`."""
        return {"articles": self.articles, "spans": self.spans, "verdicts": self.verdicts, "answered": self.answered,
                "remarks": self.remarks}


def save_review(reader: Reader, formats: Formats, target: Path, *, by: str, to: str,
                progress: Progress = lambda done, total: None) -> ReviewCounts:
    """Write what `by` decided and said about the sets of `to`, whole or not at all.

    Raises UserError where one of them is not in the project, or nothing was decided or said yet.
    """
    _check(reader, by, to)
    return _save(formats, target, _reviewed(reader, by, to, progress), why=(
        f"{by} has not decided or said anything about the annotations of {to} yet; review some first."))


def save_answers(reader: Reader, formats: Formats, target: Path, *, by: str, to: str,
                 progress: Progress = lambda done, total: None) -> ReviewCounts:
    """Write what `by` answers the reviewer `to`: the reviewed sets of `by` as they are now, with the verdicts, the
    answers and what the two said; and of the sets of `to` those about which `by` answered.

    Raises UserError where one of them is not in the project, or `to` has reviewed nothing of `by`.
    """
    _check(reader, by, to)
    return _save(formats, target, _answered(reader, by, to, progress),
                 why=f"{to} has not reviewed the annotations of {by}; there is nothing to answer.")


def undecided(reader: Reader, by: str, to: str) -> int:
    """Return how many spans of `to` wait for a verdict of `by`: all where they are checked one by one; where sets are
    compared, those in which they differ."""
    review = next((each for each in reversed(reader.reviews()) if each.reviewer == by and to in each.annotators), None)
    judged = {(verdict.ref, verdict.span) for verdict in reader.verdicts_by(by)}
    articles = review.articles or None if review is not None else None
    if review is None or review.mode == "check":
        return sum((SetRef(coding.article, to), span.id) not in judged
                   for coding in reader.codings([to], articles=articles) for span in coding.spans.get(to, ()))
    return sum(_waits(coding, to, judged, review.annotators)
               for coding in reader.codings(review.annotators, articles=articles, relations=True))

def suggested_name(project: str, by: str, to: str, *, answers: bool = False) -> str:
    """Return a good name for the file, without characters that some system refuses in names."""
    what = "answers" if answers else "review"
    words = f"{project} {what} by {by} for {to}"
    return "".join(char if char.isalnum() or char in " .,-_()" else "_" for char in words).strip(" .") + ".jsonl"


def _check(reader: Reader, *names: str) -> None:
    there = reader.annotators()
    for name in names:
        if name not in there:
            raise UserError(f"The project has no annotator {name}; it has: {', '.join(there) or 'none'}.")
    if len(set(names)) < len(names):
        raise UserError("A review goes to somebody else; choose another annotator.")


def _save(formats: Formats, target: Path, records: Iterable[Record], *, why: str) -> ReviewCounts:
    counts = ReviewCounts()
    with whole_file(target) as out:
        list(formats.by_id(_FORMAT).write(_counted(records, counts), out))  # the native format loses nothing
        if not counts.articles:
            raise UserError(why)
    return counts


def _counted(records: Iterable[Record], counts: ReviewCounts) -> Iterator[Record]:
    last = None
    for record in records:
        counts.articles += record.article.id != last
        last = record.article.id
        counts.spans += len(record.spans)
        counts.verdicts += len(record.verdicts)
        counts.answered += sum(bool(verdict.answer) for verdict in record.verdicts)
        counts.remarks += len(record.remarks)
        yield record


def _reviewed(reader: Reader, by: str, to: str, progress: Progress) -> Iterator[Record]:
    others = _from_others(reader, by, to)
    for article, lines in _articles(reader, by, to, progress):
        lines = {name: _between(line, by, {by, to}) for name, line in lines.items()}
        if to in lines:
            proposed = _proposals(reader, lines, others.get(article, ()), to)
            lines[to] = replace(lines[to], verdicts=(*lines[to].verdicts, *proposed))
        if any(_says_something(line) for line in lines.values()):
            yield from (line for name, line in lines.items() if name == by or _says_something(line))


def _answered(reader: Reader, by: str, to: str, progress: Progress) -> Iterator[Record]:
    for _, lines in _articles(reader, by, to, progress):
        lines = {name: _between(line, to, {by, to}) for name, line in lines.items()}
        if any(_says_something(line) for line in lines.values()):
            yield from (line for name, line in lines.items() if name == by or _is_answered(line, by))


def _articles(reader: Reader, by: str, to: str, progress: Progress) -> Iterator[tuple[str, dict[str, Record]]]:
    """Yield the two annotators' lines, article by article in the project's order."""
    wanted = Selection(annotators=(by, to))
    total = reader.count_records(wanted)
    done = 0
    for article, lines in groupby(reader.records(wanted), key=lambda record: record.article.id):
        found = {record.annotator or "": record for record in lines}
        yield article, found
        done += len(found)
        progress(done, total)


def _between(line: Record, reviewer: str, two: set[str]) -> Record:
    """Return the line with the reviewer's verdicts and what the two said, without those of others."""
    return replace(line, verdicts=tuple(each for each in line.verdicts if each.by == reviewer),
                   remarks=tuple(each for each in line.remarks if each.by in two))


def _says_something(line: Record) -> bool:
    """Whether there are verdicts or remarks. A line that comes back without is read as news about the set."""
    return bool(line.verdicts or line.remarks)


def _is_answered(line: Record, by: str) -> bool:
    return any(each.answered_by == by for each in line.verdicts) or any(each.by == by for each in line.remarks)


def _from_others(reader: Reader, by: str, to: str) -> dict[str, list[Verdict]]:
    """Return by article what the reviewer found right in the sets of neither of the two."""
    found: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in reader.verdicts_by(by):
        if verdict.verdict in ("accept", "edit") and verdict.ref.annotator not in (by, to):
            found[verdict.ref.article].append(verdict)
    return found


def _proposals(reader: Reader, lines: dict[str, Record], verdicts: Iterable[Verdict], to: str) -> list[Verdict]:
    """Return, as proposals to `to`, the right spans of others that `to` lacks and is not told of otherwise."""
    told = {span.place for line in lines.values() for span in line.spans}
    told |= {each.proposal.place for line in lines.values() for each in line.verdicts if each.proposal}
    kept = {each.key for line in lines.values() for each in line.verdicts}
    found = []
    for verdict in verdicts:
        span = verdict.proposal or next(iter(reader.spans(verdict.ref, [verdict.span])), None)
        if span is None or span.place in told:
            continue
        told.add(span.place)
        id = _nameless(verdict.ref, span)
        proposal = Span(id=id, layer=span.layer, label=span.label, fragments=span.fragments, quote=span.quote,
                        origin="adjudicated", attributes=span.attributes)
        found.append(replace(verdict, ref=SetRef(verdict.ref.article, to), span=id, verdict="edit", proposal=proposal,
                             answer="", answered_by="", answered_at=""))
    return [each for each in found if each.key not in kept]


def _nameless(ref: SetRef, span: Span) -> str:
    """Return an id that is the same each time and no other span's, and says not whose span it is."""
    return f"added-{sha256(repr((ref, span.place)).encode()).hexdigest()[:20]}"

def _waits(coding: Coding, to: str, judged: Collection[tuple[SetRef, str]], names: Iterable[str]) -> int:
    """Return in how many differences of one article a span of `to` waits for a verdict."""
    there = {name: coding.spans.get(name, ()) for name in names if coding.worked_on(name)}
    if len(there) < 2:
        return 0
    return sum(not each.quiet and to in each.spans and not any(
        (SetRef(coding.article, name), span.id) in judged for name, span in each.spans.items())
        for each in compare(there, coding.relations))
