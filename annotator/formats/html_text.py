"""From a parsed page to its visible text: paragraphs apart, list items and table rows on lines of their own.

inscriptis was tried and left: it pads tables and indents lines with spaces that the page does not hold,
runs preformatted lines together, shows hidden elements, and nests a Python call a level.
Source: https://html.spec.whatwg.org, chapter Rendering; white space by https://www.w3.org/TR/css-text-3.
"""

import re
from typing import Any

_UNSEEN = frozenset((
    "script", "style", "template", "noscript", "head", "title", "iframe", "object", "embed", "svg", "canvas",
    "audio", "video", "datalist", "select", "textarea", "noframes", "frameset"))
_PARAGRAPH = frozenset((
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "figure", "figcaption", "hr",
    "fieldset", "form", "address", "center", "details", "dialog", "xmp", "listing", "plaintext"))
_SECTION = frozenset((
    "div", "section", "article", "header", "footer", "nav", "main", "aside", "body", "hgroup", "search",
    "ul", "ol", "dl", "menu", "dir"))
_LINE = frozenset(("li", "tr", "dt", "dd", "caption", "legend", "summary", "thead", "tbody", "tfoot"))
_CELL = frozenset(("td", "th"))
_NARROW = frozenset(("li", "dt", "dd", "td", "th", "caption", "summary"))
"""Elements inside which a section is but a line, as menus and tables use them."""
_BESIDE = frozenset(("button", "label"))
_PREFORMATTED = frozenset(("pre", "xmp", "listing", "plaintext"))
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_EMPTY_LINES = re.compile(r"\n\s*\n")
_BLANK = re.compile(r"[ \t\n\f\r]+")
_C1 = {code: bytes([code]).decode("cp1252", "ignore") or None for code in range(0x80, 0xA0) if code != 0x85} | {
    0x85: "…", 0: None}
"""What browsers show for C1 controls (written by programs that meant windows-1252)."""


def visible_text(root: Any) -> str:
    """Return the text of the page below `root` (an lxml element), without blanks at either end.

    Walks without recursion. NBSP and everything else that is no ASCII white space stays as it is.
    """
    from lxml.etree import iterwalk

    flow = _Flow()
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start" and _unseen(element):
            walk.skip_subtree()
            continue
        if event == "start":
            flow.open(element.tag)
            flow.write(element.text)
        elif not _unseen(element):
            flow.close(element.tag)
        if event == "end":
            flow.write(element.tail)
    return flow.text()


def _unseen(element: Any) -> bool:
    if element.tag in _UNSEEN:
        return True
    if element.tag in ("html", "body"):
        return False
    return "hidden" in element.attrib or bool(_HIDING.search(element.get("style", "")))


class _Flow:
    """Text under way: words, and the white space that is owed before the next one."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._breaks = 0
        self._space = ""
        self._narrow = 0
        self._preformatted = 0
        self._after_link = False

    def open(self, tag: str) -> None:
        """Begin an element."""
        if tag == "br":
            self._breaks = min(self._breaks + 1, 2)
        elif tag in _CELL:
            self._space = "\t"
        elif tag in _BESIDE or (tag == "a" and self._after_link):
            self._space = self._space or " "
        self._after_link = False
        self._break(tag)
        self._narrow += tag in _NARROW
        self._preformatted += tag in _PREFORMATTED

    def close(self, tag: str) -> None:
        """End an element."""
        self._narrow -= tag in _NARROW
        self._preformatted -= tag in _PREFORMATTED
        self._after_link = tag == "a"
        self._break(tag)
        if tag in _BESIDE:
            self._space = self._space or " "

    def write(self, text: str | None) -> None:
        """Add characters, collapsing white space unless preformatted."""
        if not text:
            return
        self._after_link = False
        text = text.translate(_C1)
        if self._preformatted:
            lines = text.rstrip("\n")
            if lines:
                self._put(lines)
                self._breaks = len(text) - len(lines)
            else:
                self._breaks += len(text)
            return
        text = _BLANK.sub(" ", text)
        words = text.strip(" ")
        if text.startswith(" "):
            self._space = self._space or " "
        if words:
            self._put(words)
            self._space = " " if text.endswith(" ") else ""

    def text(self) -> str:
        """Return all that was written."""
        return _EMPTY_LINES.sub("\n\n", "".join(self._parts)).strip()

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPH:
            self._breaks = 2
        elif tag in _SECTION:
            self._breaks = max(self._breaks, 1 if self._narrow else 2)
        elif tag in _LINE:
            self._breaks = max(self._breaks, 1)

    def _put(self, characters: str) -> None:
        if self._breaks:
            self._parts.append("\n" * self._breaks)
        elif self._space:
            self._parts.append(self._space)
        self._parts.append(characters)
        self._breaks, self._space = 0, ""
