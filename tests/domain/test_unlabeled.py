"""Paragraphs on which nothing is labelled yet."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.span import Fragment, Span
from annotator.domain.text import paragraphs, word_range
from annotator.domain.unlabeled import unlabeled_paragraph

TEXT = "One here.\n\nTwo there.\n—\nThree, four.\nFive."


def span(*fragments: tuple[int, int]) -> Span:
    return Span(id="s", layer="entity", label="GPE", fragments=tuple(Fragment(*each) for each in fragments), quote="")


def below(position: int, *spans: Span, text: str = TEXT) -> str | None:
    found = unlabeled_paragraph(text, spans, position, forward=True)
    return text[slice(*found)] if found else None


def above(position: int, *spans: Span, text: str = TEXT) -> str | None:
    found = unlabeled_paragraph(text, spans, position, forward=False)
    return text[slice(*found)] if found else None


def test_the_next_paragraph_with_words() -> None:
    assert below(-1) == "One here."
    assert below(0) == "Two there."
    assert below(TEXT.index("there")) == "Three, four."
    assert below(TEXT.index("Five")) is None


def test_the_one_before() -> None:
    assert above(len(TEXT) + 1) == "Five."
    assert above(len(TEXT)) == "Three, four."
    assert above(TEXT.index("Three")) == "Two there."
    assert above(4) is None


def test_any_part_of_a_span_makes_a_paragraph_labelled() -> None:
    across = span((TEXT.index("there"), TEXT.index("Three") + 1))
    assert below(0, across) == "Five."
    apart = span((0, 3), (TEXT.index("Five"), len(TEXT)))
    assert below(-1, apart) == "Two there."
    assert above(len(TEXT) + 1, apart) == "Three, four."
    assert below(-1, span((0, 3)), span((1, 2)), across) == "Five."


def test_a_span_that_ends_where_a_paragraph_begins_is_not_in_it() -> None:
    start = TEXT.index("Two")
    assert below(-1, span((0, start))) == "Two there."


@given(st.text("ab \n—", max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=6),
       st.integers(-1, 41), st.booleans())
def test_it_is_the_nearest_of_those_that_have_words_and_no_span(text: str, places: list[tuple[int, int]],
                                                               position: int, forward: bool) -> None:
    position = min(position, len(text) + 1)
    ranges = [(start, min(start + length, len(text))) for start, length in places if start < len(text)]
    free = [(start, end) for start, end in paragraphs(text)
            if start < end and word_range(text, start)
            and not any(low < end and start < high for low, high in ranges)]
    near = [each for each in free if (each[0] > position if forward else each[1] < position)]
    expected = (near[0] if forward else near[-1]) if near else None
    assert unlabeled_paragraph(text, [span(each) for each in ranges], position, forward=forward) == expected
