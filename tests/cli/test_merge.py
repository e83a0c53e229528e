"""`annotator merge`: what comes in, what is refused, and that nothing else changes."""

import os
import shutil

import pytest

from tests.cli.conftest import line
from tests.cli.merging import TEXT, exported, merged, of, spans, write
from tests.cli.merging import ana as ana
from tests.cli.merging import bob as bob
from tests.cli.merging import laptop as laptop


def test_a_colleagues_project_stands_beside_ones_own(run, ana, bob) -> None:
    before = bytes(ana.read_bytes())
    found = merged(run, bob, ana).json
    assert found == {
        "articles_added": 1, "articles_matched": 1, "spans_added": 2, "relations_added": 0, "refused": [],
        "sets_added": 1, "sets_updated": 0, "verdicts_added": 0, "conflicts": [], "spans_updated": 0,
        "spans_removed": 0, "relations_removed": 0, "remarks_added": 0}
    assert [each["text"] for each in of(run, bob, "ana")["spans"]] == ["Ottawa", "Iraq"]
    assert of(run, bob, "ana")["status"] == "done"
    assert [each["text"] for each in of(run, bob, "bob")["spans"]] == ["Ottawa"]
    assert ana.read_bytes() == before
    assert [each.name for each in ana.parent.glob("ana.annotator*")] == ["ana.annotator"]


def test_the_same_file_again_changes_nothing(run, ana, bob) -> None:
    merged(run, bob, ana)
    before = exported(run, bob)
    journal = steps(bob)
    found = merged(run, bob, ana).json
    assert [name for name, value in found.items() if value] == ["articles_matched"]
    assert exported(run, bob) == before
    assert steps(bob) == journal
    assert run("merge", bob, ana).out == "Nothing new\n"


def steps(project) -> list:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(project)) as connection:
        return connection.execute("SELECT seq, name, state FROM steps").fetchall()


def test_a_newer_version_brings_what_changed(run, ana, bob, tmp_path) -> None:
    merged(run, bob, ana)
    newer = write(tmp_path / "newer.jsonl", line(
        TEXT, id="A1", annotator="ana", status="in_progress",
        spans=spans("Iraq", label="ORG") + spans("Jessica", label="PERSON"), notes="see Monday"))
    found = merged(run, bob, newer).json
    assert (found["spans_added"], found["spans_updated"], found["spans_removed"]) == (1, 1, 1)
    assert found["sets_updated"] == 1
    theirs = of(run, bob, "ana")
    assert [(each["text"], each["label"]) for each in theirs["spans"]] == [("Iraq", "ORG"), ("Jessica", "PERSON")]
    assert (theirs["status"], theirs["notes"]) == ("in_progress", "see Monday")
    assert len(steps(bob)) == 3


def test_what_both_changed_is_a_conflict_and_ours_stays(run, ana, bob, laptop, tmp_path) -> None:
    merged(run, bob, ana)
    edited_here = write(tmp_path / "here.jsonl", line(
        TEXT, id="A1", annotator="ana", status="done", spans=spans("Ottawa", "Iraq")))
    other = laptop("other", line(TEXT, id="A1", annotator="ana", status="done",
                                 spans=spans("Ottawa", "Iraq", label="ORG")))
    merged(run, other, edited_here, "--annotator", "ana", code=1)
    found = run("merge", other, edited_here, "--annotator", "ana")
    assert found.code == 1
    assert found.err.splitlines()[0] == ("conflict: article A1, ana: ORG “Ottawa” [0, 6) is different there; "
                                         "yours was kept")
    assert "2 conflicts" in found.out
    assert {each["label"] for each in of(run, other, "ana")["spans"]} == {"ORG"}


def test_conflicts_name_article_span_and_annotator(run, laptop, tmp_path) -> None:
    mine = laptop("mine", line(TEXT, id="A1", annotator="ana", spans=spans("Iraq")))
    theirs = write(tmp_path / "theirs.jsonl", line(TEXT, id="A1", annotator="ana", spans=spans("Iraq", label="ORG")))
    assert merged(run, mine, theirs, code=1).json["conflicts"] == [
        {"article": "A1", "span": "Iraq", "why": "GPE “Iraq” [26, 30) is different there", "annotator": "ana"}]


def test_articles_match_by_text_where_ids_differ(run, bob, laptop) -> None:
    other = laptop("other", line(TEXT, id="X9", annotator="ana", spans=spans("Iraq")))
    found = merged(run, bob, other).json
    assert (found["articles_added"], found["articles_matched"]) == (0, 1)
    assert of(run, bob, "ana")["id"] == "A1"
    assert not [value for name, value in merged(run, bob, other).json.items() if value and name != "articles_matched"]


def test_nothing_in_common_is_refused(run, bob, laptop) -> None:
    other = laptop("other", line("Quite another text.", id="Z1", annotator="ana"))
    before = bob.read_bytes()
    found = run("merge", bob, other)
    assert found.code == 2
    assert found.err == "annotator: other.annotator and this project have no article in common; import it instead\n"
    assert bob.read_bytes() == before


def test_spans_on_another_version_of_the_text_are_placed_by_their_words(run, bob, laptop) -> None:
    changed = "BAGHDAD (AP). " + TEXT.replace("Monday", "Tuesday")
    at = changed.index("Tuesday")
    theirs = [{**each, "start": each["start"] + 14, "end": each["end"] + 14} for each in spans("Ottawa")]
    theirs += [{"id": "w", "start": changed.index("Iraq"), "end": changed.index("Iraq") + 4, "label": "GPE"},
               {"id": "t", "start": at, "end": at + 7, "label": "DATE", "layer": "entity"}]
    other = laptop("other", line(changed, id="A1", annotator="ana", spans=theirs))
    found = merged(run, bob, other, "--add-labels", code=1).json
    assert [each["text"] for each in of(run, bob, "ana")["spans"]] == ["Ottawa", "Iraq"]
    assert of(run, bob, "ana")["spans"][0]["start"] == 0
    assert [each["why"].split(":")[0] for each in found["refused"]] == ["article A1"]
    assert f"“Tuesday” [{at}, {at + 7}) cannot be placed" in found["refused"][0]["why"]
    again = merged(run, bob, other, "--add-labels", code=1).json
    assert again["spans_added"] == 0
    assert again["refused"] == found["refused"]


def test_an_id_that_means_quite_another_text_is_refused(run, bob, laptop) -> None:
    other = laptop("other", line("Nothing of the kind stands here, not one sentence.", id="A1", annotator="ana"),
                   line(TEXT, id="B1", annotator="ana", spans=spans("Iraq")))
    found = merged(run, bob, other, code=1).json
    assert [each["why"] for each in found["refused"]] == [
        "article A1 has quite another text here, so nothing of it was taken"]
    assert found["spans_added"] == 1



def test_a_dry_run_tells_and_changes_nothing(run, ana, bob) -> None:
    before = exported(run, bob)
    found = run("merge", bob, ana, "--dry-run")
    assert (found.code, found.out) == (0, "Would be done: ana: 1 article, 2 spans; 1 article added\n")
    assert exported(run, bob) == before
    assert run("merge", bob, ana).out == "ana: 1 article, 2 spans; 1 article added\n"


VERDICT = {"span": "Iraq", "verdict": "reject", "reason": "no name", "by": "bob", "at": "2026-11-22T10:00:00Z"}


def test_verdicts_come_home_without_touching_the_set(run, ana, tmp_path) -> None:
    """A review file shows Ana's spans as Bob saw them; she has gone on meanwhile."""
    review = write(tmp_path / "review.jsonl", line(
        TEXT, id="A1", annotator="ana", status="done", spans=spans("Ottawa", "Iraq", "Monday", label="ORG"),
        verdicts=[VERDICT], remarks=[{"id": "m1", "span": "Iraq", "by": "bob", "at": VERDICT["at"], "text": "Why?"}]))
    before = of(run, ana, "ana")
    found = merged(run, ana, review).json
    assert (found["verdicts_added"], found["remarks_added"], found["conflicts"]) == (1, 1, [])
    after = of(run, ana, "ana")
    assert after["spans"] == before["spans"]
    assert after["verdicts"][0]["reason"] == "no name"
    assert merged(run, ana, review).json["verdicts_added"] == 0
    newer = write(tmp_path / "newer.jsonl", line(TEXT, id="A1", annotator="ana", spans=spans("Iraq"), verdicts=[
        {**VERDICT, "verdict": "accept", "at": "2026-11-23T10:00:00Z"}]))
    assert merged(run, ana, newer).json["verdicts_added"] == 1
    assert merged(run, ana, review).json["verdicts_added"] == 0
    assert of(run, ana, "ana")["verdicts"][0]["verdict"] == "accept"


def test_a_proposal_on_another_text_is_placed_or_refused(run, ana, tmp_path) -> None:
    changed = "AP. " + TEXT.replace("Jessica", "Jesica")
    start = changed.index("Iraq")
    kept = {"id": "Iraq", "start": start, "end": start + 4, "label": "COUNTRY", "layer": "entity", "text": "Iraq"}
    at = changed.index("Jesica")
    lost = {"id": "Iraq", "start": at, "end": at + 6, "label": "PERSON", "layer": "entity", "text": "Jesica"}
    review = write(tmp_path / "review.jsonl", line(changed, id="A1", annotator="ana", spans=[kept], verdicts=[
        {**VERDICT, "verdict": "edit", "proposal": kept},
        {**VERDICT, "by": "cleo", "verdict": "edit", "proposal": lost}]))
    found = merged(run, ana, review, code=1)
    assert found.json["verdicts_added"] == 1
    assert "The verdict on span Iraq cannot be kept" in found.json["refused"][0]["why"]
    assert of(run, ana, "ana")["verdicts"][0]["proposal"]["start"] == start - 4


def test_gold_sets_here_are_left_alone(run, laptop) -> None:
    mine = laptop("mine", line(TEXT, id="A1", annotator="gold", spans=spans("Ottawa")), line("Second.", id="A2"))
    theirs = laptop("theirs", line(TEXT, id="A1", annotator="gold", spans=spans("Iraq")),
                    line("Second.", id="A2", annotator="gold", status="done"))
    found = run("merge", mine, theirs)
    assert found.code == 0
    assert "1 gold set of theirs.annotator left out" in found.err
    assert [each["text"] for each in of(run, mine, "gold")["spans"]] == ["Ottawa"]


def test_an_article_that_stands_twice_is_merged_once(run, bob, tmp_path) -> None:
    twice = line(TEXT, id="A1", annotator="ana", spans=spans("Iraq"))
    file = write(tmp_path / "f.jsonl", twice, twice)
    found = merged(run, bob, file, code=1).json
    assert found["refused"] == [
        {"file": "f.jsonl", "line": 2, "why": "article A1 by ana stands twice in the file; only the first was merged"}]


def test_lines_of_several_articles_may_come_in_any_order(run, bob, tmp_path) -> None:
    other = "Oh! " + TEXT
    file = write(tmp_path / "f.jsonl", *(
        line(text, id=id, annotator=name) for name in ("ana", "cleo") for id, text in (("A1", other), ("A2", "Two."))))
    found = merged(run, bob, file).json
    assert (found["articles_added"], found["articles_matched"]) == (1, 1)


def test_relations_are_left_out_by_choice(run, bob, tmp_path) -> None:
    file = write(tmp_path / "f.jsonl", line(TEXT, id="A1", annotator="ana", spans=spans("Iraq", "Ottawa"), relations=[
        {"id": "r", "head": "Iraq", "tail": "Ottawa", "label": "NEAR"}]))
    assert merged(run, bob, file, "--map", "NEAR=", code=1).json["refused"][0]["why"] == "left out: NEAR (1 relation)"


def test_spans_without_ids_are_known_by_their_place(run, bob, tmp_path) -> None:
    def bare(*words, **more):
        return [{key: value for key, value in each.items() if key != "id"} for each in spans(*words, **more)]

    first = write(tmp_path / "1.jsonl", line(TEXT, annotator="ana", spans=bare("Iraq", "Ottawa", "Iraq")))
    assert merged(run, bob, first).json["spans_added"] == 2
    assert of(run, bob, "ana")["status"] == "in_progress"
    assert merged(run, bob, first).json["sets_updated"] == 0
    second = write(tmp_path / "2.jsonl", line(
        TEXT, annotator="ana", spans=bare("Iraq", comment="again") + bare("Monday")))
    found = merged(run, bob, second).json
    assert (found["spans_added"], found["spans_updated"], found["spans_removed"]) == (1, 1, 1)


def test_an_interrupted_merge_leaves_nothing(run, monkeypatch, bob, tmp_path) -> None:
    from annotator.formats.jsonl import Jsonl

    file = write(tmp_path / "f.jsonl", line(TEXT, id="A1", annotator="ana", spans=spans("Iraq")),
                 line("More.", id="A3"))
    read = Jsonl.read

    def interrupted(*arguments):
        yield next(read(*arguments))
        raise KeyboardInterrupt

    before = exported(run, bob)
    monkeypatch.setattr(Jsonl, "read", interrupted)
    assert (run("merge", bob, file).code, run("merge", bob, file).out) == (130, "")
    assert exported(run, bob) == before


def test_a_project_and_its_export_are_the_same_news(run, ana, bob, tmp_path) -> None:
    merged(run, bob, ana)
    run("export", ana, "-o", "ana.jsonl")
    found = merged(run, bob, tmp_path / "ana.jsonl").json
    assert [name for name, value in found.items() if value] == ["articles_matched"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX file names")
def test_a_file_name_that_is_no_unicode_is_no_trouble(run, ana, bob, tmp_path) -> None:
    name = os.fsdecode(bytes(tmp_path) + b"/caf\xe9.annotator")
    shutil.copy(ana, name)
    assert merged(run, bob, os.fsdecode(name)).json["spans_added"] == 2
    assert steps(bob)[-1][1] == "merge caf\\udce9.annotator"


@pytest.mark.parametrize("whose", ["bob", "ana"])
def test_a_damaged_record_of_the_last_merge_is_one_line_and_changes_nothing(run, ana, bob, whose) -> None:
    import sqlite3
    from contextlib import closing

    merged(run, bob, ana)
    merged(run, ana, bob)
    with closing(sqlite3.connect({"ana": ana, "bob": bob}[whose])) as connection, connection:
        connection.execute("UPDATE merge_bases SET text = '{bad'")
    before = exported(run, bob)
    ran = run("merge", bob, ana)
    assert (ran.code, ran.out, ran.err) == (
        2, "", "annotator: What is kept of the last merge cannot be read; check the project.\n")
    assert exported(run, bob) == before
    assert run("check", {"ana": ana, "bob": bob}[whose]).code == 1
