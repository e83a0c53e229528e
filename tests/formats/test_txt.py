"""Reading plain text: encodings, line ends, and files that are no text."""

import gzip
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import MAX_TEXT
from annotator.domain.errors import UserError
from annotator.domain.record import Record, Refusal
from annotator.formats.txt import Txt


def test_one_file_is_one_article(read):
    [record] = read(Txt(), b" \n First line \nmore\n", "some/folder/a.txt")
    assert record.article.text == " \n First line \nmore\n"
    assert record.article.title == "First line"
    assert record.article.meta == {"source": "a.txt"}
    assert (record.article.id, record.annotator, record.line, record.said) == ("", None, 0, ())


@pytest.mark.parametrize(("file", "meta"), [("-", {}), ("C:\\news\\a.txt", {"source": "a.txt"})])
def test_the_source_is_the_name_of_the_file(read, file, meta):
    [record] = read(Txt(), b"x", file)
    assert record.article.meta == meta


def test_line_ends_become_lf_and_nothing_else_changes(read):
    [record] = read(Txt(), "a\r\nb\rc\r\r\nd\u2028e\u0085f\u00a0g\ufeffh\t\x1b".encode())
    assert record.article.text == "a\nb\nc\n\nd\u2028e\u0085f\u00a0g\ufeffh\t\x1b"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xef\xbb\xbf" + "\ufeffnaïve".encode(), ()),
        ("\ufeffnaïve".encode(), ()),
        ("naïve".encode("utf-16"), ("read as UTF-16",)),
        ("\ufeffnaïve".encode("utf-16-be"), ("read as UTF-16",)),
        ("naïve".encode("utf-32"), ("read as UTF-32",)),
        ("naïve".encode("cp1252"), ("read as windows-1252",)),
    ],
)
def test_encodings_are_honored_and_said(read, data, said):
    [record] = read(Txt(), data)
    assert record.article.text == "naïve"
    assert record.said == said


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "the file is empty"),
        (b" \r\n", "the text is empty"),
        (b"\xef\xbb\xbf", "the text is empty"),
        (b"a\0b", "the file is binary (it holds NUL bytes), not text"),
        ("a\0b".encode("utf-16"), "the text holds a NUL character at position 1; it is not an article"),
        (b"%PDF-1.7\n", "the file is a PDF, not text"),
        (gzip.compress(b"text", mtime=0), "the file is a compressed file, not text"),
        (b"\xe4\x01\x02\x03\x04", "the file is binary (it is full of control characters), not text"),
        (b"\xff\xfe\x00", "the file begins like UTF-16, but is broken near byte 3"),
        (b"\xef\xbb\xbf\xe4", "the file begins like UTF-8, but is broken near byte 4"),
    ],
)
def test_what_is_no_text_is_refused(read, data, why):
    assert read(Txt(), data) == [Refusal("in.x", 0, why)]


@pytest.mark.parametrize(
    ("byte", "why"),
    [
        (b"x", "the text has more than 5,000,000 characters; split it into articles"),
        (b"\xe4", "the text has more than 5,000,000 characters; split it into articles"),
    ],
)
def test_50_megabytes_in_one_line_are_refused_cheaply(read, byte, why):
    data = byte * 50_000_000
    tracemalloc.start()
    assert read(Txt(), data) == [Refusal("in.x", 0, why)]
    assert tracemalloc.get_traced_memory()[1] < 1.5 * 4 * MAX_TEXT
    tracemalloc.stop()


def test_a_text_just_too_long_is_refused_with_its_length(read):
    assert read(Txt(), b"x" * (MAX_TEXT + 1)) == [
        Refusal("in.x", 0, "the text has 5,000,001 characters, more than 5,000,000; split it into articles")
    ]


def test_it_is_in_only(write):
    with pytest.raises(UserError, match="txt can only be read"):
        write(Txt(), [])


def test_progress_is_told(read):
    told = []
    read(Txt(), b"abc", progress=told.append)
    assert told == [3]


@given(st.binary())
def test_any_bytes_end_in_a_record_or_a_refusal(read, data):
    [result] = read(Txt(), data)
    assert isinstance(result, Record | Refusal)


def test_real_articles_are_read(read, shared):
    for path in sorted((shared / "articles").glob("*.txt")):
        data = path.read_bytes()
        [record] = read(Txt(), data, str(path))
        assert record.article.text == data.decode().replace("\r\n", "\n")
