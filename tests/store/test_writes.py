"""What is refused, before anything is written: the refusal may be caught and the transaction go on."""

from collections.abc import Callable
from dataclasses import replace
from math import inf, nan
from typing import Any

import pytest

from annotator.domain.article import AnnotationSet, SetRef
from annotator.domain.change import ChangeSet
from annotator.domain.errors import Conflict, NotFound, Refused, UserError
from annotator.domain.review import Remark, Review, Verdict
from annotator.domain.scheme import Attribute, Label, Layer, RelationType, Scheme
from annotator.store.project import ProjectFile
from annotator.store.transaction import Transaction
from tests.store.conftest import ANA, AT, BOB, SCHEME, add, article, dump, link, span

LONE = "\ud800"
Refusal = tuple[Callable[[Transaction], Any], type[UserError], str]


def scheme_with(**label: Any) -> Scheme:
    return Scheme(layers=(*SCHEME.layers, Layer(name="more", labels=(Label(**{"name": "X"} | label),))),
                  relations=SCHEME.relations)


def verdict(**more: Any) -> Verdict:
    return Verdict(**{"ref": BOB, "span": "s1", "verdict": "accept", "by": "carl", "at": AT} | more)


def remark(**more: Any) -> Remark:
    return Remark(**{"id": "m", "ref": BOB, "span": "s1", "by": "carl", "at": AT, "text": "Why?"} | more)


REVIEW = Review(id="v", name="", mode="check", annotators=("ana",), reviewer="carl")


REFUSALS: dict[str, Refusal] = {
    "article id taken": (lambda w: w.add_articles([article("b"), article("a1")]), Conflict, "article a1 already"),
    "article twice": (lambda w: w.add_articles([article("b"), article("b")]), Conflict, "b stands for more than one"),
    "article without id": (lambda w: w.add_articles([article("")]), Refused, "no id"),
    "NUL": (lambda w: w.add_articles([article("b"), article("c", "a\0b")]), Refused, "NUL"),
    "surrogate in text": (lambda w: w.add_articles([article("b", LONE)]), Refused, "surrogate"),
    "surrogate in title": (lambda w: w.add_articles([article("b", title=LONE)]), Refused, "surrogate"),
    "surrogate in meta": (lambda w: w.add_articles([article("b", meta={"a": [LONE]})]), Refused, "surrogate"),
    "meta no JSON": (lambda w: w.add_articles([article("b", meta={"a": {1, 2}})]), Refused, "article b holds"),
    "meta not finite": (lambda w: w.add_articles([article("b", meta={"a": nan})]), Refused, "article b holds"),
    "update unknown": (lambda w: w.update_article(article("nine")), NotFound, "no article nine"),
    "update to NUL": (lambda w: w.update_article(article(text="\0x")), Refused, "NUL"),
    "status": (lambda w: w.put_set(AnnotationSet(ref=BOB, status="gone")), Refused, "'gone'"),  # type: ignore[arg-type]
    "set of nobody": (lambda w: w.put_set(AnnotationSet(ref=SetRef("a1", " "))), Refused, "needs a name"),
    "set of a surrogate": (lambda w: w.put_set(AnnotationSet(ref=SetRef("a1", LONE))), Refused, "surrogate"),
    "notes": (lambda w: w.put_set(AnnotationSet(ref=BOB, notes=LONE)), Refused, "surrogate"),
    "set of no article": (lambda w: w.put_set(AnnotationSet(ref=SetRef("nine", "x"))), NotFound, "no article nine"),
    "spans of no article": (lambda w: w.add_spans(SetRef("nine", "x"), [span("s")]), NotFound, "no article nine"),
    "spans of nobody": (lambda w: w.add_spans(SetRef("a1", ""), [span("s")]), Refused, "needs a name"),
    "span id taken": (lambda w: w.add_spans(ANA, [span("s"), span("s1")]), Conflict, "span s1 already"),
    "span twice": (lambda w: w.add_spans(BOB, [span("s"), span("s")]), Conflict, "s stands for more than one span"),
    "verdict on no article": (lambda w: w.put_verdicts([verdict(), verdict(ref=SetRef("nine", "x"))]), NotFound, "ni"),
    "verdict of nobody": (lambda w: w.put_verdicts([verdict(), verdict(span="t", by="")]), Refused, "on span t cannot"),
    "verdict on nobody's": (lambda w: w.put_verdicts([verdict(ref=SetRef("a1", " "))]), Refused, "needs a name"),
    "verdict badly": (lambda w: w.put_verdicts([verdict(), verdict(reason=LONE)]), Refused, "surrogate"),
    "proposal badly": (lambda w: w.put_verdicts([
        verdict(), verdict(verdict="edit", proposal=span("s1", attributes={"a": []}))]), Refused, "Attribute a"),
    "verdict off no article": (lambda w: w.remove_verdicts([(SetRef("nine", "x"), "s", "bob")]), NotFound, "nine"),
    "remark on no article": (lambda w: w.put_remarks([remark(), remark(ref=SetRef("nine", "x"))]), NotFound, "nine"),
    "remark of nothing": (lambda w: w.put_remarks([remark(), remark(text="")]), Refused, "says nothing."),
    "remark without id": (lambda w: w.put_remarks([remark(id="")]), Refused, "no id"),
    "remark badly": (lambda w: w.put_remarks([remark(text=LONE)]), Refused, "surrogate"),
    "remark on nobody's": (lambda w: w.put_remarks([remark(ref=SetRef("a1", ""))]), Refused, "needs a name"),
    "review of nobody": (lambda w: w.put_review(replace(REVIEW, reviewer="")), Refused, "who reviews"),
    "review badly": (lambda w: w.put_review(replace(REVIEW, articles=(LONE,))), Refused, "surrogate"),
    "base of no article": (lambda w: w.put_merge_base(SetRef("nine", "x"), "b"), NotFound, "nine"),
    "base of nobody": (lambda w: w.put_merge_base(SetRef("a1", ""), "b"), Refused, "needs a name"),
    "base badly": (lambda w: w.put_merge_base(ANA, LONE), Refused, "surrogate"),
    "color": (lambda w: w.put_annotator("new", "red"), Refused, "'red' is no color; write it as #RRGGBB"),
    "color of nobody": (lambda w: w.put_annotator("", "#123456"), Refused, "needs a name"),
    "name of nobody": (lambda w: w.rename_annotator("nobody", "x"), NotFound, "no annotator nobody"),
    "no name": (lambda w: w.rename_annotator("ana", " "), Refused, "needs a name"),
    "name of the outcome": (lambda w: w.rename_annotator("ana", "gold"), Refused, "The name gold"),
    "span outside": (lambda w: w.add_spans(BOB, [span("s"), span("t", (1, 900))]), Refused, "outside"),
    "spans touch": (lambda w: w.add_spans(BOB, [span("s", (0, 4), (4, 5))]), Refused, "touch"),
    "quote": (lambda w: w.add_spans(BOB, [span("s", quote="Iran")]), Refused, "Iran"),
    "label": (lambda w: w.add_spans(BOB, [span("s"), span("t", label="TIME")]), NotFound, "no label TIME in layer en"),
    "layer": (lambda w: w.add_spans(BOB, [span("s", layer="claim")]), NotFound, "no label GPE in layer claim"),
    "origin": (lambda w: w.add_spans(BOB, [span("s", origin="magic")]), Refused, "'magic'"),
    "confidence": (lambda w: w.add_spans(BOB, [span("s", confidence=inf)]), Refused, "confidence"),
    "comment": (lambda w: w.add_spans(BOB, [span("s"), span("t", comment=LONE)]), Refused, "surrogate"),
    "attribute": (lambda w: w.add_spans(BOB, [span("s"), span("t", attributes={"a": []})]), Refused, "Attribute a"),
    "attribute name": (lambda w: w.add_spans(BOB, [span("s", attributes={LONE: 1})]), Refused, "surrogate"),
    "attribute value": (lambda w: w.add_spans(BOB, [span("s", attributes={"a": nan})]), Refused, "JSON"),
    "update no span": (lambda w: w.update_spans(ANA, [span("s1", comment="c"), span("s9")]), NotFound, "no span s9"),
    "update no set": (lambda w: w.update_spans(BOB, [span("s1")]), NotFound, "no span s1"),
    "update badly": (lambda w: w.update_spans(ANA, [span("s1", (0, 1), quote="x")]), Refused, "'x'"),
    "remove where no article": (lambda w: w.remove_spans(SetRef("nine", "x"), ["s"]), NotFound, "no article nine"),
    "relation id taken": (lambda w: w.add_relations(ANA, [link("r1", "s1", "s2")]), Conflict, "relation r1 already"),
    "relation twice": (lambda w: w.add_relations(ANA, [link("r", "s1", "s2")] * 2), Conflict, "more than one relation"),
    "relation no end": (lambda w: w.add_relations(ANA, [link("r", "s1", "s9")]), NotFound, "no span s9"),
    "relation no set": (lambda w: w.add_relations(BOB, [link("r", "s1", "s2")]), NotFound, "no span s1"),
    "relation no type": (lambda w: w.add_relations(ANA, [link("r", "s1", "s2", "LIKES")]), NotFound, "relation LIKES"),
    "relation surrogate": (lambda w: w.add_relations(ANA, [link(LONE, "s1", "s2")]), Refused, "surrogate"),
    "scheme surrogate": (lambda w: w.put_scheme(scheme_with(guideline=LONE)), Refused, "surrogate"),
    "scheme color": (lambda w: w.put_scheme(scheme_with(color="red")), Refused, "red"),
    "scheme orphans": (lambda w: w.put_scheme(Scheme()), Refused, "label GPE, which 2 spans use and relation SAID_BY, "
                                                                  "which 1 relation uses; relabel"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_refusal_comes_before_anything_is_written(project: ProjectFile, case: str) -> None:
    add(project, span("s1"), span("s2", (5, 9)))
    with project.write(annotator="ana", at=AT) as write:
        write.add_relations(ANA, [link("r1", "s1", "s2")])
    before = dump(project)
    do, error, words = REFUSALS[case]
    with project.write(annotator="ana", at=AT) as write:
        with pytest.raises(error, match=words) as told:
            do(write)
        sentence = str(told.value)
    assert dump(project) == before
    assert write.changes.empty
    assert "\n" not in sentence
    assert sentence[0].isupper() or error is Refused


def test_after_another_error_nothing_is_kept(project: ProjectFile, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(project)

    def fail(*_: object) -> None:
        raise UserError("The disk is full.")

    def write_on() -> None:
        with project.write(annotator="ana", at=AT) as write:
            write.add_spans(ANA, [span("s1")])
            monkeypatch.setattr("annotator.store.spanwriter.fragment_values", fail)
            with pytest.raises(UserError, match="full"):
                write.add_spans(ANA, [span("s2")])

    with pytest.raises(UserError, match="nothing of it was kept"):
        write_on()
    assert dump(project) == before


def changes_of(project: ProjectFile, work: Callable[[Transaction], object]) -> ChangeSet:
    """Return the change set of some work, having checked that undo and redo say the same of it."""
    with project.write(annotator="ana", at=AT) as write:
        write.describe("work", article="a1")
        work(write)
    made = write.changes
    assert made.step
    assert (made.step.name, made.step.article, made.step.state) == ("work", "a1", "done")
    for turned, state in ((project.undo(), "undone"), (project.redo(), "done")):
        assert turned
        assert turned.step
        assert (turned.step.seq, turned.step.state) == (made.step.seq, state)
        for part in ("spans", "sets", "verdicts", "reviews", "articles", "article_list", "scheme", "annotators",
                     "everything"):
            assert getattr(turned, part) == getattr(made, part), part
    return made


def test_changes_name_what_changed_and_no_more(project: ProjectFile) -> None:
    made = changes_of(project, lambda write: write.add_spans(ANA, [span("s1"), span("s2", (5, 9))]))
    assert (made.spans, made.sets, made.annotators) == ({ANA: {"s1", "s2"}}, {ANA}, True)
    assert made == ChangeSet(spans=made.spans, sets=made.sets, annotators=True, step=made.step)
    assert made.touches(ANA)
    assert not made.touches(BOB)

    made = changes_of(project, lambda write: write.update_spans(ANA, [span("s1", comment="c"), span("s2", (5, 9))]))
    assert (made.spans, made.sets, made.annotators) == ({ANA: {"s1"}}, frozenset(), False)

    made = changes_of(project, lambda write: write.update_spans(ANA, [span("s1", comment="c", attributes={"a": 1})]))
    assert (made.spans, made.sets) == ({ANA: {"s1"}}, frozenset())

    made = changes_of(project, lambda write: write.add_relations(ANA, [link("r", "s1", "s2")]))
    assert (made.spans, made.sets) == ({}, {ANA})

    made = changes_of(project, lambda write: write.put_set(AnnotationSet(ref=ANA, status="done")))
    assert (made.spans, made.sets) == ({}, {ANA})

    made = changes_of(project, lambda write: write.remove_spans(ANA, ["s1"]))
    assert (made.spans, made.sets) == ({ANA: {"s1"}}, {ANA})
    assert project.reader().relations(ANA) == []

    made = changes_of(project, lambda write: write.update_article(article(title="Other")))
    assert (made.articles, made.article_list, made.spans) == ({"a1"}, False, {})

    made = changes_of(project, lambda write: write.remove_articles(["a1", "a2"]))
    assert (made.spans, made.sets, made.article_list, made.articles) == ({ANA: {"s2"}}, {ANA}, True, frozenset())

    made = changes_of(project, lambda write: write.add_articles([article("a9")]))
    assert (made.article_list, made.articles, made.annotators) == (True, frozenset(), False)

    made = changes_of(project, lambda write: write.put_scheme(scheme_with()))
    assert made == ChangeSet(scheme=True, step=made.step)


def test_relations_can_be_removed(project: ProjectFile) -> None:
    add(project, span("s1"), span("s2", (5, 9)))
    with project.write(annotator="ana", at=AT) as write:
        write.add_relations(ANA, [link("r1", "s1", "s2"), link("r2", "s2", "s1")])
        write.remove_relations(ANA, ["r1", "nothing"])
        write.remove_relations(BOB, ["r2"])
        write.remove_spans(BOB, ["s1"])
    assert project.reader().relations(ANA) == [link("r2", "s2", "s1")]


def test_removed_and_added_in_one_step(project: ProjectFile) -> None:
    def work(write: Transaction) -> None:
        write.add_articles([article("x")])
        write.update_article(article("x", title="later"))
        write.remove_articles(["x"])
        write.update_article(article("a2", "Ottawa reacted."))

    with project.write(annotator="ana", at=AT) as write:
        work(write)
    assert not write.changes.article_list
    assert not write.changes.articles


def test_the_text_may_change_when_its_spans_follow(project: ProjectFile) -> None:
    add(project, span("s1"))
    with project.write(annotator="ana", at=AT) as write:
        write.update_article(article(text="In Iraq"))
        write.update_spans(ANA, [span("s1", (3, 7), text="In Iraq")])
    assert project.reader().article("a1").text == "In Iraq"
    assert project.reader().article_with_text("In Iraq") == "a1"
    before = dump(project)
    with (pytest.raises(Refused, match="article a1, span s1"), project.write(annotator="ana", at=AT) as write):
        write.update_article(article(text="Nothing here"))
    assert dump(project) == before


def test_a_scheme_keeps_the_rows_of_labels_it_keeps(project: ProjectFile) -> None:
    add(project, span("s1"))
    old = {row[3]: row[0] for row in dump(project)["labels"]}
    entity, claim, boilerplate = SCHEME.layers
    gpe, org = entity.labels
    new = Scheme(
        layers=(boilerplate, claim, Layer(name="entity", form="line", labels=(
            org, Label(name="TIME"), Label(name="GPE", color="#000000", attributes=(
                Attribute(name="seen", type="boolean", default=True), Attribute(name="why", type="text")))))),
        relations=(RelationType(name="NEXT_TO", description="beside"), RelationType(name="SUPPORTS")))
    changes = changes_of(project, lambda write: write.put_scheme(new))
    assert changes.scheme
    assert project.reader().scheme() == new
    assert {row[3]: row[0] for row in dump(project)["labels"]}.items() >= {
        name: old[name] for name in ("GPE", "ORG", "FACTUAL")}.items()
    assert project.reader().spans(ANA) == [span("s1")]
    project.undo()
    assert project.reader().scheme() == SCHEME
    assert gpe in project.reader().scheme().layers[0].labels


def test_one_span_uses_a_label(project: ProjectFile) -> None:
    add(project, span("s1"))
    with (pytest.raises(Refused, match=r"^The scheme would drop label GPE, which 1 span uses; relabel or delete"),
          project.write(annotator="ana", at=AT) as write):
        write.put_scheme(Scheme())


def test_a_new_label_can_be_used_in_the_same_transaction(project: ProjectFile) -> None:
    with project.write(annotator="ana", at=AT) as write:
        write.add_spans(ANA, [span("s1")])
        write.put_scheme(scheme_with())
        write.add_spans(ANA, [span("s2", layer="more", label="X")])
    assert [each.label for each in project.reader().spans(ANA)] == ["GPE", "X"]


def test_writes_do_not_nest(project: ProjectFile) -> None:
    with project.write(annotator="ana", at=AT), pytest.raises(RuntimeError, match="cannot hold another"):
        project.undo()
