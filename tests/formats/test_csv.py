"""Reading tables."""

import io

import hypothesis.strategies as st
import pytest
from hypothesis import given

from annotator.domain.errors import UserError
from annotator.domain.record import Record, Refusal
from annotator.formats.csv import Csv


def test_rows_become_articles(read):
    first, second = read(Csv(), b'id,Title,Text,Outlet,\n1,A  title,Some text,AP,x\n,,"two\nlines",,\n', "d/n.csv")
    assert first == Record(article=first.article, line=2)
    assert (first.article.id, first.article.title, first.article.text) == ("1", "A title", "Some text")
    assert first.article.meta == {"source": "n.csv", "Outlet": "AP", "column 5": "x"}
    assert (second.article.id, second.article.title, second.article.text) == ("", "two", "two\nlines")
    assert second.article.meta == {"source": "n.csv"}
    assert second.line == 3


@pytest.mark.parametrize("name", ["text", "TEXT", " Content ", "body", "article", "Full-Text", "Article Text"])
def test_the_text_column_has_many_names(read, name):
    [record] = read(Csv(), f"x,{name}\n1,words\n".encode(), "-")
    assert record.article.text == "words"
    assert record.article.meta == {"x": "1"}


def test_the_plainest_name_wins(read):
    [record] = read(Csv(), b"article,text\na,b\n")
    assert record.article.text == "b"
    assert record.article.meta["article"] == "a"


def test_without_a_text_column_the_columns_are_named(read):
    with pytest.raises(UserError, match=r"^the table has no column named text, .*; it has: a, column 2, c$"):
        read(Csv(), b"a,,c\n1,2,3\n")


def test_a_column_named_twice_is_refused(read):
    with pytest.raises(UserError, match=r"^the column a stands twice in the header$"):
        read(Csv(), b"a,text,a\n")


def test_columns_in_a_refusal_are_few_and_short(read):
    many = ",".join(["x" * 99, *map(str, range(50))]).encode()
    with pytest.raises(UserError, match=rf"it has: {'x' * 30}…, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …$"):
        read(Csv(), many + b"\n")


def test_a_binary_file_is_no_table(read):
    with pytest.raises(UserError, match=r"^the file is binary"):
        read(Csv(), b"\x89\x1b[31m\x02" + b"abcd" * 99 + b",\x01\n")


@pytest.mark.parametrize("data", [b"", b"\n\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(read, data):
    with pytest.raises(UserError, match="the file is empty"):
        read(Csv(), data)


def test_a_header_alone_is_no_article(read):
    assert read(Csv(), b"text\n") == []


def test_a_broken_header_is_refused(read):
    with pytest.raises(
        UserError, match=r"^the header of the table cannot be read: a quote is opened and never closed$"
    ):
        read(Csv(), b'text,"x\n')


@pytest.mark.parametrize("delimiter", ",;\t|")
def test_the_delimiter_is_found(read, delimiter):
    data = "\n" + delimiter.join(("id", "my,odd;na|me\tx".replace(delimiter, ""), "text")) + "\n"
    [record] = read(Csv(), (data + delimiter.join("1ab")).encode())
    assert (record.article.id, record.article.text) == ("1", "b")


def test_text_is_kept_code_point_for_code_point(read):
    text = 'a\r\nb\rc\nd\u2028e\u0085f\ufeff\u00a0 g"h\x0b\x0c\x01 😀'
    [record] = read(Csv(), b'text\r\n"' + text.replace('"', '""').encode() + b'"\r\n')
    assert record.article.text == text


def test_encodings_are_said_once(read):
    first, second = read(Csv(), "text\ncafé\nété\n".encode("cp1252"))
    assert (first.article.text, first.said) == ("café", ("read as windows-1252",))
    assert (second.article.text, second.said) == ("été", ())
    [record] = read(Csv(), "text\n日本\n".encode("utf-16"))
    assert (record.article.text, record.said) == ("日本", ("read as UTF-16",))


def test_a_byte_order_mark_is_no_part_of_the_header(read):
    [record] = read(Csv(), b"\xef\xbb\xbftext\nx\n")
    assert record.article.text == "x"


def test_bad_rows_are_refused_with_their_physical_line(read):
    data = b'text,a\n"one\ntwo",1\n\nx\ny,2,3\n"z"z,4\n"",5\n"\0",6\nok%s,7\n"cut,8\n' % (b"!" * 99)
    items = read(Csv(), data)
    assert [item.article.text for item in items if isinstance(item, Record)] == ["one\ntwo", "ok" + "!" * 99]
    assert [item for item in items if isinstance(item, Refusal)] == [
        Refusal("in.x", 5, "the row has 1 fields, but the header names 2"),
        Refusal("in.x", 6, "the row has 3 fields, but the header names 2"),
        Refusal("in.x", 7, "a field goes on after its closing quote; double the quotes inside it"),
        Refusal("in.x", 8, "the text is empty"),
        Refusal("in.x", 9, "the text holds a NUL character at position 0; it is not an article"),
        Refusal("in.x", 11, "a quote is opened and never closed"),
    ]


def test_an_id_with_nul_is_refused(read):
    assert read(Csv(), b'id,text\n"a\0",b\n' + b"\n" * 99) == [Refusal("in.x", 2, "the id holds a NUL character")]


def test_what_is_far_too_long_ends_the_reading(read):
    why = "a field is far too long; perhaps a quote is never closed"
    one, two = read(Csv(line_limit=70_000), b"text\nok\n" + b"x" * 80_000 + b"\nok\n")
    assert isinstance(one, Record)
    assert two == Refusal("in.x", 3, why)
    assert read(Csv(line_limit=70_000), b'text\n"' + b"x\n" * 80_000)[-1] == Refusal("in.x", 2, why)


def test_binary_is_refused(read):
    with pytest.raises(UserError, match="binary"):
        read(Csv(), b"\0text\n")


def test_a_pipe_is_read_too(read):
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

        def seek(self, *args):
            raise OSError

    told = []
    [record] = Csv().read(Pipe(b"text\nx\n"), "-", told.append)
    assert record.article.text == "x"
    assert told[-1] == 7


def test_the_source_stays_open_for_whoever_opened_it():
    source = io.BytesIO(b"text\nx\ny\n")
    rows = Csv().read(source, "a", lambda done: None)
    next(rows)
    rows.close()
    assert not source.closed


def test_it_is_in_only_so_far(write):
    with pytest.raises(UserError, match="csv can only be read"):
        write(Csv(), [])


@given(
    st.one_of(st.binary(), st.text('",;\t|\r\ntextidax \0', max_size=40).map(lambda text: b"id,text\n" + text.encode()))
)
def test_any_bytes_end_in_records_refusals_or_a_user_error(read, data):
    try:
        items = read(Csv(), data)
    except UserError:
        return
    assert all(isinstance(item, Record | Refusal) for item in items)
