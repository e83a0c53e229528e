"""Random edits of a scheme, for tests that hold whatever the edits are."""

import random
from collections.abc import Iterator

from annotator.domain.errors import UserError
from annotator.domain.scheme import FORMS, Attribute, Label, RelationType, Scheme, checked_scheme
from annotator.domain.scheme_edits import attributes as a
from annotator.domain.scheme_edits import labels as la
from annotator.domain.scheme_edits import layers as ly
from annotator.domain.scheme_edits import relations as r
from annotator.domain.scheme_edits import respans as s
from annotator.domain.scheme_edits.base import Edit

NAMES = ("A", "B", "C", "D")
VALUES = ("yes", "no", "unsure", "maybe")
ATTRIBUTES = (Attribute(name="q", type="choice", values=VALUES[:3]), Attribute(name="q", type="boolean"),
              Attribute(name="q", type="text"), Attribute(name="q", type="number"))


def some_edits(rng: random.Random, scheme: Scheme, wanted: int) -> Iterator[Edit]:
    """Yield edits that can be done one after another."""
    for _ in range(wanted * 4):
        edit = _any(rng, scheme)
        try:
            after = checked_scheme(edit.apply(scheme))
        except UserError:
            continue
        yield edit
        scheme = after
        wanted -= 1
        if not wanted:
            return


def _any(rng: random.Random, scheme: Scheme) -> Edit:
    places = [(layer.name, label.name) for layer, label in scheme.labels()] or [("x", "x")]
    layer, label = rng.choice(places)
    name, other = rng.choice(NAMES), rng.choice(places)
    asked = [each.name for _, one in scheme.labels() for each in one.attributes] or ["q"]
    attribute = rng.choice(asked)
    relation = rng.choice([each.name for each in scheme.relations] or ["x"])
    by = rng.randint(-2, 2)
    return rng.choice([
        ly.AddLayer(name), ly.RenameLayer(layer, name), ly.SetForm(layer, rng.choice(FORMS)), ly.MoveLayer(layer, by),
        ly.RemoveLayer(layer),
        la.AddLabel(layer, Label(name=name)), la.RenameLabel(layer, label, name), la.MoveLabel(layer, label, by),
        la.SetLabel(layer, label, "key", rng.choice("QX")), la.SetLabel(layer, label, "description", name),
        la.RetireLabel(layer, label, rng.random() < 0.7),
        s.MergeLabels(((layer, label),), other), s.MergeLabels(((layer, label),), other),
        s.SplitLabel(layer, label, Label(name=name), s.ByWords(rng.choice(["iraq", "the, erbil"]))),
        s.SplitLabel(layer, label, Label(name=name), s.ByAnswer("q", rng.choice([True, "yes", 1]))),
        s.RemoveLabel(layer, label),
        a.AddAttribute(layer, label, rng.choice(ATTRIBUTES)), a.RenameAttribute(layer, label, attribute, name),
        a.ChangeAttribute(layer, label, attribute, rng.choice(ATTRIBUTES)),
        a.RenameValue(layer, label, attribute, rng.choice(VALUES), rng.choice(VALUES)),
        a.MoveAttribute(layer, label, attribute, by), a.RetireAttribute(layer, label, attribute),
        a.RemoveAttribute(layer, label, attribute),
        r.AddRelation(RelationType(name=name)), r.RenameRelation(relation, name), r.MoveRelation(relation, by),
        r.ChangeRelation(relation, (label,), (), name), r.RemoveRelation(relation)])
