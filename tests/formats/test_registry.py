"""Finding the format of a file."""

import pytest

from annotator.domain.errors import UserError
from annotator.domain.scheme import Scheme
from annotator.formats.registry import Registry


def test_every_format_is_complete_and_named_once():
    formats = Registry().all()
    assert len({each.id for each in formats}) == len(formats)
    for each in formats:
        assert each.name
        assert each.reads or each.writes
        assert all(ending.startswith(".") and ending == ending.lower() for ending in each.endings)
        assert Registry().by_id(each.id).id == each.id


def test_an_unknown_id_is_refused_with_those_there_are():
    with pytest.raises(UserError, match=r"^there is no format docx; use one of jsonl, "):
        Registry().by_id("docx")


@pytest.mark.parametrize(
    ("name", "id"), [("a.txt", "txt"), ("a.TXT", "txt"), ("a.b.jsonl", "jsonl"), ("a.htm", "html"), ("a.csv", "csv")]
)
def test_the_ending_decides_without_a_look_into_the_file(tmp_path, name, id):
    assert Registry().for_file(tmp_path / name).id == id


@pytest.mark.parametrize(
    ("name", "data", "id"),
    [
        ("a.json", b'\xef\xbb\xbf \n{"text":1}', "jsonl"),
        ("README", b"text", "txt"),
        ("page.cgi", b"\n<!DOCTYPE HTML>", "html"),
        ("a", "été".encode("cp1252"), "txt"),
    ],
)
def test_else_the_content_decides(tmp_path, name, data, id):
    (tmp_path / name).write_bytes(data)
    assert Registry().for_file(tmp_path / name).id == id


@pytest.mark.parametrize(
    ("name", "data"), [("a.docx", b"PK"), ("a.py", b"text"), ("a", b""), ("a", b"x\0"), ("a.json", b"[1]")]
)
def test_a_file_of_no_known_format_is_refused(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UserError, match=r"^the format of the file is unknown; name it with --format$"):
        Registry().for_file(tmp_path / name)


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(UserError, match=r"^cannot be read: No such file or directory$"):
        Registry().for_file(tmp_path / "gone")


def test_schemes_come_and_go_as_toml():
    assert Registry().scheme_from_toml(Registry().scheme_to_toml(Scheme())) == Scheme()
