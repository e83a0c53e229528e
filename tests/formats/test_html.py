"""Reading web pages: visible text with its paragraphs, boilerplate kept, nothing fetched."""

import builtins
import gzip
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from annotator.domain.errors import UserError
from annotator.domain.record import Record, Refusal
from annotator.formats.html import MOST_BYTES, Html


@pytest.fixture
def text_of(read):
    """The text of a page given by the markup of its body."""

    def do(body: str) -> str:
        [record] = read(Html(), f"<!doctype html><html><body>{body}</body></html>".encode())
        return record.article.text

    return do


PAGES = {
    "<p>one\n  two</p><p>three</p>": "one two\n\nthree",
    "<p>one<p>two": "one\n\ntwo",
    "<div>one</div><div>two</div>three": "one\n\ntwo\n\nthree",
    "<h1>Head</h1>text<h2>Next</h2>": "Head\n\ntext\n\nNext",
    "a <b>bold</b><i> slanted</i> end": "a bold slanted end",
    "<b>a </b> b": "a b",
    "one<br>two<br><br><br>three": "one\ntwo\n\nthree",
    "<br><p>one</p><br><hr>two": "one\n\ntwo",
    "before<ul><li>one</li>\n<li><p>two</p></li><li><div>three</div></li></ul>after": (
        "before\n\none\n\ntwo\n\nthree\n\nafter"
    ),
    "<ul><li>one<ul><li>a</li><li>b</li></ul></li><li>two</li></ul>": "one\na\nb\ntwo",
    "<ul><li><div>one</div></li><li><div><a>two</a></div></li></ul>": "one\ntwo",
    "<dl><dt>term<dd>what</dl>": "term\nwhat",
    "<table><caption>T</caption><tr><th>a</th> <th>b</th></tr><tr><td>1<td>2<td></table>x": "T\na\tb\n1\t2\n\nx",
    "<pre>\n  a\n\tb  c\n</pre>d": "a\n\tb  c\n\nd",
    "x<pre>  a<b>\n\n</b>  b</pre>": "x\n\n  a\n\n  b",
    "<a>one</a><a>two</a> <a>three</a>four<a>five</a>": "one two threefourfive",
    "<label>Name</label><button>Go</button><button>Stop</button>": "Name Go Stop",
    "a<!-- no -->b<?no no?>c": "abc",
    "a&nbsp;&eacute;&#128512;&amp;&lt;b&gt; 1 < 2": "a\u00a0é😀&<b> 1 < 2",
    "&#150;&#x81;&#133;": "–…",
    "<p>&nbsp;</p>one<p> &nbsp; </p><div>\u200a</div>two": "one\n\ntwo",
    "مرحبا <b>x</b>\ufeff\u200d": "مرحبا x\ufeff\u200d",
    "<script>no()</script>a<style>no</style><noscript>no</noscript><template><p>no</p></template>b": "ab",
    "a<svg><text>no</text></svg><textarea>no</textarea><select><option>no</select>b": "ab",
    "a<p hidden>no<b>no</b></p>b": "ab",
    "a<div style='color:red; DISPLAY : none'>no</div>b<i style='visibility:hidden'>no</i>c": "abc",
    "<div style='xdisplay:none'>yes</div>": "yes",
    "<nav><a href=/>Home</a> | <a href=/x>News</a></nav><p>Text</p><footer>© 2026</footer>": (
        "Home | News\n\nText\n\n© 2026"
    ),
    "<p>a</p></div></span><p>b": "a\n\nb",
}


@pytest.mark.parametrize(("body", "text"), PAGES.items(), ids=range(len(PAGES)))
def test_visible_text(text_of, body, text):
    assert text_of(body) == text


def test_a_page_may_hide_its_body_until_a_script_shows_it(read):
    [record] = read(Html(), b"<html hidden><body style='display:none'>seen</body></html>")
    assert record.article.text == "seen"


def test_line_ends_are_lf(text_of):
    assert text_of("<pre>a\r\nb\rc</pre>") == "a\nb\nc"


HEAD = b"""<html><head><title> A  page &amp;\n more </title><meta name="Author" content="Ana  Ruiz">
<meta property="article:published_time" content="2026-11-22T10:00:00Z"><meta property="og:site_name" content="News">
<link rel="Canonical" href="https://example.org/a"><meta name="empty"><meta charset="utf-8"></head>
<body><svg><title>icon</title></svg>text</body>"""


def test_metadata_is_found(read):
    [record] = read(Html(), HEAD, "pages/a.html")
    assert record.article.title == "A page & more"
    assert record.article.meta == {
        "source": "a.html",
        "author": "Ana Ruiz",
        "published": "2026-11-22T10:00:00Z",
        "site": "News",
        "url": "https://example.org/a",
    }
    assert (record.article.id, record.said) == ("", ())


def test_the_headline_for_sharing_is_a_better_title(read):
    [record] = read(Html(), b'<title>A - News</title><meta property="og:title" content="A"><p>text')
    assert record.article.title == "A"


def test_an_author_that_is_an_address_is_none(read):
    [record] = read(
        Html(), b'<meta name="author" content="https://x.org"><meta name="byl" content="By Ana"><p>text', "-"
    )
    assert record.article.meta == {"author": "By Ana"}


def test_without_a_title_the_first_line_is_the_title(read):
    [record] = read(Html(), b"<p>First</p><p>second</p>")
    assert record.article.title == "First"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("<p>café".encode(), ()),
        ("\ufeff<p>café".encode(), ()),
        ("<p>café".encode("utf-16"), ("read as UTF-16",)),
        ("<meta charset=iso-8859-1><p>café".encode("latin-1"), ("read as windows-1252",)),
        (
            '<meta http-equiv="content-type" content="text/html; charset=ISO-8859-15"><p>café'.encode("latin-1"),
            ("read as iso8859-15",),
        ),
        (
            '<?xml version="1.0" encoding="iso-8859-1"?><html><p>café</p></html>'.encode("latin-1"),
            ("read as windows-1252",),
        ),
        ('<?xml version="1.0" encoding="iso-8859-1"?><html><p>café</p></html>'.encode(), ()),
        ("<p>café".encode("latin-1"), ("read as windows-1252",)),
    ],
)
def test_encodings(read, data, said):
    [record] = read(Html(), data)
    assert record.article.text == "café"
    assert record.said == said


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "the file is empty"),
        (b" \n", "the page has no visible text"),
        (b"<!-- x -->", "the page has no visible text"),
        (b"<p>&nbsp;<script>x</script>", "the page has no visible text"),
        (b"<p>a\0b", "the file is binary (it holds NUL bytes), not text"),
        (b"<p>" + b"x" * 5_000_001, "the text has 5,000,001 characters, more than 5,000,000; split it into articles"),
        (b"<p>x" + b" " * MOST_BYTES, "the page is larger than 64 MiB"),
        (b"<div>" * 100_000 + b"x", "the page is nested too deeply"),
    ],
    ids=range(8),
)
def test_what_is_no_page_is_refused(read, data, why):
    assert read(Html(), data) == [Refusal("in.x", 0, why)]


def test_a_thousand_levels_are_not_too_deep(text_of):
    assert text_of("<div>" * 1000 + "deep" + "</div>" * 1000) == "deep"


def test_entities_of_a_document_type_are_not_followed(read, tmp_path):
    (tmp_path / "secret").write_text("secret")
    place = f"file://{tmp_path}/secret"
    markup = f'<!DOCTYPE html SYSTEM "{place}" [<!ENTITY x SYSTEM "{place}">]><p>&x;'
    [record] = read(Html(), markup.encode())
    assert "secret" not in record.article.text.replace(str(tmp_path), "").replace("/secret", "")


def test_without_lxml_the_extra_is_named(read, monkeypatch):
    real = builtins.__import__

    def blocked(name, *args, **more):
        if name == "lxml":
            raise ImportError
        return real(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", blocked)
    with pytest.raises(UserError, match=re.escape('pip install "annotator[formats]"')):
        read(Html(), b"<p>x")


def test_an_error_of_lxml_is_a_page_without_text(read, monkeypatch):
    def fail(*args):
        raise etree.LxmlError("Document is empty")

    monkeypatch.setattr(etree, "fromstring", fail)
    assert read(Html(), b"<p>x") == [Refusal("in.x", 0, "the page has no visible text")]


def test_it_is_in_only(write):
    with pytest.raises(UserError, match="html can only be read"):
        write(Html(), [])


@given(st.one_of(st.binary(), st.text("<>/pdivabr &#;=\"'!-[]\n\0x1", max_size=60).map(str.encode)))
def test_any_bytes_end_in_a_record_or_a_refusal(read, data):
    [result] = read(Html(), data)
    assert isinstance(result, Record | Refusal)


def test_real_pages(read, shared):
    pages = sorted((shared / "data").glob("bp-*/raw/**/*.html.gz"))
    assert pages
    for page in pages:
        [record] = read(Html(), gzip.decompress(page.read_bytes()), str(page))
        assert isinstance(record, Record), page
        text = record.article.text
        assert text == text.strip()
        assert "\n\n\n" not in text
        assert "\r" not in text
        assert not re.search("(?m)^[ \u00a0]+$", text)
        assert len(text) > 200
