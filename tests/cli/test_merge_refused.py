"""`annotator merge` refuses what is damaged or unclear, in a sentence, and changes nothing."""

import os
import shutil

import pytest

from tests.cli.conftest import line
from tests.cli.merging import TEXT, exported, merged, of, spans, write
from tests.cli.merging import ana as ana
from tests.cli.merging import bob as bob
from tests.cli.merging import laptop as laptop


@pytest.mark.parametrize(("content", "why"), [
    (b'{"text": "Ottawa rea', ":1: the JSON is cut off in the middle; the file is damaged or not whole, so nothing"),
    (b"", ": half.jsonl cannot be merged: the file is empty"),
    (b"\xff\xfe{\0", "half.jsonl cannot be merged: the file is UTF-16")])
def test_half_a_file_changes_nothing(run, bob, tmp_path, content, why) -> None:
    half = write(tmp_path / "half.jsonl", content)
    before = exported(run, bob)
    found = run("merge", bob, half)
    assert found.code == 2
    assert why in found.err
    assert found.err.count("\n") == 1
    assert exported(run, bob) == before


def test_a_line_that_is_cut_off_is_named_and_the_good_ones_before_it_are_not_taken(run, ana, bob, tmp_path) -> None:
    run("export", ana, "-o", "whole.jsonl")
    whole = (tmp_path / "whole.jsonl").read_bytes()
    half = write(tmp_path / "half.jsonl", whole[:len(whole) - 20])
    found = run("merge", bob, half)
    assert (found.code, found.err.split(": ")[1]) == (2, "half.jsonl:2")
    assert {each["annotator"] for each in exported(run, bob)} == {"bob"}


@pytest.mark.parametrize("cut", [0, 100, 5000, 40000])
def test_half_a_project_changes_nothing(run, ana, bob, tmp_path, cut) -> None:
    half = write(tmp_path / "half.annotator", ana.read_bytes()[:cut])
    before = exported(run, bob)
    found = run("merge", bob, half)
    assert found.code == 2
    assert found.err.count("\n") == 1
    assert "half.annotator" in found.err
    assert exported(run, bob) == before


def test_what_is_no_project_and_no_jsonl_is_refused(run, bob, tmp_path) -> None:
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    said = {name: run("merge", bob, name).err for name in (".", "none.jsonl", bob, "a.txt", "a.pdf")}
    assert "is a folder; name a project or a JSONL file" in said["."]
    assert "There is no file none.jsonl" in said["none.jsonl"]
    assert "is the project itself" in said[bob]
    assert "cannot be merged; import it instead" in said["a.txt"]
    assert "a.pdf is neither a project nor JSONL, which cannot be merged; import it instead" in said["a.pdf"]


def test_a_newer_and_an_older_file(run, ana, bob, tmp_path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(ana)) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert "newer version of Annotator" in run("merge", bob, ana).err
    with closing(sqlite3.connect(ana)) as connection:
        connection.execute("PRAGMA user_version = 4")
    assert merged(run, bob, ana).json["spans_added"] == 2


def test_a_project_that_is_open_elsewhere_or_read_only_can_be_merged(run, ana, bob, tmp_path) -> None:
    from annotator import bootstrap

    open_there = bootstrap.open_project(ana)
    beside = sorted(each.name for each in tmp_path.glob("ana.annotator*"))
    try:
        assert merged(run, bob, ana).json["spans_added"] == 2
        assert sorted(each.name for each in tmp_path.glob("ana.annotator*")) == beside
    finally:
        open_there.close()
    folder = tmp_path / "readonly"
    folder.mkdir()
    shutil.copy(ana, folder / "copy.annotator")
    os.chmod(folder / "copy.annotator", 0o444)
    os.chmod(folder, 0o555)
    try:
        assert merged(run, bob, folder / "copy.annotator").json["spans_added"] == 0
    finally:
        os.chmod(folder, 0o755)


def test_one_name_for_two_people_is_asked_about(run, laptop) -> None:
    mine = laptop("mine", line(TEXT, id="A1", annotator="ana", spans=spans("Ottawa")))
    theirs = laptop("theirs", line(TEXT, id="A1", annotator="ana", spans=spans("Iraq")))
    before = exported(run, mine)
    found = run("merge", mine, theirs)
    assert found.code == 2
    assert found.err == (
        "annotator: Both files have annotations by 'ana' that do not stem from one another: say whose theirs are with "
        "--annotator NAME (or --annotator ana if it is the same person)\n")
    assert exported(run, mine) == before
    assert merged(run, mine, theirs, "--annotator", "anna").json["spans_added"] == 1
    assert [each["text"] for each in of(run, mine, "anna")["spans"]] == ["Iraq"]
    assert [each["text"] for each in of(run, mine, "ana")["spans"]] == ["Ottawa"]
    assert [each["why"] for each in merged(run, mine, theirs, "--annotator", "ana=ana", code=1).json["conflicts"]] == [
        "GPE “Iraq” [26, 30) is not in yours"]


def test_names(run, bob, tmp_path) -> None:
    """Lines that name nobody need a name; of several annotators each can be renamed."""
    file = write(tmp_path / "f.jsonl", line(TEXT, id="A1", spans=spans("Iraq")))
    assert "does not say whose annotations it has" in run("merge", bob, file).err
    assert merged(run, bob, file, "--annotator", "cleo").json["spans_added"] == 1
    two = write(tmp_path / "two.jsonl", line(TEXT, id="A1", annotator="ana", spans=spans("Iraq")),
                line(TEXT, id="A1", spans=spans("Ottawa")))
    assert "annotations by ana and nobody; say who is meant with --annotator ana=dan" in run(
        "merge", bob, two, "--annotator", "dan").err
    assert merged(run, bob, two, "--annotator", "ana=dan", "--annotator", "=eve").json["sets_added"] == 2
    assert {each["annotator"] for each in exported(run, bob)} == {"bob", "cleo", "dan", "eve"}
    for wrong in (["="], ["ana="], ["a", "b"], ["a", "b=c"], ["gold"], ["ana=gold"]):
        said = run("merge", bob, two, *(part for each in wrong for part in ("--annotator", each)))
        assert said.code == 2


def test_labels_that_the_scheme_lacks_are_named_mapped_added_or_left_out(run, bob, tmp_path) -> None:
    theirs = spans("Iraq", label="COUNTRY") + spans("Ottawa", label="COUNTRY") + spans("Monday", label="DAY")
    file = write(tmp_path / "f.jsonl", line(TEXT, id="A1", annotator="ana", spans=theirs, relations=[
        {"id": "r", "head": "Iraq", "tail": "Ottawa", "label": "NEAR"}]))
    found = run("merge", bob, file)
    assert found.code == 2
    assert ("The scheme lacks labels of f.jsonl: NEAR (1 relation), entity/COUNTRY (2 spans), entity/DAY (1 span); "
            "say what they are here with --map OLD=NEW, or add them with --add-labels") in found.err
    assert "cannot become NONE" in run("merge", bob, file, "--map", "DAY=NONE").err
    assert "write OLD=NEW" in run("merge", bob, file, "--map", "DAY").err
    assert run("merge", bob, file, "--map", "COUNTRY=GPE", "--add-labels", "--dry-run").code == 0
    left = merged(run, bob, file, "--map", "COUNTRY=entity/GPE", "--map", "entity/DAY=", "--map", "NEAR=SAID_BY",
                  code=1)
    assert left.json["refused"] == [{"file": "f.jsonl", "line": 0, "why": "left out: entity/DAY (1 span)"}]
    assert {each["label"] for each in of(run, bob, "ana")["spans"]} == {"GPE"}
    assert of(run, bob, "ana")["relations"][0]["label"] == "SAID_BY"
    assert merged(run, bob, file, "--add-labels").json["spans_added"] == 1
    assert "DAY" in run("scheme", bob).out
    assert merged(run, bob, file).json["sets_updated"] == 0


def test_a_label_that_is_mapped_and_not_there_is_told(run, bob, tmp_path) -> None:
    file = write(tmp_path / "f.jsonl", line(TEXT, id="A1", annotator="ana", spans=spans("Iraq")))
    found = run("merge", bob, file, "--map", "CONTRY=GPE")
    assert (found.code, found.err) == (0, "f.jsonl has no label or relation CONTRY; nothing was mapped there\n")


def test_added_labels_come_with_their_color_and_description(run, ana, bob, tmp_path) -> None:
    scheme = run("scheme", ana).out + ('\n[[layers]]\nname = "tone"\nform = "line"\n[[layers.labels]]\nname = "IRONY"\n'
                                       'key = "1"\ncolor = "#123456"\ndescription = "Says the opposite."\n'
                                       '[[relations]]\nname = "ECHOES"\nhead = ["IRONY"]\n')
    (tmp_path / "s.toml").write_text(scheme.replace('key = "1"', 'key = ""', 1))
    assert run("scheme", ana, "--set", "s.toml").code == 0
    write(tmp_path / "more.jsonl", line(TEXT, id="A1", annotator="ana", spans=[
        {**spans("safe", label="IRONY")[0], "layer": "tone"}], relations=[
            {"id": "r", "head": "safe", "tail": "safe", "label": "ECHOES"}]))
    run("import", ana, "more.jsonl")
    found = run("merge", bob, ana, "--add-labels")
    assert found.code == 0
    assert "added to the scheme: IRONY (tone), ECHOES" in found.err
    said = run("scheme", bob).out
    assert 'description = "Says the opposite."' in said
    assert "#123456" in said
