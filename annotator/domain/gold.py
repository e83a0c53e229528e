"""The gold set of an article: what a policy makes of several annotators' sets, and the verdicts that stand above it.

An accepted span is in, a rejected one out, an edited one in as proposed; each decides the whole difference it is
in. What nobody decided is up to the policy.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.domain.compare import compare
from annotator.domain.difference import Difference
from annotator.domain.errors import Refused
from annotator.domain.relation import Relation, permits, type_named
from annotator.domain.review import Verdict
from annotator.domain.scheme import Scheme
from annotator.domain.span import Span, Value

POLICIES = ("agreed", "union", "majority")
"""The policies without a name; another one is `prefer:NAME`."""
BUILT = "gold:"
"""What the ids of a gold set's relations begin with that were built; relations have no origin."""
_PREFER = "prefer:"
_Place = tuple[Any, ...]
Verdicts = Mapping[tuple[str, str], Verdict]
"""A reviewer's verdicts on one article, by annotator and id of the span."""
_Homes = dict[tuple[str, str], Span]
"""By annotator and id, the span of the gold set that stands for somebody's span."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a gold set is built from: the sets of those who worked on the article, and the verdicts on their spans.

    added: spans of a reviewer whose set is not compared, by that name; they are in where they were accepted, whatever
    the policy. kept, kept_relations: what the gold set has from elsewhere (labelled by hand, imported); it stays and is
    never doubled.
    """

    sets: Mapping[str, Sequence[Span]]
    added: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    relations: Mapping[str, Sequence[Relation]] = field(default_factory=dict)
    verdicts: Verdicts = field(default_factory=dict)
    kept: Sequence[Span] = ()
    kept_relations: Sequence[Relation] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What belongs into a gold set beside what it keeps, and the differences that still want a decision (the policy has
    had its say about them)."""

    spans: tuple[Span, ...]
    relations: tuple[Relation, ...]
    undecided: tuple[Difference[Span], ...]


@dataclass(slots=True)
class _Pick:
    """A span that goes into the gold set, whose it is, and whose word it has: 0 accepted, 1 edited, 2 by policy."""

    annotator: str
    span: Span
    rank: int


def preferred(policy: str) -> str:
    """Return the annotator whose spans are taken as they are, empty for other policies."""
    return policy[len(_PREFER):] if policy.startswith(_PREFER) else ""


def checked_policy(policy: str, annotators: Sequence[str]) -> str:
    """Return the policy unchanged. Raises Refused where it is none, or prefers somebody who does not take part."""
    if policy in POLICIES or preferred(policy) in annotators:
        return policy
    name = preferred(policy)
    if name:
        raise Refused(f"{name} does not take part, so nothing of {name} can be preferred; "
                      f"prefer one of: {', '.join(annotators)}")
    raise Refused(f"There is no policy {policy}; it is one of: {', '.join(POLICIES)}, prefer:NAME")


def is_decided(difference: Difference[Span], verdicts: Verdicts) -> bool:
    """Whether somebody decided about it: accepted or edited a span of it, or rejected all that are not the
    reviewer's own."""
    found = {name: verdicts.get((name, span.id)) for name, span in difference.spans.items()}
    kinds = {name: verdict.verdict for name, verdict in found.items() if verdict is not None}
    if not {"accept", "edit"}.isdisjoint(kinds.values()):
        return True
    rejecting = {verdict.by for verdict in found.values() if verdict is not None and verdict.verdict == "reject"}
    return bool(rejecting) and all(kinds.get(name) == "reject" or name in rejecting for name in found)


def gold_of(sources: Sources, policy: str, scheme: Scheme | None = None, *, check: bool = False) -> Gold:
    """Return the outcome for one article.

    policy: `agreed` takes what all have at the same place with the same label, `majority` what more than half have
    (nobody agrees alone: both need two who worked on the article), `union` what anybody has, `prefer:NAME` the spans
    of that annotator. With `agreed` and `majority` a span gets the answers that all, or most, gave; else those of the
    span it comes from. A span keeps the id of the one it comes from, as `NAME:ID` where the id means several spans.
    Relations come along where both ends do: with an accepted span those that begin in it, else as the policy has it.
    scheme: relations that no longer fit a proposed label are left out. check: every span wants a decision, not only
    those that differ.
    """
    differences = compare(sources.sets, sources.relations)
    outcomes = [_judged(each, sources.verdicts) or _by_policy(each, sources.verdicts, policy, len(sources.sets))
                for each in differences]
    added = list(_added(sources))
    differences += added
    outcomes += [_judged(each, sources.verdicts) for each in added]
    spans, homes = _named(sources, differences, outcomes)
    relations = _relations(sources, policy, homes, _sides(differences, sources.verdicts), scheme or Scheme())
    return Gold(
        spans=tuple(spans), relations=tuple(relations),
        undecided=tuple(sorted((each for each in differences
                                if (check or not each.quiet) and not is_decided(each, sources.verdicts)),
                               key=lambda each: (each.start, -each.end))))


def _added(sources: Sources) -> Iterator[Difference[Span]]:
    """Yield the spans that the reviewer added, where nobody has the same."""
    taken = {span.place for spans in sources.sets.values() for span in spans}
    for name, spans in sources.added.items():
        for span in spans:
            if span.place not in taken:
                yield Difference("extra", {name: span})


def _judged(difference: Difference[Span], verdicts: Verdicts) -> list[_Pick]:
    """Return what verdicts put in: accepted spans, and proposals."""
    accepted, edited = [], []
    for name, span in difference.spans.items():
        verdict = verdicts.get((name, span.id))
        if verdict is not None and verdict.verdict == "accept":
            accepted.append(_Pick(name, span, 0))
        elif verdict is not None and verdict.verdict == "edit" and verdict.proposal is not None:
            edited.append(_Pick(name, replace(verdict.proposal, id=span.id), 1))
    return accepted + edited


def _by_policy(difference: Difference[Span], verdicts: Verdicts, policy: str, everybody: int) -> list[_Pick]:
    """Return what the policy puts in, without the places that were rejected."""
    places: dict[_Place, list[str]] = {}
    rejected = set()
    for name, span in difference.spans.items():
        places.setdefault(span.place, []).append(name)
        verdict = verdicts.get((name, span.id))
        if verdict is not None and verdict.verdict == "reject":
            rejected.add(span.place)
    picks = []
    for place, names in places.items():
        if place not in rejected and _enough(policy, names, everybody):
            chosen = preferred(policy) or names[0]
            span = difference.spans[chosen]
            if policy in ("agreed", "majority"):
                shared = _shared([difference.spans[name] for name in names], policy)
                if shared or span.attributes:
                    span = replace(span, attributes=shared)
            picks.append(_Pick(chosen, span, 2))
    return picks


def _enough(policy: str, names: Collection[str], everybody: int) -> bool:
    """Whether what these annotators have goes in."""
    if policy == "union":
        return True
    if policy == "agreed":
        return len(names) == everybody > 1
    if policy == "majority":
        return everybody > 1 and 2 * len(names) > everybody
    return preferred(policy) in names


def _shared(spans: Sequence[Span], policy: str) -> dict[str, Value]:
    """Return the answers that all of the spans have, with `majority` those that more than half have."""
    if not any([span.attributes for span in spans]):
        return {}
    answers = Counter((name, type(value), value) for span in spans for name, value in span.attributes.items())
    least = len(spans) if policy == "agreed" else len(spans) // 2 + 1
    return {name: value for (name, _, value), count in answers.items() if count >= least}


def _named(sources: Sources, differences: Sequence[Difference[Span]],
           outcomes: Sequence[Sequence[_Pick]]) -> tuple[list[Span], _Homes]:
    """Return the spans of the gold set, each place once and under an id of its own, and what stands for whose."""
    standing: dict[_Place, Span] = {span.place: span for span in sources.kept}
    taken = {span.id for span in sources.kept}
    ambiguous = _ambiguous({**sources.sets, **sources.added})
    made = []
    for pick in sorted((pick for outcome in outcomes for pick in outcome), key=lambda pick: pick.rank):
        if pick.span.place not in standing:
            id = pick.span.id
            if id in ambiguous:
                id = f"{pick.annotator}:{id}"
            while id in taken:
                id = f"{pick.annotator}:{id}"
            taken.add(id)
            made.append(replace(pick.span, id=id, origin="adjudicated"))
            standing[pick.span.place] = made[-1]
    homes: _Homes = {}
    for difference, outcome in zip(differences, outcomes, strict=True):
        if not outcome:
            continue
        proposed = {pick.annotator: pick.span.place for pick in outcome}
        places = set(proposed.values())
        for name, span in difference.spans.items():
            place = (span.place if span.place in places else
                     proposed.get(name) or (next(iter(places)) if len(places) == 1 else None))
            if place is not None:
                homes[name, span.id] = standing[place]
    return sorted(made, key=lambda span: (span.start, -span.end, span.id)), homes


def _ambiguous(sets: Mapping[str, Sequence[Span]]) -> set[str]:
    """Return the ids under which different annotators have different spans."""
    places: dict[str, _Place] = {}
    return {span.id for spans in sets.values() for span in spans
            if places.setdefault(span.id, span.place) != span.place}


def _sides(differences: Iterable[Difference[Span]], verdicts: Verdicts) -> dict[tuple[str, str], bool]:
    """Return, by annotator and id, the spans of decided differences, and whether the decision was for their side."""
    sides = {}
    for difference in differences:
        kinds = {name: verdicts[name, span.id].verdict for name, span in difference.spans.items()
                 if (name, span.id) in verdicts}
        wanted = next((kind for kind in ("accept", "edit") if kind in kinds.values()), None)
        if wanted is not None:
            for name, span in difference.spans.items():
                sides[name, span.id] = kinds.get(name) == wanted
    return sides


def _relations(sources: Sources, policy: str, homes: _Homes, sides: Mapping[tuple[str, str], bool],
               scheme: Scheme) -> Iterator[Relation]:
    """Yield the relations of the gold set."""
    sets = {**sources.sets, **sources.added}
    labels = {(name, span.id): span.label for name, spans in sets.items() for span in spans}
    owners: dict[_Place, dict[str, Relation]] = {}
    for name in sets:
        for relation in sources.relations.get(name, ()):
            head, tail = homes.get((name, relation.head)), homes.get((name, relation.tail))
            if head is not None and tail is not None and head is not tail:
                before = labels[name, relation.head], labels[name, relation.tail]
                if _fits(scheme, relation.label, before, (head.label, tail.label)):
                    owners.setdefault((relation.label, head.id, tail.id), {}).setdefault(name, relation)
    there = {each.place for each in sources.kept_relations}
    taken = {each.id for each in sources.kept_relations}
    for place, by in owners.items():
        judged = {name: sides[name, each.head] for name, each in by.items() if (name, each.head) in sides}
        wanted = any(judged.values()) if judged else _enough(policy, by, len(sources.sets))
        if wanted and place not in there:
            name = next((name for name in by if judged.get(name, name == preferred(policy))), next(iter(by)))
            id = f"{BUILT}{by[name].id}"
            while id in taken:
                id = f"{BUILT}{name}:{id[len(BUILT):]}"
            taken.add(id)
            label, head_id, tail_id = place
            yield Relation(id=id, label=label, head=head_id, tail=tail_id)


def _fits(scheme: Scheme, label: str, before: tuple[str, str], after: tuple[str, str]) -> bool:
    """Whether a relation may stay now that its ends are labelled otherwise; what never fitted may."""
    kind = type_named(scheme, label)
    return kind is None or not permits(kind, *before) or permits(kind, *after)
