"""Blocks of a text."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.text import is_boundary, paragraphs
from annotator.ui.article_view.article_text import LONGEST, ArticleText

PARTS = st.sampled_from(["one two. ", "\n", "\r\n", "\u2029", "\r", "😀", "", "x" * 2500, "e\u0301"])
TEXTS = st.lists(PARTS, max_size=9).map("".join)


@given(TEXTS)
def test_blocks_cover_the_lines_and_nothing_else(text: str) -> None:
    article = ArticleText(text)
    covered = list(zip(article.starts, article.ends, strict=True))
    assert all(end - start <= LONGEST for start, end in covered)
    assert all(is_boundary(text, start) for start, _ in covered)
    lines: dict[int, tuple[int, int]] = {}
    for block, (start, end) in enumerate(covered):
        line = article.lines[block]
        low, high = lines.get(line, (start, start))
        assert high == start
        lines[line] = low, end
        assert article.last_in_line(block) == (end == dict(paragraphs(text))[line])
    assert list(lines.values()) == paragraphs(text)


@given(TEXTS)
def test_every_position_has_a_block(text: str) -> None:
    article = ArticleText(text)
    for position in range(0, len(text) + 1, 7):
        block = article.block_at(position)
        assert article.starts[block] <= position
        assert block + 1 == len(article) or position < article.starts[block + 1]
        clamped = article.clamp(position)
        assert article.starts[block] <= clamped <= article.ends[block]


def test_line_and_column_count_from_one() -> None:
    article = ArticleText("one\r\n\n" + "word " * 2000)
    found = [article.line_and_column(place) for place in (0, 3, 5, 6, 7000)]
    assert found == [(1, 1), (1, 4), (2, 1), (3, 1), (3, 6995)]


def test_direction_follows_the_line_also_in_its_later_pieces() -> None:
    article = ArticleText("שלום " + "word " * 2000 + "\nEnglish")
    assert [article.is_rtl(block) for block in range(len(article))] == [True] * (len(article) - 1) + [False]
