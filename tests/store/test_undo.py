"""Undo and redo: over anything, any number of times, after a restart, for bulk work and typing."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.article import AnnotationSet, SetRef
from annotator.domain.errors import UserError
from annotator.domain.ids import new_id
from annotator.domain.review import Remark, Review, Verdict
from annotator.domain.scheme import Label, Layer, RelationType, Scheme
from annotator.store.project import ProjectFile, create_project, open_project
from annotator.store.transaction import Transaction
from tests.store.conftest import ANA, AT, SCHEME, TEXT, add, article, dump, link, span

REFS = [SetRef(name, who) for name in ("a1", "a2") for who in ("ana", "bob")]


def texts(write: Transaction) -> dict[str, str]:
    return {row.id: write.article(row.id).text for row in write.article_rows("ana")}


def change_something(write: Transaction, rng: random.Random) -> None:
    """Do one random thing that is allowed."""
    there = texts(write)
    refs = [ref for ref in REFS if ref.article in there]
    spans = {ref: write.spans(ref) for ref in refs}
    used = [ref for ref in refs if spans[ref]]
    what = rng.choice(["articles", "gone", "retitle", "retext", "set", "add", "add", "update", "remove", "relate",
                       "unrelate", "scheme", "judge", "unjudge", "say", "review", "base", "color", "rename"])
    if what == "articles":
        write.add_articles([article(each) for each in ("a1", "a2") if each not in there]
                           + [article(new_id(), f"text {rng.random()}")])
    elif what == "gone":
        write.remove_articles(rng.sample(sorted(there), min(len(there), 2)))
    elif what == "retitle" and refs:
        one = write.article(refs[0].article)
        write.update_article(article(one.id, one.text, title=str(rng.random()), meta={"n": rng.random()}))
    elif what == "retext" and refs:
        write.update_article(article(refs[0].article, TEXT + str(rng.random())))
    elif what == "set" and refs:
        write.put_set(AnnotationSet(ref=rng.choice(refs), status=rng.choice(["new", "done"]), notes=str(rng.random())))
    elif what == "add" and refs:
        write.add_spans(rng.choice(refs), [some_span(new_id(), rng) for _ in range(rng.randint(1, 4))])
    elif what == "update" and used:
        ref = rng.choice(used)
        write.update_spans(ref, [some_span(each.id, rng) for each in rng.sample(spans[ref], 1)])
    elif what == "remove" and used:
        ref = rng.choice(used)
        write.remove_spans(ref, [each.id for each in rng.sample(spans[ref], rng.randint(1, len(spans[ref])))])
    elif what == "relate" and used:
        ref = rng.choice(used)
        write.add_relations(ref, [link(new_id(), rng.choice(spans[ref]).id, rng.choice(spans[ref]).id)])
    elif what == "unrelate" and used:
        for ref in used:
            write.remove_relations(ref, [each.id for each in write.relations(ref)])
    elif what == "scheme":
        scheme = write.scheme()
        write.put_scheme(Scheme(
            layers=(Layer(name=f"layer{rng.randint(0, 3)}", labels=(Label(name="X"),)),
                    *[layer for layer in scheme.layers if not layer.name.startswith("layer")][::-1]),
            relations=(*SCHEME.relations, RelationType(name=f"R{rng.randint(0, 3)}"))))


    elif what == "judge" and refs:
        write.put_verdicts([some_verdict(rng.choice(refs), rng) for _ in range(rng.randint(1, 4))])
    elif what == "unjudge" and refs:
        ref = rng.choice(refs)
        write.remove_verdicts([each.key for each in write.verdicts(ref)[:2]])
        write.remove_remarks([each.id for each in write.remarks(ref)[:1]])
    elif what == "say" and refs:
        write.put_remarks([Remark(id=rng.choice("xyz"), ref=rng.choice(refs), span="s", by=rng.choice(["bob", "carl"]),
                                  at=AT, text=str(rng.random()))])
    elif what == "review":
        write.put_review(Review(id=rng.choice("xy"), name=str(rng.random()), mode="check", annotators=("ana", "bob"),
                                reviewer="carl", policy="prefer:ana", seed=rng.randint(0, 9)))
        write.remove_review(rng.choice("xyz"))
    elif what == "base" and refs:
        write.put_merge_base(rng.choice(refs), rng.choice(["", "{}", '{"own":true}']))
    elif what == "color":
        write.put_annotator(rng.choice(["ana", "bob", "new"]), rng.choice(["", "#123456", "#ABCDEF"]))
    elif what == "rename":
        names = write.annotators()
        for old, new in zip(names, [*names[1:], new_id()], strict=False):
            write.rename_annotator(old, new_id() + new)


def some_verdict(ref: SetRef, rng: random.Random) -> Verdict:
    name, kind = rng.choice(["s", "t"]), rng.choice(["accept", "reject", "edit", "question"])
    answer = rng.choice(["", "accept", "dispute"])
    return Verdict(ref=ref, span=name, verdict=kind, by=rng.choice(["bob", "carl"]), at=AT, reason=str(rng.random()),
                   proposal=some_span(name, rng) if kind == "edit" else None, answer=answer,
                   answered_by="ana" if answer else "", answered_at=AT if answer else "")


def some_span(name: str, rng: random.Random) -> Any:
    at = rng.randint(0, 30)
    places = [(at, at + 3), (at + 4, at + 6)][:rng.randint(1, 2)]
    layer, label = rng.choice([("entity", "GPE"), ("entity", "ORG"), ("claim", "FACTUAL")])
    return span(name, *places, layer=layer, label=label, comment=rng.choice(["", "c"]),
                attributes=rng.choice([{}, {"sure": "yes"}, {"seen": True, "sure": "no"}]),
                confidence=rng.choice([None, rng.random()]))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), moves=st.lists(st.sampled_from("wwwwmmurruo"), min_size=3, max_size=25))
def test_undo_takes_everything_back_and_redo_does_it_again(seed: int, moves: list[str]) -> None:
    """Against a model: the states of all data tables after each step."""
    rng = random.Random(seed)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "p.annotator"
        project = create_project(path, SCHEME)
        with project.write(annotator="ana", at=AT) as write:
            write.add_articles([article("a1"), article("a2")])
        states, keys, at = [None, dump(project)], ["", ""], 1
        for move in [*moves, *"uuuuuuuuuuuuuuuuuuuuuuuuuurrrrrrrrrrrrrrrrrrrrrrrrrr"]:
            if move == "o":
                project.close()
                project = open_project(path)
            elif move == "u":
                undone = project.undo()
                assert (undone is None) == (at == 0)
                at = max(at - 1, 0)
            elif move == "r":
                done = project.redo()
                assert (done is None) == (at == len(states) - 1)
                at = min(at + 1, len(states) - 1)
            else:
                key = "typing" if move == "m" else ""
                with project.write(annotator="ana", at=AT) as write:
                    write.describe("something", merge_key=key)
                    for _ in range(rng.randint(1, 3)):
                        change_something(write, rng)
                if write.changes.step:
                    joins = bool(key) and keys[at] == key and at == len(states) - 1
                    at += not joins
                    states[at:], keys[at:] = [dump(project)], [key]
                    assert len(project.reader().steps()) == at
            if at:
                assert dump(project) == states[at]
            else:
                assert not any(rows for name, rows in dump(project).items() if name in ("articles", "spans", "sets"))
            assert not list(project.reader().problems())
        assert len(states) - 1 == len(project.reader().steps())
        project.close()


def retype(project: ProjectFile, comment: str, key: str = "comment s1", annotator: str = "ana") -> Any:
    with project.write(annotator=annotator, at=AT + comment) as write:
        write.describe(f"comment {comment}", article="a1", merge_key=key)
        write.update_spans(ANA, [span("s1", comment=comment)])
    return write.changes


def names(project: ProjectFile) -> list[str]:
    return [step.name for step in project.reader().steps()]


def test_typing_is_one_step(project: ProjectFile) -> None:
    add(project, span("s1"))
    before = dump(project)
    steps = [retype(project, word).step for word in ("n", "no", "not")]
    assert {step.seq for step in steps} == {3}
    assert steps[-1] == project.reader().steps()[-1]
    assert names(project) == ["import", "label", "comment not"]
    assert project.reader().steps()[-1].at == AT + "not"
    after = dump(project)
    project.undo()
    assert dump(project) == before
    project.redo()
    assert dump(project) == after


def test_another_key_or_annotator_or_an_undo_begins_a_new_step(project: ProjectFile) -> None:
    add(project, span("s1"))
    retype(project, "a")
    retype(project, "b", key="other")
    retype(project, "c", key="other", annotator="bob")
    assert len(names(project)) == 5
    retype(project, "d", key="other", annotator="bob")
    assert len(names(project)) == 5
    project.undo()
    retype(project, "e", key="other")
    assert names(project)[-1] == "comment e"
    assert len(names(project)) == 5
    add(project, span("s2"))
    retype(project, "f", key="other")
    assert len(names(project)) == 7


def test_a_step_that_adds_keeps_nothing_of_later_typing_in_it(project: ProjectFile) -> None:
    before = dump(project)
    with project.write(annotator="ana", at=AT) as write:
        write.describe("label", merge_key="k")
        write.add_spans(ANA, [span("s1"), span("s2")])
        write.update_spans(ANA, [span("s1", (5, 9))])
    retype(project, "typed", key="k")
    with closing(sqlite3.connect(project.path)) as connection:
        kept = connection.execute("SELECT count(before), count(*) FROM changes WHERE step_seq = 2").fetchone()
    assert kept == (0, 4)  # annotator, set, spans, fragments: one range each
    after = dump(project)
    project.undo()
    assert dump(project) == before
    project.redo()
    assert dump(project) == after


def test_a_merged_step_may_remove_and_add_again(project: ProjectFile) -> None:
    add(project, span("s1"), span("s2"), span("s3"))
    before = dump(project)

    def join(work: Callable[[Transaction], None]) -> None:
        with project.write(annotator="ana", at=AT) as write:
            write.describe("join", merge_key="k")
            work(write)

    join(lambda write: write.remove_spans(ANA, ["s2", "s3"]))
    join(lambda write: write.add_spans(ANA, [span(f"n{n}") for n in range(5)]))
    join(lambda write: write.remove_spans(ANA, ["n1", "n4"]))
    join(lambda write: write.add_spans(ANA, [span(f"m{n}", (5, 9)) for n in range(3)]))
    assert names(project) == ["import", "label", "join"]
    after = dump(project)
    for _ in range(2):
        project.undo()
        assert dump(project) == before
        project.redo()
        assert dump(project) == after


def test_new_work_drops_what_was_undone_but_keeps_its_line(project: ProjectFile) -> None:
    add(project, span("s1"), name="one")
    add(project, span("s2"), name="two")
    project.undo()
    project.undo()
    assert [(step.name, step.state) for step in project.reader().steps()] == [
        ("import", "done"), ("one", "undone"), ("two", "undone")]
    add(project, span("s3"), name="three")
    assert names(project) == ["import", "three"]
    assert project.redo() is None
    with closing(sqlite3.connect(project.path)) as connection:
        assert connection.execute("SELECT seq, state FROM steps ORDER BY seq").fetchall() == [
            (1, "done"), (2, "dropped"), (3, "dropped"), (4, "done")]
        assert connection.execute("SELECT DISTINCT step_seq FROM changes ORDER BY step_seq").fetchall() == [(1,), (4,)]
    assert [step.name for step in project.reader().steps(1)] == ["three"]


def test_undo_survives_a_restart(project: ProjectFile) -> None:
    before = dump(project)
    add(project, span("s1"))
    after = dump(project)
    project.close()
    with open_project(project.path) as again:
        undone = again.undo()
        assert undone is not None
        assert undone.spans == {ANA: frozenset({"s1"})}
        assert dump(again) == before
    with open_project(project.path) as again:
        again.redo()
        assert dump(again) == after


def test_a_write_that_changes_nothing_is_no_step(project: ProjectFile) -> None:
    add(project, span("s1"))
    with project.write(annotator="ana", at=AT) as write:
        write.describe("nothing")
        write.update_spans(ANA, [span("s1")])
        write.put_set(AnnotationSet(ref=ANA))
        write.put_scheme(SCHEME)
        write.update_article(article())
        write.add_spans(ANA, [])
        write.update_spans(ANA, [])
        write.remove_spans(ANA, ["nobody"])
        write.remove_articles(["nobody"])
        write.add_articles([])
    assert write.changes.empty
    assert write.changes.step is None
    assert len(names(project)) == 2


def test_an_error_takes_everything_back(project: ProjectFile) -> None:
    before = dump(project)
    writing = project.write(annotator="ana", at=AT)
    write = writing.__enter__()
    write.add_spans(ANA, [span("s1")])
    assert writing.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None) is False
    assert dump(project) == before
    assert write.changes.empty
    with pytest.raises(UserError, match="over"):
        write.add_spans(ANA, [span("s1")])
    assert names(project) == ["import"]
    add(project, span("s1"))


def test_bulk_work_is_journaled_small_and_undone(project: ProjectFile) -> None:
    before = dump(project)
    with project.write(annotator="ana", at=AT) as write:
        write.describe("import 20,000")
        for at in range(0, 20_000, 1_000):
            write.add_articles([article(f"n{n}", f"Iraq {n}") for n in range(at, at + 1_000)])
    assert write.changes.article_list
    assert not write.changes.articles
    with closing(sqlite3.connect(project.path)) as connection:
        assert connection.execute("SELECT count(*) FROM changes WHERE step_seq = 2").fetchone() == (2,)
    assert len(project.reader().article_rows("ana")) == 20_003
    after = dump(project)
    project.undo()
    assert dump(project) == before
    project.redo()
    assert dump(project) == after


def test_bulk_spans_change_everything(project: ProjectFile) -> None:
    spans = [span(f"s{n}", attributes={"n": n}) for n in range(5_100)]
    changes = add(project, *spans)
    assert changes.everything
    assert not changes.spans
    assert changes.step
    assert changes.step.name == "label"
    after = dump(project)
    with project.write(annotator="ana", at=AT) as write:
        write.remove_articles(["a1"])
    assert write.changes.everything
    assert write.changes.article_list
    undone = project.undo()
    assert undone
    assert undone.everything
    assert dump(project) == after
