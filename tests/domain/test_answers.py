"""Answers: which key gives which, numbers as they are typed, and what becomes of one when its attribute changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.answers import by_key, choices, converted, number, shown
from annotator.domain.errors import Refused
from annotator.domain.scheme import Attribute, allows

CHOICE = Attribute(name="c", type="choice", values=("yes", "no", "3"))
BOOLEAN, TEXT, NUMBER = (Attribute(name="c", type=each) for each in ("boolean", "text", "number"))


@pytest.mark.parametrize(("names", "key", "present", "place"), [
    (("yes", "no", "unsure"), "u", -1, 2), (("yes", "no"), "N", 0, 1), (("yes", "no"), "2", -1, 1),
    (("yes", "no"), "3", -1, None), (("yes", "no"), "0", -1, None), (("yes", "no"), "x", -1, None),
    (("yes", "no"), "", -1, None), (("yes", "no"), "٢", -1, None), (("2", "1"), "1", -1, 1),
    (("neutral", "no", "yes"), "n", -1, 0), (("neutral", "no", "yes"), "n", 0, 1),
    (("neutral", "no", "yes"), "n", 1, 0),
    (("neutral", "no", "yes"), "n", 2, 0)])
def test_keys_of_answers(names, key: str, present: int, place: int | None):
    assert by_key(names, key, present) == place


def test_choices_are_shown_and_stored():
    assert choices(BOOLEAN) == (("yes", True), ("no", False))
    assert choices(CHOICE) == (("yes", "yes"), ("no", "no"), ("3", "3"))
    assert [shown(each) for each in (True, False, 3, "x")] == ["yes", "no", "3", "x"]


@pytest.mark.parametrize(("text", "value"), [
    ("", None), ("  ", None), ("3", 3), (" -3 ", -3), ("3.0", 3), ("3.5", 3.5), (".5", 0.5), ("1e3", 1000),
    ("1e300", 1e300), ("3.", 3)])
def test_numbers_as_typed(text: str, value):
    assert number(text) == value
    assert type(number(text)) is type(value)


@pytest.mark.parametrize("text", ["12x", "3,5", "nan", "inf", "-", "1e", "٣", "0x1", "1e999", "9" * 30])
def test_what_is_no_number_is_said(text: str):
    with pytest.raises(Refused, match=r"no number; write digits|too large"):
        number(text)


@pytest.mark.parametrize(("attribute", "value", "becomes"), [
    (CHOICE, "yes", "yes"), (CHOICE, True, "yes"), (CHOICE, 3, "3"), (CHOICE, "maybe", None), (BOOLEAN, "no", False),
    (BOOLEAN, "unsure", None), (BOOLEAN, True, True), (NUMBER, "3.5", 3.5), (NUMBER, "x", None), (TEXT, 3, "3"),
    (TEXT, False, "no"), (NUMBER, True, None)])
def test_conversion(attribute: Attribute, value, becomes):
    assert converted(attribute, value) == becomes
    assert type(converted(attribute, value)) is type(becomes)


@given(st.sampled_from([CHOICE, BOOLEAN, TEXT, NUMBER]),
       st.one_of(st.text(), st.booleans(), st.integers(), st.floats(allow_nan=False)))
def test_what_is_converted_is_allowed(attribute: Attribute, value):
    found = converted(attribute, value)
    assert found is None or allows(attribute, found)
