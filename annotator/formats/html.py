"""Web pages: one file, one article, whose text is what a reader sees, boilerplate included.

Sources of the format: https://html.spec.whatwg.org (which elements are rendered, how white space collapses);
metadata as in https://ogp.me and the usual meta names. Nothing is fetched, no script is run.
"""

import re
from typing import Any

from annotator.domain.article import Article, checked_text, title_from
from annotator.domain.errors import Refused, UserError
from annotator.domain.record import Record
from annotator.formats.html_text import visible_text
from annotator.formats.one_article import OneArticle
from annotator.formats.text_encoding import decoded
from annotator.formats.txt import unix_lines

MOST_BYTES = 64 << 20
"""Largest page in bytes."""
_PRESCAN = 4096
_CHARSET = re.compile(rb"""<meta[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,300}?\bencoding\s*=\s*"""
                      rb"""["']([\w.:-]+)""", re.IGNORECASE)
_META = {"author": ("author", "article:author", "dc.creator", "byl", "parsely-author"),
         "published": ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate",
                       "publish-date", "parsely-pub-date"),
         "site": ("og:site_name", "application-name"),
         "url": ("canonical", "og:url")}
_NAMED = ("name", "property", "itemprop")


class Html(OneArticle):
    """Web pages, in only."""

    id = "html"
    name = "Web page"
    endings: tuple[str, ...] = (".html", ".htm", ".xhtml")
    most_bytes = MOST_BYTES

    def record(self, data: bytes, source: str) -> Record:
        """Return the article in the file's bytes. Raises UserError where lxml is missing."""
        return _record(data, source)


def _record(data: bytes, source: str) -> Record:
    if len(data) > MOST_BYTES:
        raise Refused(f"the page is larger than {MOST_BYTES >> 20} MiB")
    markup, encoding = decoded(data, _declared(data))
    root = _parsed(unix_lines(markup.removeprefix("\ufeff")))
    text = visible_text(root)
    if not text:
        raise Refused("the page has no visible text")
    found = _metadata(root)
    title = found.pop("title", "") or title_from(checked_text(text))
    meta = ({"source": source} if source else {}) | found
    return Record(article=Article(id="", title=title, text=text, meta=meta), said=encoding.said)


def _declared(data: bytes) -> str:
    match = _CHARSET.search(data, 0, _PRESCAN)
    return (match[1] or match[2]).decode("ascii") if match else ""


def _parsed(markup: str) -> Any:
    """Return the root element. Raises Refused where there is none or it is nested too deeply."""
    try:
        from lxml import etree
    except ImportError:
        raise UserError('reading web pages needs lxml; run: pip install "annotator[formats]"') from None
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True,
                              remove_pis=True)
    try:
        root = etree.fromstring(markup.encode(), parser)
    except etree.LxmlError:
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Refused("the page is nested too deeply")
    if root is None:
        raise Refused("the page has no visible text")
    return root


def _metadata(root: Any) -> dict[str, str]:
    """Return title, author, published, site and url where the page's head states them."""
    stated: dict[str, str] = {}
    value: str | None
    for element in root.iter("meta", "link", "title"):
        if element.tag == "title":
            names = "title" if element.getparent().tag == "head" else ""
            value = element.text
        elif element.tag == "link":
            names, value = element.get("rel", ""), element.get("href")
        else:
            names, value = " ".join(element.get(each, "") for each in _NAMED), element.get("content")
        for name in names.lower().split():
            stated.setdefault(name, " ".join((value or "").split()))
    found = {"title": stated.get("og:title") or stated.get("title", "")}
    for key, wanted in _META.items():
        found[key] = next((stated[name] for name in wanted
                           if stated.get(name) and (key == "url" or not stated[name].startswith("http"))), "")
    return {key: value for key, value in found.items() if value}
