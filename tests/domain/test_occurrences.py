"""Other occurrences of a span's words: what counts as the same, in every script, and what never does."""

import json
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.domain.errors import Refused
from annotator.domain.occurrences import Finder, Options, usual_options
from annotator.domain.scheme import Form
from annotator.domain.span import Fragment, Span, quote_of
from annotator.domain.text import BLANK, is_boundary, trim

ANY_CASE = Options(match_case=False)
ENDINGS = Options(endings=True)
BOILERPLATE = Options(match_case=False, numbers=True)
AS_WRITTEN = Options()


def found(quote: str | tuple[str, ...], text: str, options: Options = AS_WRITTEN, form: Form = "band") -> list[str]:
    pieces = (quote,) if isinstance(quote, str) else quote
    return [quote_of(text, place) for place in Finder(pieces, form, options).find(text)]


@pytest.mark.parametrize(("quote", "text", "expected"), [
    ("Erbil", "Erbil ERBIL erbil Erbilish PostErbil", "Erbil ERBIL"),
    ("OTTAWA", "OTTAWA – Ottawa's ottawa", "OTTAWA Ottawa"),
    ("US", "US Us us", "US"),
    ("İzmir", "İzmir İZMİR izmir", "İzmir İZMİR"),
    ("Straße", "Straße STRASSE strasse", "Straße STRASSE"),
    ("iPhone", "iPhone IPHONE Iphone", "iPhone IPHONE")])
def test_names_stand_as_written_or_in_capitals(quote: str, text: str, expected: str) -> None:
    assert found(quote, text) == expected.split()


@pytest.mark.parametrize(("quote", "text", "expected"), [
    ("Erbil", "ERBIL erbil eRBIL", "ERBIL erbil eRBIL"), ("ΣΑΣ", "σας ΣΑΣ", "σας ΣΑΣ"),
    ("Москва", "МОСКВА москва", "МОСКВА москва"), ("İzmir", "izmir İZMİR", "izmir İZMİR")])
def test_case_may_be_left_out_of_account(quote: str, text: str, expected: str) -> None:
    assert found(quote, text, ANY_CASE) == expected.split()


@pytest.mark.parametrize("text", [
    "Erbil", "“Erbil”", "#Erbil", "@Erbil", "Erbil-based", "post-Erbil", "Erbil.", "Erbil\u200e,", "\ufeffErbil",
    "l’Erbil", "l'Erbil", "Erbil’s", "Erbil's", "中Erbil中", "😀Erbil😀", "\u202bErbil\u202c", "Erbil\u00a0"])
def test_a_whole_word_stands_between_anything_but_letters(text: str) -> None:
    places = Finder(("Erbil",), "band", Options()).find(text)
    assert places == [(Fragment(text.index("E"), text.index("E") + 5),)]


@pytest.mark.parametrize("text", ["Erbils", "erErbil", "Erbil_x", "Erbil2", "Erbil.com", "Erbil\u0301", "Erbil’d"])
def test_part_of_a_word_is_no_whole_word(text: str) -> None:
    assert found("Erbil", text) == []


def test_words_within_words_can_be_wanted() -> None:
    assert found("bil", "Erbil automobile", Options(whole=False)) == ["bil", "bil"]
    assert found("e", "e\u0301e", Options(whole=False)) == ["e"]


@pytest.mark.parametrize(("quote", "text"), [
    ("中国", "在中国人民，中国"), ("東京", "東京都と東京"), ("ไทย", "ประเทศไทยและไทย")])
def test_scripts_without_spaces_have_words_too(quote: str, text: str) -> None:
    assert found(quote, text) == [quote, quote]


def test_a_katakana_name_is_not_found_in_a_longer_one() -> None:
    assert found("イラク", "イラク戦争はイラクリオンで") == ["イラク"]


@pytest.mark.parametrize("gap", [" ", "  ", "\u00a0", "\n", "\r\n", " \n\t", "\u2028", "\u3000", "\u200b"])
def test_white_space_is_any_white_space(gap: str) -> None:
    assert found("Islamic State", f"the Islamic{gap}State group") == [f"Islamic{gap}State"]


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\r\n \r\n", "\u2029", "", "-"])
def test_no_place_goes_across_the_end_of_a_paragraph(gap: str) -> None:
    assert found("Islamic State", f"Islamic{gap}State") == []


def test_words_that_went_across_it_may_again() -> None:
    assert found("One.\n\nTwo", "One. \n\n\nTwo", form="line") == ["One. \n\n\nTwo"]
    assert found("One.\r\nTwo", "One.\r\n\r\nTwo", form="line") == []


def test_apostrophes_quotation_marks_and_hyphens_are_alike() -> None:
    assert found("“O'Brien’s” co-op", "\"O’Brien's\" co‑op") == ["\"O’Brien's\" co‑op"]


@pytest.mark.parametrize(("quote", "text", "expected"), [
    ("Canadian", "Canadians Canadian's Canadianization", "Canadians|Canadian"),
    ("Kurd", "Kurds KURDS Kurdish KURDs", "Kurds|KURDS|Kurdish"),
    ("OTTAWA", "Ottawas OTTAWAN OTtawas", "Ottawas|OTTAWAN"),
    ("Merkel", "Merkels Merkel", "Merkels|Merkel"),
    ("Deutschland", "Deutschlands Deutschlandreise", "Deutschlands"),
    ("Москва", "Москвы МОСКВЕ Москвой москвич", "Москвы|МОСКВЕ|Москвой"),
    ("Київ", "Києва Київ Києві Киянин", "Київ"),
    ("Україна", "України Україною україна", "України|Україною"),
    ("Владимир Зеленский", "Владимира Зеленского", "Владимира Зеленского"),
    ("Warszawa", "Warszawy Warszawie Warszawianin", "Warszawy|Warszawie"),
    ("Ottawa", "Ottawassa Ottawan OTTAWASSA Ottawalainen", "Ottawassa|Ottawan|OTTAWASSA"),
    ("Ankara", "Ankara'da Ankara’nın ANKARA'DA Ankaragücü", "Ankara|Ankara|ANKARA"),
    ("العراق", "والعراق للعراق بالعراق العراقي قالعراق", "العراق|لعراق|العراق|العراقي"),
    ("عراق", "والعراق وعراق عراقي", "عراق|عراق|عراقي"),
    ("ירושלים", "בירושלים ומירושלים", "ירושלים|ירושלים"),
    ("이라크", "이라크는 이라크에서의", "이라크는|이라크에서의"),
    ("Erbil", "Erbil是伊 Erbil", "Erbil|Erbil"),
    ("中国", "中国人民", "中国"),
    ("U.S.", "U.S. U.S.es", "U.S."),
    ("UN", "UNO UN", "UN")])
def test_endings_are_tolerated_when_wanted(quote: str, text: str, expected: str) -> None:
    assert found(quote, text, ENDINGS) == expected.split("|")
    assert len(found(quote, text)) <= len(expected.split("|"))


def test_endings_come_with_any_case_too() -> None:
    options = Options(endings=True, match_case=False)
    assert found("Kurd", "kurds KURDS kurdIsh", options) == ["kurds", "KURDS", "kurdIsh"]


def test_endings_are_for_names_only() -> None:
    assert found("the wall", "the walls", ENDINGS, "line") == []
    assert found("Ankara", "Ankara’da", ENDINGS, "line") == []


def test_boilerplate_repeats_with_other_numbers_and_spaces_as_whole_lines() -> None:
    text = "Page 3 of 12\n  PAGE\u00a04  of 1,200 \r\nsee Page 3 of 12\nPage 3 of 12."
    assert found("Page 3 of 12", text, BOILERPLATE, "block") == ["Page 3 of 12", "PAGE\u00a04  of 1,200"]
    assert found("Page 3 of 12", text, Options(numbers=True, whole=False), "block") == ["Page 3 of 12"] * 3
    assert found("Page 3 of 12", "Page 4 of 12", Options(match_case=False), "block") == []
    assert found("3", "4\n٥\n x", BOILERPLATE, "block") == ["4", "٥"]


def test_a_block_of_several_lines_is_found_with_empty_lines_between() -> None:
    assert found("Read more:\nIraq", "x\nRead more:\n\n  Iraq\ny", BOILERPLATE, "block") == ["Read more:\n\n  Iraq"]


def test_a_claim_in_other_case_and_lines_is_the_same_claim() -> None:
    assert found("It will rain", "it will\nrain. It will rains.", ANY_CASE, "line") == ["it will\nrain"]


def test_pieces_are_found_in_one_paragraph_in_their_order() -> None:
    text = "He is, she said, safe. He is\nsafe. safe He is so safe He is safe"
    assert found(("He is", "safe"), text) == ["He is safe", "He is safe", "He is safe"]
    places = Finder(("He is", "safe"), "line", Options()).find(text)
    assert [place[0].start for place in places] == [0, text.index("He is so"), text.rindex("He is")]
    assert found(("a", "b", "c"), "a b x c a b") == ["a b c"]
    assert found(("a", "a"), "a a a a") == ["a a", "a a"]
    assert found(("a", "b"), "nothing") == []


def test_what_was_rejected_does_not_hide_what_begins_in_it() -> None:
    assert found("a b a", "xa b a b a") == ["a b a"]


def test_only_words_can_be_looked_for() -> None:
    with pytest.raises(Refused, match="only white space"):
        Finder((" \n",), "band", Options())
    with pytest.raises(Refused, match="longer than 20,000"):
        Finder(("word " * 5_000,), "line", Options())
    assert found("—", "a — b") == ["—"]


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(id="s", layer="l", label="L", fragments=(Fragment(start, start + len(words)),), quote=words)


def test_a_search_begins_with_what_fits_the_form() -> None:
    text = "Page 3 \nsee Page 4 now"
    assert usual_options("band", text, span(text, "see")) == Options()
    assert usual_options("line", text, span(text, "see")) == ANY_CASE
    assert usual_options("block", text, span(text, "Page 3")) == BOILERPLATE
    assert usual_options("block", text, span(text, "Page 4")) == Options(match_case=False, numbers=True, whole=False)


def folded(text: str) -> str:
    """Return the text with one space for white space, plain apostrophes, and without case."""
    spaced = "".join(" " if char in BLANK else "'" if char == "’" else char for char in text)
    return normalize("NFC", " ".join(spaced.split()).casefold().replace("i\u0307", "i"))


PARTS = st.sampled_from([
    "Iraq", "IRAQ", "iraq", " ", "\u00a0", "\n", "\r\n", "'", "’s", "s", "😀", "e\u0301", "中国", "İ", "i", "\u200e",
    ".", "-", "العراق", "و", "U.S.", "3", "12", "\u2029", "ไทย"])
TEXTS = st.lists(PARTS, max_size=20).map("".join)
TURNED = st.booleans()
OPTIONS = st.builds(Options, match_case=TURNED, whole=TURNED, endings=TURNED, numbers=TURNED)


@pytest.mark.parametrize(("quote", "text"), [
    ("Zoë Müller", "Zoe\u0308 Mu\u0308ller"), ("Zoe\u0308 Mu\u0308ller", "Zoë Müller"),
    ("\u212bngström", "Ångström"), ("\u212bngström", "\u212bngström"), ("Đà Nẵng", "Đa\u0300 Nă\u0303ng"),
    ("مآب", "ما\u0653ب"), ("ما\u0653ب", "مآب"), ("서울", "서울")])
def test_letters_are_the_same_with_combining_marks_or_without(quote: str, text: str) -> None:
    assert found(quote, f"in {text}.") == [text]
    assert found(quote, f"in {text}.", ANY_CASE) == [text]
    assert found(quote, f"in {text.upper()}.") == [text.upper()]


def test_a_whole_paragraph_is_no_name_and_takes_no_endings() -> None:
    quote = " ".join(["Kurd"] * 13)
    assert found(quote, f"{quote}s {quote}", ENDINGS) == [quote]


def test_names_marked_by_others_are_found_where_they_stand(shared: Path) -> None:
    for folder, least in (("ent-gum-wikinews", 0.99), ("ent-uner-zh", 1.0)):
        lines = (shared / "data" / folder / "docs.jsonl").read_text(encoding="utf-8").splitlines()
        again = []
        for each in map(json.loads, lines[:20]):
            for name in each["spans"]:
                places = Finder((each["text"][name["start"]:name["end"]],), "band", AS_WRITTEN).find(each["text"])
                again.append(any(place[0].start <= name["start"] < place[0].end for place in places))
        assert again
        assert sum(again) >= least * len(again), folder


@given(TEXTS, TEXTS, TEXTS, OPTIONS, st.sampled_from(["band", "line", "block"]))
def test_places_are_apart_whole_and_the_same_words(quote: str, before: str, after: str, options: Options,
                                                   form: Form) -> None:
    quote = quote[slice(*trim(quote, 0, len(quote)))]
    if not quote:
        return
    text = before + quote + after
    places = [place[0] for place in Finder((quote,), form, options).find(text)]
    end = 0
    for place in places:
        assert place.start >= end
        end = place.end
        assert trim(text, *place) == place
        assert is_boundary(text, place.start)
        assert is_boundary(text, place.end)
        if not options.endings and not options.numbers:
            assert folded(text[slice(*place)]) == folded(quote)


@given(TEXTS, st.sampled_from(["band", "line", "block"]), OPTIONS)
@example("Iraq\n\u200e\nIraq", "band", AS_WRITTEN)
def test_words_between_spaces_or_lines_are_always_found(quote: str, form: Form, options: Options) -> None:
    quote = quote[slice(*trim(quote, 0, len(quote)))]
    if quote:
        text = f"😀\n{quote}\n"
        places = Finder((quote,), form, options).find(text)
        assert any(place[0] == (2, 2 + len(quote)) for place in places) or places[0][0].start < 2 + len(quote)
