"""Checking a project: each kind of damage is named with its place."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.domain.review import Remark, Review, Verdict
from annotator.store.project import ProjectFile, open_project
from tests.store.conftest import ANA, AT, BOB, add, link, span


@pytest.fixture
def damaged(project: ProjectFile) -> Path:
    """A closed project with two spans and a relation of ana's and a span of bob's, to be damaged."""
    add(project, span("s1", (0, 4), (5, 9)), span("s2", (5, 9)))
    add(project, span("b1"), ref=BOB)
    with project.write(annotator="ana", at=AT) as write:
        write.add_relations(ANA, [link("r1", "s1", "s2")])
        write.put_verdicts([
            Verdict(ref=ANA, span="s1", verdict="edit", by="bob", at=AT, proposal=span("s1", (5, 9))),
            Verdict(ref=ANA, span="gone", verdict="accept", by="bob", at=AT, answer="dispute", answered_by="ana",
                    answered_at=AT)])
        write.put_remarks([Remark(id="m1", ref=ANA, span="s1", by="bob", at=AT, text="Why?")])
        write.put_merge_base(ANA, '{"own":true}')
        write.put_review(Review(id="v1", name="Week 1", mode="check", annotators=("ana",), reviewer="bob", made_at=AT))
    project.close()
    return project.path


@pytest.mark.parametrize(("sql", "where", "what"), [
    ("UPDATE texts SET text = 'Other' WHERE article_pk = 2", "article a2", "checksum differs"),
    ("UPDATE texts SET text = 'a' || char(0) WHERE article_pk = 2", "article a2", "NUL"),
    ("UPDATE texts SET text = CAST(x'ff41' AS TEXT) WHERE article_pk = 2", "article a2", "cannot be read"),
    ("DELETE FROM texts WHERE article_pk = 2", "article a2", "missing"),
    ("UPDATE articles SET length = 1 WHERE pk = 2", "article a2", "checksum differs"),
    ("UPDATE sets SET status = 'lost' WHERE pk = 1", "article a1", "status 'lost' by ana"),
    ("UPDATE spans SET quote = 'Iran' WHERE id = 's2'", "article a1, span s2", "'Iran'"),
    ("UPDATE spans SET origin = 'magic' WHERE id = 's2'", "article a1, span s2", "'magic'"),
    ("UPDATE spans SET label_pk = 99 WHERE id = 's2'", "article a1, span s2", "label is not in the scheme"),
    ("UPDATE fragments SET \"end\" = 999 WHERE pk = 3", "article a1, span s2", "outside the text"),
    ("UPDATE fragments SET start = start + 5 - 10 * n, \"end\" = \"end\" + 5 - 10 * n WHERE span_pk = 1",
     "article a1, span s1", "not in order"),
    ("UPDATE fragments SET \"end\" = 7 WHERE pk = 1", "article a1, span s1", "overlap"),
    ("DELETE FROM fragments WHERE span_pk = 2", "article a1, span s2", "at least one fragment"),
    ("UPDATE verdicts SET verdict = 'maybe' WHERE pk = 1", "article a1, span s1", "by bob that cannot be: there is no"),
    ("UPDATE verdicts SET verdict = 'accept' WHERE pk = 1", "article a1, span s1", "only an edit"),
    ("UPDATE verdicts SET answer = 'maybe' WHERE pk = 2", "article a1, span gone", "no answer 'maybe'"),
    ("UPDATE verdicts SET answered_pk = NULL WHERE pk = 2", "article a1, span gone", "nobody is named"),
    ("UPDATE verdicts SET at = '2026-11-22T10:00:00+01:00' WHERE pk = 1", "article a1, span s1", "not in UTC"),
    ("UPDATE verdicts SET at = 'once' WHERE pk = 1", "article a1, span s1", "'once' is no time"),
    ("UPDATE verdicts SET proposal = replace(proposal, 'says', 'said') WHERE pk = 1", "article a1, span s1", "'said'"),
    ("UPDATE verdicts SET proposal = '{' WHERE pk = 1", "article a1, span s1", "cannot be read"),
    ("UPDATE verdicts SET proposal = '5' WHERE pk = 1", "article a1, span s1", "cannot be read"),
    ("UPDATE verdicts SET proposal = '{\"fragments\":[[0,1]]}' WHERE pk = 1", "article a1, span s1", "cannot be read"),
    ("UPDATE remarks SET text = ' '", "article a1, span s1", "a remark by bob that cannot be: the remark says nothing"),
    ("UPDATE remarks SET at = '2026-11-22 10:00+00:00'", "article a1, span s1", "not in UTC"),
    ("UPDATE reviews SET mode = 'glance'", "review Week 1", "'glance'"),
    ("UPDATE reviews SET annotators = '[1]'", "review Week 1", "cannot be read"),
    ("UPDATE reviews SET articles = '['", "review Week 1", "cannot be read"),
    ("UPDATE reviews SET made_at = '2026-11-22 10:00+00:00'", "review Week 1", "not in UTC"),
    ("UPDATE verdicts SET proposal = '[1]' WHERE proposal <> ''", "article a1, span s1", "cannot be read"),
    ("UPDATE verdicts SET proposal = json_set(proposal, '$.label', 5) WHERE proposal <> ''", "article a1, span s1",
     "cannot be read"),
    ("UPDATE verdicts SET at = x'ff' WHERE span = 's1'", "table verdicts, row 1", "its at is no text"),
    ("UPDATE verdicts SET set_pk = 99", "table verdicts, row 1", "row of sets"),
    ("UPDATE remarks SET at = x'ff'", "table remarks, row 1", "its at is no text"),
    ("UPDATE reviews SET made_at = x'ff'", "table reviews, row 1", "its made_at is no text"),
    ("UPDATE spans SET comment = x'ff' WHERE id = 's2'", "table spans, row 2", "its comment is no text"),
    ("UPDATE merge_bases SET text = '{bad'", "article a1", "the set of ana: What is kept of the last merge cannot be"),
    ("UPDATE merge_bases SET text = x'ff'", "table merge_bases, row 1", "its text is no text"),
    ("DELETE FROM articles", "table sets, row 1", "row of articles"),
    ("UPDATE verdicts SET reviewer_pk = 99", "table verdicts, row 1", "row of annotators"),
    ("UPDATE relations SET tail_pk = 3", "article a1, relation r1", "another annotation set"),
    ("UPDATE relations SET tail_pk = 99", "table relations, row 1", "row of spans"),
    ("PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE name = 'ix_spans_set_pk'", "file", "damaged"),
])
def test_damage_is_named_with_its_place(damaged: Path, sql: str, where: str, what: str) -> None:
    with closing(sqlite3.connect(damaged)) as connection:
        connection.executescript(sql)
    with open_project(damaged) as project:
        found = list(project.reader().problems())
        with project.snapshot() as snapshot:
            assert list(snapshot.problems()) == found
    assert any(each.where == where and what in each.what for each in found), found


def test_a_sound_project_has_no_problems(damaged: Path) -> None:
    with open_project(damaged) as project:
        assert list(project.reader().problems()) == []


@pytest.mark.parametrize(("table", "where"), [("texts", "article a1"), ("articles", "file"), ("spans", "file")])
def test_a_page_of_rubbish_is_told(damaged: Path, table: str, where: str) -> None:
    with closing(sqlite3.connect(damaged)) as connection:
        [page] = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", [table]).fetchone()
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    data = bytearray(damaged.read_bytes())
    data[(page - 1) * size:page * size] = b"\x7f" * size
    damaged.write_bytes(data)
    with open_project(damaged) as project:
        found = list(project.reader().problems())
    assert found[0].where == "file"
    assert where in {each.where for each in found}
    assert any("damaged" in each.what for each in found)
    assert len(found) == len(set(found))
