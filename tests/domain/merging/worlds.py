"""Sets that are edited at random on two laptops, and merged."""

from dataclasses import replace
from typing import NamedTuple

from hypothesis import strategies as st

from annotator.domain.article import SetRef
from annotator.domain.merging import digest
from annotator.domain.merging.base import Base, base_of
from annotator.domain.merging.content import Came, CameRelation, CameSpan, Content
from annotator.domain.merging.set_merge import Rules, SetMerge
from annotator.domain.merging.threeway import merge_set
from annotator.domain.relation import Relation
from annotator.domain.span import Fragment, Span

TEXT = "abcdefghijklmnopqrstuvwxyz"
REF = SetRef("a1", "ana")


class Edit(NamedTuple):
    """One change; `number` says which, `value` how."""

    what: str
    number: int
    value: int


EDITS = st.lists(st.builds(
    Edit, st.sampled_from(["add", "label", "move", "remove", "comment", "relate", "part", "notes", "status"]),
    st.integers(0, 3), st.integers(0, 3)), max_size=6)


def span(id: str, start: int = 0, label: str = "GPE", comment: str = "", at: str = "") -> Span:
    """Make a span of three letters."""
    fragments = (Fragment(start, start + 3),)
    return Span(id=id, layer="entity", label=label, fragments=fragments, quote=TEXT[start:start + 3], comment=comment,
                changed_at=at)


def content(*spans: Span, **more) -> Content:
    """Make a set."""
    return Content(spans={each.id: each for each in spans}, **more)


def edited(set: Content, edits: list[Edit], who: str) -> Content:
    """Return a set after some edits; what cannot be done is not. Both sides may add the same id (`who` is empty)."""
    spans, relations, notes, status = dict(set.spans), dict(set.relations), set.notes, set.status
    for what, number, value in edits:
        ids = sorted(spans)
        id = ids[number % len(ids)] if ids else ""
        if what == "add":
            spans.setdefault(f"{who}{number}", span(f"{who}{number}", value * 4))
        elif what == "notes":
            notes = f"note {value}" if value else ""
        elif what == "status":
            status = ("new", "in_progress", "done", "skipped")[value]
        elif what == "part" and relations:
            del relations[sorted(relations)[number % len(relations)]]
        elif what == "relate" and ids:
            name = f"{who}r{number}"
            relations[name] = Relation(id=name, label="NEXT", head=id, tail=ids[value % len(ids)])
        elif what == "label" and id:
            spans[id] = replace(spans[id], label=("GPE", "ORG", "PERSON", "DATE")[value])
        elif what == "move" and id:
            spans[id] = replace(span(id, value * 4 + 1), label=spans[id].label, comment=spans[id].comment)
        elif what == "comment" and id:
            spans[id] = replace(spans[id], comment=f"{who}{value}")
        elif what == "remove" and id:
            del spans[id]
            relations = {name: each for name, each in relations.items() if id not in (each.head, each.tail)}
    return Content(spans=spans, relations=relations, notes=notes, status=status)


def came(set: Content, **more) -> Came:
    """Return a set as it comes from a file."""
    return Came(spans=[CameSpan(id, digest.of_span(each), each) for id, each in set.spans.items()],
                relations=[CameRelation(id, digest.of_relation(each), each) for id, each in set.relations.items()],
                notes=set.notes, status=set.status, **more)


def done(set: Content | None, plan: SetMerge) -> Content:
    """Return the set once a plan was carried out."""
    set = set or Content()
    spans = {id: each for id, each in set.spans.items() if id not in plan.remove}
    relations = {id: each for id, each in set.relations.items() if id not in plan.remove_relations
                 and {each.head, each.tail} <= spans.keys()}
    assert all(each.id in spans for each in plan.update)
    assert not any(each.id in spans for each in plan.add)
    spans |= {each.id: each for each in (*plan.add, *plan.update)}
    assert not any(each.id in relations for each in plan.add_relations)
    assert all({each.head, each.tail} <= spans.keys() for each in plan.add_relations)
    relations |= {each.id: each for each in plan.add_relations}
    return Content(spans=spans, relations=relations, status=plan.status or set.status,
                   notes=set.notes if plan.notes is None else plan.notes)


class Laptop:
    """One side: a set, and what is kept of its merges."""

    def __init__(self, set: Content | None = None, base: Base | None = None) -> None:
        self.set, self.base = set, base

    def edit(self, edits: list[Edit], who: str) -> None:
        """Change the set by hand."""
        if self.set is not None:
            self.set = edited(self.set, edits, who)

    def take(self, other: "Laptop", **rules) -> SetMerge:
        """Merge the other's set into this one's, as a file would bring it."""
        plan = merge_set(REF, self.set, came(other.set), self.base, other.base, Rules(**rules))
        if plan.changes or plan.base:
            self.set = done(self.set, plan)
        if plan.base is not None:
            self.base = base_of(plan.base.text())
            assert self.base == plan.base
        return plan
