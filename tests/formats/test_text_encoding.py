"""Telling encodings apart."""

import io

import pytest

from annotator.domain.errors import Refused
from annotator.formats.text_encoding import Encoding, decoded, encoding_of

NEWS = {
    "cp1252": [
        "Der Präsident sagte am Montag, dass „große“ Löhne schön wären.",
        "Le café “déjà vu” — l’été.",
        "It’s 5 €",
        "naïve",
        "Señor Muñoz pidió más",
        "Não há razão para opções",
        "På søndag i Århus skal æblerne plukkes",
    ],
    "cp1250": [
        "Zażółć gęślą jaźń. Premier powiedział, że podwyżki będą większe.",
        "Příliš žluťoučký kůň úpěl ódy",
        "Őszi árvíztűrő tükörfúrógép",
    ],
    "iso8859_2": ["Zażółć gęślą jaźń. Premier powiedział, że podwyżki będą większe."],
    "cp1251": ["Президент заявил в понедельник, что зарплаты рабочих вырастут."],
    "koi8_r": ["Президент заявил в понедельник, что зарплаты рабочих вырастут."],
    "cp1253": ["Ο πρόεδρος είπε τη Δευτέρα ότι οι μισθοί των εργαζομένων θα αυξηθούν."],
    "cp1254": ["Cumhurbaşkanı pazartesi günü işçi ücretlerinin artacağını söyledi."],
    "cp1255": ["הנשיא אמר ביום שני כי שכר העובדים יעלה השנה"],
    "cp1256": ["قال الرئيس يوم الاثنين إن أجور العمال سترتفع هذا العام."],
    "cp1257": ["Prezidentas pirmadienį pasakė, kad šių metų algos didės, o žmonės džiaugėsi."],
    "cp932": ["大統領は月曜日、労働者の賃金が上がると述べた。東京で会見した。"],
    "gb18030": ["总统周一表示，工人的工资将会上涨。他在北京的记者会上说。"],
    "big5hkscs": ["總統週一表示，工人的工資將會上漲。他在台北的記者會上說。"],
    "cp949": ["대통령은 월요일 근로자의 임금이 오를 것이라고 말했다."],
}


@pytest.mark.parametrize("times", [1, 20, 4000])
@pytest.mark.parametrize(("codec", "text"), [(codec, text) for codec, each in NEWS.items() for text in each])
def test_news_in_many_encodings_is_read_right(codec, text, times):
    text = (text + " ") * times
    assert decoded(text.encode(codec)) == (text, decoded(text.encode(codec))[1])


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("cp1252", "windows-1252"),
        ("koi8_r", "KOI8-R"),
        ("cp932", "Shift_JIS"),
        ("cp949", "EUC-KR"),
        ("iso8859_2", "ISO-8859-2"),
    ],
)
def test_encodings_are_named_as_on_the_web(codec, name):
    encoding = decoded(NEWS[codec][0].encode(codec))[1]
    assert encoding == Encoding(codec, name)
    assert encoding.said == (f"read as {name}",)


def test_utf_8_is_not_worth_saying():
    assert decoded("naïve".encode())[1].said == ()


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("iso-8859-1", "cp1252"),
        ("GBK", "cp1252"),
        (" windows-1251", "cp1251"),
        ("x-mac-cyrillic", "cp1252"),
        ("utf-16", "cp1252"),
        ("unicode_escape", "cp1252"),
        ("cp037", "cp1252"),
        ("", "cp1252"),
        ("a\0b", "cp1252"),
        ("utf-8", "cp1252"),
        ("hex", "cp1252"),
        ("iso-8859-15", "iso8859-15"),
    ],
)
def test_a_declared_encoding_counts_where_it_fits(declared, codec):
    assert decoded("naïve été".encode("cp1252"), declared)[1].codec == codec


def test_an_encoding_without_a_name_of_its_own_is_named_plainly():
    assert decoded("10 €, été".encode("iso8859-15"), "iso-8859-15")[1].name == "iso8859-15"


def test_utf_8_comes_before_what_was_declared():
    assert decoded("été".encode(), "iso-8859-1") == ("été", Encoding("utf-8", ""))


def test_a_break_late_in_a_long_file_is_found():
    data = b"x" * (3 << 18) + b" caf\xe9"
    text, encoding = decoded(data)
    assert encoding.codec == "cp1252"
    assert text.endswith(" café")


def test_bytes_of_no_encoding_are_read_as_latin_1():
    data = bytes(range(128, 256)) * 3
    text, encoding = decoded(data)
    assert text.encode("latin_1") == data
    assert encoding == Encoding("latin_1", "ISO-8859-1")


def test_a_stream_is_told_apart_piece_by_piece():
    data = ("сегодня " * 100_000).encode("cp1251")
    assert encoding_of(io.BytesIO(data)).codec == "cp1251"


def test_a_nul_late_in_the_file_is_no_matter_of_encoding():
    assert encoding_of(io.BytesIO(b"x" * (1 << 18) + b"\0")).codec == "utf-8"


def test_binary_is_refused():
    with pytest.raises(Refused, match="binary"):
        decoded(b"PNG\0")
