"""Lines of bounded length, and names of files."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.stream import base_name, limited_lines


@given(st.lists(st.binary(max_size=12)), st.integers(1, 9))
def test_lines_are_split_at_lf_and_long_ones_are_left_out(lines, limit):
    lines = [line.replace(b"\n", b"") for line in lines]
    told: list[int] = []
    data = b"".join(line + b"\n" for line in lines)
    assert list(limited_lines(io.BytesIO(data), limit, told.append)) == [
        (number, line if len(line) <= limit else None) for number, line in enumerate(lines, 1)
    ]
    assert told == [len(data)]


def test_the_last_line_needs_no_end():
    assert list(limited_lines(io.BytesIO(b"a\nb"), 5, lambda done: None)) == [(1, b"a"), (2, b"b")]
    assert list(limited_lines(io.BytesIO(b"a\nbcd"), 2, lambda done: None)) == [(1, b"a"), (2, None)]


@pytest.mark.parametrize(
    ("file", "name"),
    [("-", ""), ("a", "a"), ("x/a", "a"), ("x\\a", "a"), ("/x/y z/a.b", "a.b"), ("caf\udce9", "caf\ufffd")],
)
def test_base_name(file, name):
    assert base_name(file) == name
