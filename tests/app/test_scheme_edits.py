"""Editing the scheme over a project: what becomes of every span, what is named before, and what undo brings back."""

import random
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import bootstrap
from annotator.app.exporting import export_records
from annotator.app.operations.scheme_edits import AddExample, EditScheme
from annotator.app.operations.spans import AddSpans, Relabel, SetAttribute
from annotator.app.scheme_preview import preview
from annotator.app.session import Session
from annotator.domain.article import AnnotationSet, Article, SetRef
from annotator.domain.errors import Conflict, NotFound
from annotator.domain.ids import new_id
from annotator.domain.query import Selection
from annotator.domain.relation import Relation
from annotator.domain.review import Verdict
from annotator.domain.scheme import Attribute, Label, Layer, RelationType, Scheme
from annotator.domain.scheme_edits.attributes import RemoveAttribute, RenameAttribute, RenameValue
from annotator.domain.scheme_edits.base import Edit
from annotator.domain.scheme_edits.effect import Effect, Losses
from annotator.domain.scheme_edits.labels import RenameLabel, SetLabel
from annotator.domain.scheme_edits.layers import RenameLayer
from annotator.domain.scheme_edits.relations import RemoveRelation, RenameRelation
from annotator.domain.scheme_edits.respans import ByWords, MergeLabels, RemoveLabel, SplitLabel
from annotator.domain.span import Fragment, Span, quote_of
from tests.some_edits import some_edits

TEXT = "Iraq said the base near Erbil is safe. Iraq waits for the troops."
ASKS = Attribute(name="q", type="choice", values=("yes", "no", "unsure"))
SCHEME = Scheme(
    layers=(Layer(name="entity", labels=(Label(name="GPE", key="1", attributes=(ASKS,)), Label(name="LOC"),
                                         Label(name="FAC", attributes=(replace(ASKS, type="boolean", values=()),)))),
            Layer(name="claim", form="line", labels=(Label(name="FACT", key="q"),))),
    relations=(RelationType(name="IN", head=("GPE", "LOC"), tail=("GPE", "FACT")), RelationType(name="NEAR")))
ANA, BOB = SetRef("a1", "ana"), SetRef("a2", "bob")


def span(name: str, start: int, end: int, label: str = "GPE", layer: str = "entity", **more: object) -> Span:
    fragments = (Fragment(start, end),)
    return Span(id=name, layer=layer, label=label, fragments=fragments, quote=quote_of(TEXT, fragments),
                changed_by="ana", **more)  # type: ignore[arg-type]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session on a project of two articles with the same text."""
    made = bootstrap.create_project(tmp_path / "p.annotator")
    with made.write(annotator="ana", at="") as write:
        write.put_scheme(SCHEME)
        write.add_articles([Article(id=name, title=name, text=TEXT) for name in ("a1", "a2")])
    opened = Session(made, "ana", clock=lambda: "2026-11-22T10:00:00Z")
    yield opened
    opened.close()


def put(session: Session, ref: SetRef, *spans: Span, relations: tuple[Relation, ...] = ()) -> None:
    with session.project.write(annotator=ref.annotator, at="") as write:
        write.add_spans(ref, spans)
        write.add_relations(ref, relations)


def do(session: Session, *edits: Edit) -> EditScheme:
    effects = preview(session.reader, edits)
    operation = EditScheme(session.reader.scheme(), edits, [each.losses for each in effects])
    session.execute(operation)
    for done, foreseen, edit in zip(operation.effects, effects, edits, strict=True):
        if edit.rewrites:
            assert told(done) == told(foreseen)
    return operation


def told(effect: Effect) -> list[object]:
    """Return what an effect counts and names; a relation type is foreseen under its first name."""
    return [effect.spans, effect.articles, effect.annotators, effect.removed, effect.joined, effect.answers,
            [loss.ref for loss in effect.relations]]


def exported(session: Session) -> bytes:
    out = BytesIO()
    formats = bootstrap.formats()
    export_records(session.reader, formats.by_id("jsonl"), Selection(), out)
    return out.getvalue() + formats.scheme_to_toml(session.reader.scheme()).encode()


def test_renames_keep_the_spans_and_are_one_step(session: Session) -> None:
    put(session, ANA, span("s1", 0, 4), span("s2", 39, 43), relations=(Relation(id="r", label="IN", head="s1",
                                                                               tail="s2"),))
    operation = do(session, RenameLabel("entity", "GPE", "PLACE"), RenameLayer("entity", "name"),
                   RenameRelation("IN", "INSIDE"), SetLabel("name", "PLACE", "color", "#123456"))
    assert [(each.layer, each.label) for each in session.reader.spans(ANA)] == [("name", "PLACE")] * 2
    assert [each.label for each in session.reader.relations(ANA)] == ["INSIDE"]
    assert session.reader.scheme().relations[0].head == ("PLACE", "LOC")
    assert session.history()[-1].name == operation.name == (
        "change scheme: rename GPE to PLACE, rename layer entity to name, rename relation IN to INSIDE, recolor PLACE")
    session.undo()
    assert session.reader.scheme() == SCHEME
    assert [each.label for each in session.reader.spans(ANA)] == ["GPE"] * 2


def test_long_sessions_have_short_names(session: Session) -> None:
    operation = do(session, *(SetLabel("entity", "GPE", "description", str(n)) for n in range(6)))
    assert operation.name.endswith("describe GPE, 2 more")
    assert operation.article == ""


def test_merging_relabels_everywhere_and_joins_doubles(session: Session) -> None:
    put(session, ANA, span("g", 0, 4, attributes={"q": "no"}, comment="one"),
        span("l", 0, 4, "LOC", attributes={"q": "yes", "x": 1}, comment="two"), span("m", 24, 29, "LOC"),
        relations=(Relation(id="r", label="IN", head="l", tail="m"),))
    put(session, BOB, span("l", 0, 4, "LOC"))
    effect = preview(session.reader, [MergeLabels((("entity", "LOC"),), ("entity", "GPE"))])[0]
    assert effect.words() == ("3 spans in 2 articles by 2 annotators; "
                              "1 would double a span that is there already and is joined with it")
    assert [(loss.ref, loss.what) for loss in effect.named()] == [(ANA, "LOC “Iraq”, joined with the GPE there")]
    do(session, MergeLabels((("entity", "LOC"),), ("entity", "GPE")))
    first, second = session.reader.spans(ANA)
    assert (first.id, first.attributes, first.comment) == ("g", {"q": "no", "x": 1}, "one\ntwo")
    assert (second.id, second.label, second.changed_by) == ("m", "GPE", "ana")
    assert session.reader.relations(ANA) == [Relation(id="r", label="IN", head="g", tail="m")]
    assert [each.label for each in session.reader.spans(BOB)] == ["GPE"]
    assert session.reader.scheme().find("entity", "LOC") is None


def test_splitting_by_words_parts_the_spans(session: Session) -> None:
    put(session, ANA, span("s1", 0, 4), span("s2", 24, 29))
    do(session, SplitLabel("entity", "GPE", Label(name="CITY"), ByWords("erbil")))
    assert [each.label for each in session.reader.spans(ANA)] == ["GPE", "CITY"]
    assert [label.name for label in session.reader.scheme().layers[0].labels] == ["GPE", "CITY", "LOC", "FAC"]
    assert session.reader.scheme().relations[0].head == ("GPE", "CITY", "LOC")


def test_removing_names_spans_and_their_relations(session: Session) -> None:
    put(session, ANA, span("f", 0, 10, "FAC"), span("g", 0, 4),
        relations=(Relation(id="r", label="NEAR", head="f", tail="g"),))
    effect = preview(session.reader, [RemoveLabel("entity", "FAC"), RemoveRelation("NEAR")])
    assert [loss.what for loss in effect[0].named()] == ["FAC “Iraq said”", "relation NEAR"]
    assert effect[0].words() == ("1 span in 1 article by 1 annotator; 1 span deleted; "
                                 "1 relation deleted with them")
    assert effect[1].named() == []
    do(session, RemoveLabel("entity", "FAC"), RemoveRelation("NEAR"))
    assert [each.id for each in session.reader.spans(ANA)] == ["g"]
    assert session.reader.relations(ANA) == []


def test_removing_a_relation_type_names_its_relations(session: Session) -> None:
    put(session, ANA, span("f", 0, 10, "FAC"), span("g", 0, 4),
        relations=tuple(Relation(id=id, label=label, head="f", tail="g") for id, label in (("r", "NEAR"), ("s", "IN"))))
    edits = [RenameRelation("NEAR", "BY"), RemoveRelation("BY")]
    assert preview(session.reader, edits)[1].words() == "1 relation in 1 article by 1 annotator"
    do(session, *edits)
    assert [each.id for each in session.reader.relations(ANA)] == ["s"]
    session.undo()
    assert [each.id for each in session.reader.relations(ANA)] == ["r", "s"]


def test_answers_follow_names_or_are_named(session: Session) -> None:
    put(session, ANA, span("g", 0, 4, attributes={"q": "yes"}))
    do(session, RenameAttribute("entity", "GPE", "q", "sure"), RenameValue("entity", "GPE", "sure", "yes", "certain"))
    assert session.reader.spans(ANA)[0].attributes == {"sure": "certain"}
    effect = preview(session.reader, [RemoveAttribute("entity", "GPE", "sure")])[0]
    assert [loss.what for loss in effect.named()] == ["sure = certain of GPE “Iraq”"]
    assert effect.words().endswith("1 answer taken away")
    do(session, RemoveAttribute("entity", "GPE", "sure"))
    assert session.reader.spans(ANA)[0].attributes == {}


def test_nothing_is_done_on_another_scheme(session: Session) -> None:
    edits = [RenameLabel("entity", "GPE", "PLACE")]
    with pytest.raises(Conflict, match="scheme was changed meanwhile"):
        session.execute(EditScheme(Scheme(), edits, [Losses()]))
    assert session.reader.scheme() == SCHEME


def test_nothing_goes_that_was_not_named(session: Session) -> None:
    edits = [RemoveLabel("entity", "GPE")]
    agreed = [each.losses for each in preview(session.reader, [RenameLabel("entity", "GPE", "PLACE")])]
    put(session, ANA, span("g", 0, 4))
    with session.project.write(annotator="ana", at="") as write:
        write.put_scheme(replace(SCHEME, relations=()))
    with pytest.raises(Conflict, match="Spans were changed meanwhile"):
        session.execute(EditScheme(session.reader.scheme(), edits, agreed))
    assert [each.id for each in session.reader.spans(ANA)] == ["g"]


def test_progress_counts_spans(session: Session) -> None:
    put(session, ANA, span("s1", 0, 4), span("s2", 24, 29))
    put(session, BOB, span("s1", 0, 4))
    told: list[tuple[int, int]] = []
    edits = [MergeLabels((("entity", "GPE"),), ("entity", "LOC"))]
    effects = preview(session.reader, edits)
    operation = EditScheme(SCHEME, edits, [each.losses for each in effects],
                           lambda done, total: told.append((done, total)))
    session.execute(operation)
    assert told[-1] == (3, 0)


def test_a_retired_label_starts_with_no_default_of_a_retired_attribute(session: Session) -> None:
    asked = replace(ASKS, default="no", retired=True)
    scheme = replace(SCHEME, layers=(Layer(name="entity", labels=(
        Label(name="GPE", attributes=(asked, Attribute(name="b", type="boolean", default=True))),
        Label(name="LOC", attributes=(asked,)))),), relations=())
    with session.project.write(annotator="ana", at="") as write:
        write.put_scheme(scheme)
    adding = AddSpans(ANA, "entity", "GPE", [[(0, 4)]])
    session.execute(adding)
    assert session.reader.spans(ANA)[0].attributes == {"b": True}
    session.execute(SetAttribute(ANA, adding.added[0], "q", "yes"))
    session.execute(Relabel(ANA, adding.added[0], "entity", "LOC"))
    assert session.reader.spans(ANA)[0].attributes == {"q": "yes"}


def test_an_example_is_written_once(session: Session) -> None:
    for good, times in ((True, 1), (False, 1), (True, 2)):
        adding = AddExample("entity", "GPE", good, "'Iraq'")
        session.execute(adding)
        assert adding.present == (times == 2)
    found = session.reader.scheme().find("entity", "GPE")
    assert found is not None
    assert found[1].guideline == "Good: 'Iraq'. Bad: 'Iraq'."
    assert [step.name for step in session.history()][-2:] == ["good example of GPE", "bad example of GPE"]
    session.undo()
    session.undo()
    assert session.reader.scheme() == SCHEME
    with pytest.raises(NotFound, match="no label CITY"):
        session.execute(AddExample("entity", "CITY", True, "'x'"))


def fill(session: Session, rng: random.Random) -> None:
    """Add random spans and relations of two annotators."""
    places = [(layer.name, label.name) for layer, label in SCHEME.labels()]
    for ref in (ANA, BOB, SetRef("a1", "bob")):
        ids = [new_id() for _ in range(rng.randint(0, 7))]
        spans = []
        for id in ids:
            layer, label = rng.choice(places)
            start, end = rng.choice([(0, 4), (10, 29), (24, 29), (39, 43)])
            answer = rng.choice([{}, {"q": "yes"}, {"q": True}, {"q": "maybe", "A": 1}, {"q": 3.5}])
            spans.append(span(id, start, end, label, layer, attributes=answer, comment=rng.choice(["", "c"])))
        put(session, ref, *spans, relations=tuple(
            Relation(id=new_id(), label=rng.choice(["IN", "NEAR"]), head=rng.choice(ids), tail=rng.choice(ids))
            for _ in range(3) if ids))
        with session.project.write(annotator="ana", at="") as write:
            write.put_set(AnnotationSet(ref=ref, status="done"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_any_edits_are_foreseen_and_undone_to_the_byte(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    rng = random.Random(seed)
    path = tmp_path_factory.mktemp("p") / "p.annotator"
    with bootstrap.create_project(path) as project:
        with project.write(annotator="ana", at="") as write:
            write.put_scheme(SCHEME)
            write.add_articles([Article(id=name, title=name, text=TEXT) for name in ("a1", "a2")])
        session = Session(project, "ana")
        fill(session, rng)
        before, spans = exported(session), session.reader.stats()
        edits = list(some_edits(rng, SCHEME, rng.randint(1, 6)))
        operation = do(session, *edits)
        after = session.reader.stats()
        gone = sum(each.losses.removed + each.losses.joined for each in operation.effects)
        assert after.spans == spans.spans - gone
        assert after.relations == spans.relations - sum(each.losses.relations for each in operation.effects)
        assert not list(session.reader.problems())
        done = exported(session)
        if session.history()[-1].name.startswith("change scheme"):
            session.undo()
            assert exported(session) == before
            session.redo()
        assert exported(session) == done


def test_what_reviewers_proposed_follows_the_scheme(session: Session) -> None:
    """Proposals are merged like spans; one whose label is removed becomes a question."""
    put(session, ANA, span("s1", 0, 4))
    with session.project.write(annotator="bob", at="") as write:
        write.put_verdicts([
            Verdict(ref=ANA, span=name, verdict="edit" if label else "accept", by="bob", at="2026-11-22T10:00:00Z",
                    proposal=span(name, 0, 4, label, **more) if label else None)
            for name, label, more in (("p1", "LOC", {}), ("p2", "FAC", {"attributes": {"q": True}}), ("p3", "", {}),
                                      ("p4", "GPE", {"attributes": {"q": "yes"}}))])
    before = session.reader.verdicts(ANA)
    do(session, MergeLabels((("entity", "LOC"),), ("entity", "GPE")), RenameLabel("entity", "GPE", "PLACE"),
       RemoveLabel("entity", "FAC"))
    found = session.reader.verdicts(ANA)
    assert [(each.span, each.verdict, each.proposal and each.proposal.label) for each in found] == [
        ("p1", "edit", "PLACE"), ("p2", "question", None), ("p3", "accept", None), ("p4", "edit", "PLACE")]
    assert list(session.reader.problems()) == []
    session.undo()
    assert session.reader.verdicts(ANA) == before
