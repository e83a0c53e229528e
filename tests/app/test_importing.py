"""Import as the contract says: matching, idempotence, refusals by line, whole files or none."""

import io
from pathlib import Path

import orjson
import pytest

from annotator import bootstrap
from annotator.app.importing import ImportOptions, Source, as_json, find_sources, import_files
from annotator.app.operations.importing import Counts, ImportRecords
from annotator.app.session import Session
from annotator.domain.article import Article, SetRef
from annotator.domain.errors import Cancelled, UserError
from annotator.domain.record import Record
from annotator.domain.relation import Relation

TEXT = "Iraq waits for Jessica."


def put(path: Path, *lines: object) -> Path:
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else orjson.dumps(line) for line in lines) + b"\n")
    return path


def take(session: Session, *paths: Path, **options: object) -> Counts:
    return import_files(session, bootstrap.formats(), [Source(path) for path in paths],
                        ImportOptions(**options))  # type: ignore[arg-type]


def span(word: str, label: str, **more: object) -> dict[str, object]:
    return {"start": TEXT.index(word), "end": TEXT.index(word) + len(word), "label": label, **more}


def test_spans_come_in_and_the_same_file_twice_adds_nothing(session: Session, tmp_path: Path) -> None:
    file = put(tmp_path / "a.jsonl", {"text": TEXT, "spans": [span("Iraq", "GPE"), span("Jessica", "PERSON")]})
    counts = take(session, file)
    assert (counts.articles_added, counts.spans_added) == (1, 2)
    ref = SetRef(session.reader.article_with_text(TEXT) or "", "ana")
    assert [(each.quote, each.origin, each.layer, each.changed_by) for each in session.reader.spans(ref)] == [
        ("Iraq", "imported", "entity", "ana"), ("Jessica", "imported", "entity", "ana")]
    present = session.reader.annotation_set(ref)
    assert present is not None
    assert present.status == "in_progress"
    steps = len(session.history())
    again = take(session, file)
    assert (again.articles_matched, again.articles_added, again.spans_added) == (1, 0, 0)
    assert len(session.history()) == steps


def test_an_article_matches_by_id_else_by_text(session: Session, tmp_path: Path) -> None:
    first = session.reader.article("a1")
    counts = take(session, put(tmp_path / "a.jsonl", {"text": first.text}, {"id": "a1", "text": first.text}))
    assert counts.articles_matched == 2
    counts = take(session, put(tmp_path / "b.jsonl", {"id": "a1", "text": "another"}))
    assert "another text" in counts.refused[0].why
    assert counts.refused[0].line == 1


def test_a_missing_label_and_relation_are_added_and_said(session: Session, tmp_path: Path) -> None:
    line = {"text": TEXT, "annotator": "bob", "status": "done", "notes": "n",
            "spans": [span("Iraq", "CITY", id="s1"), span("Jessica", "HERO", id="s2", layer="role")],
            "relations": [{"id": "r1", "head": "s1", "tail": "s2", "label": "NEAR"}]}
    counts = take(session, put(tmp_path / "a.jsonl", line))
    assert counts.said == ["added to the scheme: CITY (entity), HERO (role), NEAR"]
    assert counts.relations_added == 1
    scheme = session.reader.scheme()
    assert scheme.find("entity", "CITY")
    assert scheme.find("role", "HERO")
    ref = SetRef(session.reader.article_with_text(TEXT) or "", "bob")
    present = session.reader.annotation_set(ref)
    assert present is not None
    assert (present.status, present.notes) == ("done", "n")
    again = take(session, put(tmp_path / "b.jsonl", line))
    assert (again.spans_added, again.relations_added, again.refused) == (0, 0, [])
    session.undo()
    assert session.reader.scheme().find("role", "HERO") is None


def test_relations_without_id_are_the_same_by_their_ends(session: Session, tmp_path: Path) -> None:
    spans = [span("Iraq", "GPE", id="s1"), span("Jessica", "PERSON", id="s2")]
    link = {"head": "s1", "tail": "s2", "label": "SAID_BY"}
    file = put(tmp_path / "a.jsonl", {"text": TEXT, "spans": spans, "relations": [link]})
    assert take(session, file).relations_added == 1
    assert take(session, file).relations_added == 0


def test_what_contradicts_the_project_is_refused_by_line(session: Session, tmp_path: Path) -> None:
    take(session, put(tmp_path / "a.jsonl", {
        "id": "x", "text": TEXT, "spans": [span("Iraq", "GPE", id="s1"), span("Jessica", "PERSON", id="s2")],
        "relations": [{"id": "r", "head": "s1", "tail": "s2", "label": "SAID_BY"}]}))
    counts = take(session, put(
        tmp_path / "b.jsonl",
        {"id": "x", "text": TEXT, "spans": [span("Iraq", "LOC", id="s1")]},
        {"id": "x", "text": TEXT, "spans": [span("Iraq", "GPE", id="s1"), span("Jessica", "PERSON", id="s2")],
         "relations": [{"id": "r", "head": "s2", "tail": "s1", "label": "SAID_BY"}]}))
    assert [(each.line, "merge" in each.why) for each in counts.refused] == [(1, True), (2, True)]


def test_notes_fill_an_empty_field_only(session: Session, tmp_path: Path) -> None:
    line = {"id": "x", "text": TEXT, "annotator": "ana", "status": "in_progress"}
    take(session, put(tmp_path / "a.jsonl", line))
    take(session, put(tmp_path / "b.jsonl", {**line, "notes": "first"}))
    take(session, put(tmp_path / "c.jsonl", {**line, "notes": "second"}))
    present = session.reader.annotation_set(SetRef("x", "ana"))
    assert present is not None
    assert present.notes == "first"


def test_good_lines_are_taken_bad_ones_named(session: Session, tmp_path: Path) -> None:
    file = put(tmp_path / "a.jsonl", {"text": "good"}, b'{"text": "cut', {"text": "also good"})
    counts = take(session, file)
    assert (counts.articles_added, [each.line for each in counts.refused]) == (2, [2])
    assert as_json(counts)["refused"][0]["file"] == str(file)


def test_strict_refuses_the_file_and_keeps_the_others(session: Session, tmp_path: Path) -> None:
    bad = put(tmp_path / "a.jsonl", {"text": "good"}, b"{")
    good = put(tmp_path / "b.jsonl", {"text": "fine"})
    counts = take(session, bad, good, strict=True)
    assert (counts.articles_added, len(counts.refused)) == (1, 1)
    assert session.reader.article_with_text("good") is None
    assert session.reader.article_with_text("fine")


def test_a_dry_run_counts_and_changes_nothing(session: Session, tmp_path: Path) -> None:
    steps = session.history()
    counts = take(session, put(tmp_path / "a.jsonl", {"text": "good"}, b"{"), dry_run=True)
    assert (counts.articles_added, len(counts.refused)) == (1, 1)
    assert session.reader.article_with_text("good") is None
    assert session.history() == steps


def test_many_files_are_one_step(session: Session, tmp_path: Path) -> None:
    files = [put(tmp_path / f"{n}.jsonl", {"text": f"text {n}"}) for n in range(3)]
    take(session, *files, strict=True)
    assert session.history()[-1].name == "import 3 files"
    session.undo()
    assert len(session.reader.article_rows("ana")) == 2
    session.redo()
    assert len(session.reader.article_rows("ana")) == 5


def test_files_that_cannot_be_read_are_named_and_the_rest_comes_in(session: Session, tmp_path: Path) -> None:
    good = put(tmp_path / "b.jsonl", {"text": "fine"})
    (tmp_path / "x.bin").write_bytes(b"\0\1\2")
    counts = take(session, tmp_path, tmp_path / "x.bin", tmp_path / "gone.txt", good)
    assert counts.articles_added == 1
    assert [Path(each.file).name for each in counts.refused] == [tmp_path.name, "x.bin", "gone.txt"]


def test_cancel_keeps_nothing_of_the_file(session: Session, tmp_path: Path) -> None:
    file = put(tmp_path / "a.jsonl", *({"text": f"text {n}"} for n in range(50)))

    def progress(done: int, total: int) -> None:
        assert total == file.stat().st_size
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_files(session, bootstrap.formats(), [Source(file)], ImportOptions(), progress)
    assert len(session.reader.article_rows("ana")) == 2


def test_standard_input_needs_a_format(session: Session) -> None:
    stream = io.BytesIO(b'{"text": "from a pipe"}\n')
    source = Source(Path("-"), stream)
    counts = import_files(session, bootstrap.formats(), [source], ImportOptions(format="jsonl", annotator="bob"))
    assert (source.size, counts.articles_added) == (0, 1)


def test_folders_are_walked_in_order(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "b.txt").write_text("b")
    (folder / "a.txt").write_text("a")
    (folder / "x.odd").write_text("x")
    (folder / ".hidden.txt").write_text("h")
    (folder / "loop").symlink_to(folder)
    formats = bootstrap.formats()
    sources, refused = find_sources([folder], formats)
    assert [source.path.name for source in sources] == ["a.txt", "b.txt"]
    assert sorted(Path(each.file).name for each in refused) == ["loop", "x.odd"]
    sources, refused = find_sources([folder / "x.odd"], formats)
    assert len(sources) == 1
    assert [source.path.name for source in find_sources([folder], formats, "txt")[0]] == ["a.txt", "b.txt", "x.odd"]
    with pytest.raises(UserError, match="no file or folder"):
        find_sources([tmp_path / "nowhere"], formats)


def test_a_folder_without_rights_is_one_sentence(session: Session, tmp_path: Path,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(UserError, match="Permission denied"):
        find_sources([tmp_path], bootstrap.formats())


def test_large_files_are_transactions_of_their_own(session: Session, tmp_path: Path,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.app.importing._BATCH", 1)
    files = [put(tmp_path / f"{n}.jsonl", {"text": f"text {n}"}) for n in range(2)]
    assert take(session, *files).articles_added == 2
    assert session.history()[-1].name == "import 2 files"


def test_a_relation_to_nothing_is_refused_whatever_the_format(session: Session) -> None:
    counts = Counts()
    record = Record(article=Article(id="x", title="", text=TEXT),
                    relations=(Relation(id="", label="SAID_BY", head="a", tail="b"),))
    session.execute(ImportRecords([("f", record)], counts, "f"))
    assert "is not there" in counts.refused[0].why
    assert session.reader.article_with_text(TEXT) is None
