"""Verdicts, remarks, reviews and annotators' colors and names: kept beside the sets, undone with everything else."""

from dataclasses import replace
from typing import Any

import pytest

from annotator.domain.article import AnnotationSet, SetRef
from annotator.domain.change import ChangeSet
from annotator.domain.errors import Conflict
from annotator.domain.palettes import ANNOTATORS, GOLDEN
from annotator.domain.query import Selection
from annotator.domain.review import Remark, Review, Verdict
from annotator.domain.scheme import Renamed
from annotator.store.project import ProjectFile
from annotator.store.transaction import Transaction
from tests.store.conftest import ANA, AT, BOB, SCHEME, add, dump, span
from tests.store.test_writes import changes_of

LATER = "2026-11-23T10:00:00Z"
EDIT = span("s1", (5, 9), attributes={"sure": "no", "seen": True}, comment="c", confidence=0.5, origin="imported",
            changed_at=AT, changed_by="bob")
REVIEW = Review(id="v1", name="Week 1", mode="compare", annotators=("ana", "bob"), reviewer="carl",
                policy="prefer:ana", articles=("a1", "a3"), sampling="random", seed=-7, made_at=AT)


def verdict(span: str = "s1", **more: Any) -> Verdict:
    return Verdict(**{"ref": ANA, "span": span, "verdict": "accept", "by": "bob", "at": AT} | more)


def remark(name: str = "m1", **more: Any) -> Remark:
    return Remark(**{"id": name, "ref": ANA, "span": "s1", "by": "bob", "at": AT, "text": "Why?"} | more)


def put(project: ProjectFile, *values: Verdict | Remark | Review) -> ChangeSet:
    """Keep them in a step of their own, and undo and redo that."""
    def work(write: Transaction) -> None:
        write.put_verdicts([each for each in values if isinstance(each, Verdict)])
        write.put_remarks([each for each in values if isinstance(each, Remark)])
        for each in values:
            if isinstance(each, Review):
                write.put_review(each)

    return changes_of(project, work)


def test_verdicts_come_back_as_they_were_given(project: ProjectFile) -> None:
    add(project, span("s1"))
    answered = verdict("gone", verdict="edit", reason="boundary", comment="c",
                       proposal=replace(EDIT, id="gone"), answer="dispute", answered_by="ana", answered_at=LATER)
    plain = verdict("s1", verdict="question", by="carl")
    made = put(project, plain, answered, verdict("s1"))
    assert project.reader().verdicts(ANA) == [answered, verdict("s1"), plain]
    assert made == ChangeSet(verdicts={ANA: frozenset({"s1", "gone"})}, annotators=True, step=made.step)
    assert project.reader().annotators() == ["ana", "bob", "carl"]
    assert project.reader().verdicts(BOB) == []
    assert project.reader().verdicts(SetRef("nine", "ana")) == []


def test_a_later_verdict_takes_the_place_of_an_earlier_one(project: ProjectFile) -> None:
    put(project, verdict("s1"), verdict("s2"))
    assert project.reader().annotation_set(ANA) == AnnotationSet(ref=ANA)
    later = verdict("s1", verdict="reject", reason="no span", at=LATER)
    made = put(project, verdict("s2"), verdict("s1", reason="not yet"), later, verdict("s3"))
    assert made == ChangeSet(verdicts={ANA: frozenset({"s1", "s3"})}, step=made.step)
    assert project.reader().verdicts(ANA) == [later, verdict("s2"), verdict("s3")]
    made = changes_of(project, lambda write: write.remove_verdicts(
        [later.key, verdict("s9").key, verdict("s2", by="carl").key, verdict(ref=BOB).key]))
    assert made == ChangeSet(verdicts={ANA: frozenset({"s1"})}, step=made.step)
    assert project.reader().verdicts(ANA) == [verdict("s2"), verdict("s3")]


def test_a_reviewers_verdicts_come_in_project_order(project: ProjectFile) -> None:
    given = [verdict("z", ref=BOB), verdict("a", ref=SetRef("a2", "ana")), verdict("b", ref=SetRef("a3", "ana")),
             verdict("s1"), verdict("s2", by="carl")]
    put(project, *given[::-1])
    reader = project.reader()
    assert [(each.ref, each.span) for each in reader.verdicts_by("bob")] == [
        (ANA, "s1"), (BOB, "z"), (("a2", "ana"), "a"), (("a3", "ana"), "b")]
    assert list(reader.verdicts_by("carl")) == [given[-1]]
    assert list(reader.verdicts_by("nobody")) == []


def test_remarks_are_a_thread(project: ProjectFile) -> None:
    first, answer, later = remark("m2"), remark("m1", by="ana", at=LATER, text="It is."), remark("m3", at=LATER)
    made = put(project, later, answer, first)
    assert project.reader().remarks(ANA) == [first, answer, later]
    assert made == ChangeSet(sets=frozenset({ANA}), verdicts={ANA: frozenset({"s1"})}, annotators=True, step=made.step)
    put(project, replace(answer, text="It is not."), remark("m1", ref=BOB))
    assert project.reader().remarks(ANA) == [first, replace(answer, text="It is not."), later]
    assert project.reader().remarks(BOB) == [remark("m1", ref=BOB)]
    changes_of(project, lambda write: write.remove_remarks(["m2", "m3", "m9"]))
    assert project.reader().remarks(ANA) == [replace(answer, text="It is not.")]
    assert project.reader().remarks(SetRef("a2", "ana")) == []


def test_reviews_come_oldest_first(project: ProjectFile) -> None:
    newer = Review(id="v0", name="Week 2", mode="again", annotators=(), reviewer="bob", made_at=LATER)
    assert put(project, newer, REVIEW).reviews
    assert project.reader().reviews() == [REVIEW, newer]
    made = put(project, replace(newer, seed=3))
    assert made == ChangeSet(reviews=True, step=made.step)
    made = changes_of(project, lambda write: [write.remove_review(name) for name in ("v1", "v9")])
    assert made == ChangeSet(reviews=True, step=made.step)
    assert project.reader().reviews() == [replace(newer, seed=3)]


def test_what_a_merge_wants_to_know_is_kept_with_the_set(project: ProjectFile) -> None:
    base = "one\ntwo"
    for text in (base, "three", "three", "", ""):
        with project.write(annotator="ana", at=AT) as write:
            write.put_merge_base(ANA, text)
        assert project.reader().merge_base(ANA) == text
    assert project.reader().merge_base(BOB) == ""
    assert [len(project.reader().steps()), dump(project)["merge_bases"]] == [4, []]  # the same again is no step
    project.undo()
    assert project.reader().merge_base(ANA) == "three"


def test_what_stands_on_an_article_goes_with_it(project: ProjectFile) -> None:
    put(project, verdict(), remark(), verdict(ref=SetRef("a2", "ana")))
    with project.write(annotator="ana", at=AT) as write:
        write.put_merge_base(ANA, "b")
    before = dump(project)
    changes_of(project, lambda write: write.remove_articles(["a1"]))
    assert [len(dump(project)[table]) for table in ("verdicts", "remarks", "merge_bases")] == [1, 0, 0]
    assert not list(project.reader().problems())
    project.undo()
    assert dump(project) == before


def test_verdicts_outlive_their_span(project: ProjectFile) -> None:
    add(project, span("s1"))
    put(project, verdict())
    with project.write(annotator="ana", at=AT) as write:
        write.remove_spans(ANA, ["s1"])
    assert project.reader().verdicts(ANA) == [verdict()]


def test_proposals_follow_a_label_that_is_renamed(project: ProjectFile) -> None:
    put(project, verdict(verdict="edit", proposal=EDIT), verdict("s2"),
        verdict("s3", verdict="edit", proposal=span("s3", label="ORG")))
    entity, *rest = SCHEME.layers
    renamed = replace(SCHEME, layers=(
        replace(entity, name="names", labels=(replace(entity.labels[0], name="PLACE"), entity.labels[1])), *rest),
        relations=())
    made = changes_of(project, lambda write: write.put_scheme(
        renamed, Renamed(layers={"entity": "names"}, labels={("entity", "GPE"): "PLACE"})))
    assert (made.scheme, made.verdicts) == (True, {ANA: {"s1", "s3"}})
    assert [(each.proposal.layer, each.proposal.label) for each in project.reader().verdicts(ANA) if each.proposal] == [
        ("names", "PLACE"), ("names", "ORG")]
    changes_of(project, lambda write: write.put_scheme(replace(renamed, relations=SCHEME.relations[1:]), Renamed()))


def test_annotators_have_colors(project: ProjectFile) -> None:
    add(project, span("s1"))
    add(project, span("s1"), ref=BOB)
    assert project.reader().annotator_colors() == {"ana": ANNOTATORS[0], "bob": ANNOTATORS[1]}
    made = changes_of(project, lambda write: write.put_annotator("bob", "#abcdef"))
    assert made == ChangeSet(annotators=True, step=made.step)
    changes_of(project, lambda write: write.put_annotator("gold", ""))
    assert project.reader().annotator_colors() == {"ana": ANNOTATORS[0], "bob": "#ABCDEF", "gold": GOLDEN}
    with project.write(annotator="ana", at=AT) as write:
        write.put_annotator("bob", "#ABCDEF")
    assert write.changes.empty
    changes_of(project, lambda write: write.put_annotator("bob", ""))
    assert project.reader().annotator_colors()["bob"] == ANNOTATORS[1]


def test_everything_follows_another_name(project: ProjectFile) -> None:
    add(project, span("s1"))
    put(project, verdict(answer="accept", answered_by="ana", answered_at=AT), remark(by="ana"), remark("m2", by="carl"),
        REVIEW, replace(REVIEW, id="v2", annotators=("bob",), policy="union"), verdict(ref=BOB, by="ana"))
    made = changes_of(project, lambda write: write.rename_annotator("ana", "Anaïs"))
    assert (made.everything, made.annotators, made.reviews) == (True, True, True)
    assert made.renamed == {"ana": "Anaïs"}
    reader, ref = project.reader(), SetRef("a1", "Anaïs")
    assert reader.annotators() == ["Anaïs", "bob", "carl"]
    assert [each.id for each in reader.spans(ref)] == ["s1"]
    assert reader.spans(ANA) == []
    assert reader.verdicts(ref) == [verdict(ref=ref, answer="accept", answered_by="Anaïs", answered_at=AT)]
    assert [each.by for each in reader.remarks(ref)] == ["Anaïs", "carl"]
    assert [each.by for each in reader.verdicts(BOB)] == ["Anaïs"]
    assert [(each.annotators, each.policy) for each in reader.reviews()] == [
        (("Anaïs", "bob"), "prefer:Anaïs"), (("bob",), "union")]
    undone = project.undo()
    assert undone
    assert undone.renamed == {"Anaïs": "ana"}
    assert project.reader().reviews()[0] == REVIEW
    assert project.reader().verdicts(BOB) == [verdict(ref=BOB, by="ana")]


def test_a_name_that_is_taken_is_refused(project: ProjectFile) -> None:
    add(project, span("s1"))
    add(project, span("s1"), ref=BOB)
    before = dump(project)
    with project.write(annotator="ana", at=AT) as write:
        write.rename_annotator("ana", "ana")
        with pytest.raises(Conflict, match=r"^There is an annotator bob already; choose another name\.$"):
            write.rename_annotator("ana", "bob")
    assert dump(project) == before
    assert write.changes.empty


def test_records_carry_what_was_decided_and_said(project: ProjectFile) -> None:
    add(project, span("s1"), span("c1", (5, 9), layer="claim", label="FACTUAL"))
    verdicts = [verdict("c1"), verdict("gone"), verdict("s1")]
    remarks = [remark("m1"), remark("m2", span="c1"), remark("m3", span="gone")]
    put(project, *verdicts, *remarks, verdict(ref=BOB, by="ana"))

    def of(**selection: Any) -> list[tuple[str | None, list[str], list[str]]]:
        return [(each.annotator, [one.span for one in each.verdicts], [one.id for one in each.remarks])
                for each in project.reader().records(Selection(**selection)) if each.article.id == "a1"]

    assert of() == [("ana", ["c1", "gone", "s1"], ["m1", "m2", "m3"]), ("bob", ["s1"], [])]
    assert of(annotators=["bob"]) == [("bob", ["s1"], [])]
    assert of(layers=["claim"])[0] == ("ana", ["c1", "gone"], ["m2", "m3"])
    [record] = project.reader().records(Selection(annotators=["ana"]))
    assert (list(record.verdicts), list(record.remarks)) == (verdicts, remarks)


def test_too_many_verdicts_are_not_named(project: ProjectFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.store.touched.LIMIT", 3)
    made = put(project, *(verdict(f"s{n}") for n in range(4)))
    assert (made.everything, made.verdicts) == (True, {})


def test_the_transaction_reads_what_was_decided(project: ProjectFile) -> None:
    with project.write(annotator="ana", at=AT) as write:
        write.put_verdicts([verdict()])
        write.put_remarks([remark()])
        write.put_review(REVIEW)
        write.put_merge_base(ANA, "b")
        assert (write.verdicts(ANA), list(write.verdicts_by("bob")), write.remarks(ANA), write.reviews(),
                write.merge_base(ANA)) == ([verdict()], [verdict()], [remark()], [REVIEW], "b")
        assert list(write.annotator_colors()) == ["ana", "bob", "carl"]
