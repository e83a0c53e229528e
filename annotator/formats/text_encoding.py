"""Which encoding a file is in: byte order marks, UTF-8, a declared one, then what the bytes look like.

A file that is valid UTF-8 is UTF-8. Otherwise, short texts in single-byte encodings are told apart by whether
their letters are those of one alphabet (charset-normalizer is unsure below a few kilobytes and then prefers
windows-1250 to windows-1252), everything else by charset-normalizer. Encodings are named as on the web:
https://encoding.spec.whatwg.org, which also reads ISO-8859-1 as windows-1252.
"""

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from annotator.domain.errors import Refused

_PIECE = 1 << 18
_SAMPLE = 1 << 15
_SAFE_CUT = re.compile(rb"[\t-/]")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"),
         (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
          "shift_jis": "cp932", "euc_kr": "cp949", "iso8859-9": "cp1254", "big5": "big5hkscs"}
_TEXTUAL = re.compile(r"utf-8|cp\d+|iso8859-\d+|koi8-[rut]|mac-\w+|gb18030|big5hkscs|euc_\w+|tis-620")
_NAMES = {"cp932": "Shift_JIS", "cp949": "EUC-KR", "big5hkscs": "Big5", "euc_jp": "EUC-JP",
          "koi8_r": "KOI8-R", "iso8859_2": "ISO-8859-2", "gb18030": "GB18030", "utf-16": "UTF-16",
          "utf-32": "UTF-32", "latin_1": "ISO-8859-1"}
_ALPHABETS = (
    ("cp1252", ("àâæçéèêëîïôœùûüÿ", "äöüßéè", "áéíóúüñªº", "áâãàçéêíóôõúªº", "àèéìíòóùúîªº", "åäöæøéèüô",
                "éèëêïóöüáàíúç", "áðéíóúýþæö")),
    ("cp1254", ("çğıöşüâîû",)),
    ("cp1250", ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîşţ")),
    ("iso8859_2", ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž")),
    ("cp1257", ("ąčęėįšųūž", "āčēģīķļņšūž", "äöüõšž")),
)
_ODD = re.compile(r"[^\W\d_][¡-©«¬®-±´-¶¸»-¿×÷\x80-\x9f][^\W\d_]|[\x80-\x9f]")
"""A sign that never stands between two letters, or a control character: the encoding is another one."""
_CANDIDATES = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r",
               "iso8859_2", "cp932", "euc_jp", "gb18030", "big5hkscs", "cp949"]


class Encoding(NamedTuple):
    """A Python codec and the name to say to the user, empty for UTF-8 (not worth saying)."""

    codec: str
    name: str

    @property
    def said(self) -> tuple[str, ...]:
        """What a record tells about its reading."""
        return (f"read as {self.name}",) if self.name else ()


def encoding_of(source: BinaryIO, declared: str = "", nuls: float = 0) -> Encoding:
    """Return the encoding in which all of the seekable `source` can be decoded, reading it in pieces.

    `nuls` is the share of NUL bytes that a text may hold. Raises Refused where it is binary or breaks the
    encoding that its byte order mark promises.
    """
    source.seek(0)
    head = source.read(_PIECE)
    for mark, codec in _BOMS:
        if head.startswith(mark):
            if at := _first_break(source, codec):
                promised = _name(codec) or "UTF-8"
                raise Refused(f"the file begins like {promised}, but is broken near byte {at[0]}")
            return Encoding(codec, _name(codec))
    if head.count(b"\0") > nuls * len(head):
        raise Refused("the file is binary (it holds NUL bytes), not text")
    broken = _first_break(source, "utf-8")
    if broken is None:
        return Encoding("utf-8", "")
    for codec in _guesses(broken[1], declared):
        if _first_break(source, codec) is None:
            return Encoding(codec, _name(codec))
    return Encoding("latin_1", _name("latin_1"))


def decoded(data: bytes, declared: str = "") -> tuple[str, Encoding]:
    """Return the text without its byte order mark, and the encoding. Raises Refused like `encoding_of`."""
    encoding = encoding_of(io.BytesIO(data), declared)
    return data.decode(encoding.codec), encoding


def _first_break(source: BinaryIO, codec: str) -> tuple[int, bytes] | None:
    """Return about where decoding fails and the bytes around it, None where it does not fail."""
    decoder = codecs.getincrementaldecoder(codec)()
    source.seek(0)
    at, before, piece = 0, b"", b"-"
    while piece:
        piece = source.read(_PIECE)
        try:
            decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            return at + error.start, _lines_around(before + piece, len(before) + error.start)
        at, before = at + len(piece), piece
    return None


def _lines_around(data: bytes, at: int) -> bytes:
    """Return up to 64 KiB about a place, cut where no character can be cut: at bytes below 0x30."""
    sample = data[max(0, at - _SAMPLE):at + _SAMPLE]
    cuts = [match.start() for match in _SAFE_CUT.finditer(sample)]
    start = cuts[0] if cuts and at > _SAMPLE else 0
    end = cuts[-1] if cuts and at + _SAMPLE < len(data) else len(sample)
    return sample[start:end] if start < end else sample


def _guesses(sample: bytes, declared: str) -> Iterator[str]:
    if codec := _known(declared):
        yield codec
    for codec, alphabets in _ALPHABETS:
        if _fits(sample, codec, alphabets):
            yield codec
    from charset_normalizer import from_bytes

    for match in from_bytes(sample, cp_isolation=list(_CANDIDATES)):
        yield match.encoding
    yield "cp1252"


def _fits(sample: bytes, codec: str, alphabets: tuple[str, ...]) -> bool:
    """Whether the sample reads as words of one of the alphabets."""
    text = sample.decode(codec, "replace").lower()
    letters = {each for each in text if each > "\x7f" and each.isalpha()}
    return ("\ufffd" not in text and not _ODD.search(text)
            and any(letters <= set(alphabet) for alphabet in alphabets))


def _known(declared: str) -> str:
    """Return the codec of a declared name, empty where Python does not know it as a text encoding."""
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return ""
    name = _WIDER.get(name, name)
    return name if _TEXTUAL.fullmatch(name) and "<a>".encode(name) == b"<a>" else ""


def _name(codec: str) -> str:
    if codec.startswith("utf-8"):
        return ""
    return _NAMES.get(codec, f"windows-{codec[2:]}" if codec.startswith("cp125") else codec.replace("_", "-"))
