"""The index of spans by block."""

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.span import Span, sort_key
from annotator.ui.article_view.article_text import ArticleText
from annotator.ui.article_view.layers import LayerView
from annotator.ui.article_view.spans import SpanIndex

from .conftest import SCHEME, Hands, make_span

TEXT = "one two three\n" * 40
RANGES = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 300)).map(
    lambda each: (each[0], min(len(TEXT), sum(each))))
LABELS = st.sampled_from(["PERSON", "FACTUAL", "AD"])
SPANS = st.lists(st.builds(lambda number, label, place: make_span(TEXT, f"s{number}", label, place),
                           st.integers(0, 12), LABELS, RANGES), max_size=14)


def by_looking_at_all(spans: dict[str, Span], article: ArticleText, block: int) -> list[Span]:
    low, high = article.starts[block], article.ends[block]
    return sorted((span for span in spans.values() if low < span.end and (
        span.start < high or (span.start <= high and low == high))), key=sort_key)


@settings(max_examples=60)
@given(SPANS, st.lists(st.tuples(SPANS, st.sets(st.integers(0, 12).map(lambda number: f"s{number}"))), max_size=3))
def test_like_looking_at_all_spans(first: list[Span], patches: list[tuple[list[Span], set[str]]]) -> None:
    article = ArticleText(TEXT)
    known = {span.id: span for span in first}
    index = SpanIndex(article, known.values(), lambda span: span.layer != "entity")
    index.crossing_lanes()
    for changed, removed in patches:
        latest = {span.id: span for span in changed}
        touched = {span_id: known.get(span_id) for span_id in removed | set(latest)}
        blocks = index.patch(latest.values(), removed)
        for span_id in removed:
            known.pop(span_id, None)
        known |= latest
        for old in touched.values():
            assert old is None or set(index.blocks_of(old)) <= blocks
    assert len(index) == len(known)
    assert index.ordered() == sorted(known.values(), key=sort_key)
    for block in range(0, len(article), 5):
        found = [span for span in index.in_block(block) if span.start < article.ends[block]]
        assert found == by_looking_at_all(known, article, block)
    lanes = index.crossing_lanes()
    assert set(lanes) == {span.id for span in known.values()
                          if len(index.blocks_of(span)) > 1 and span.layer != "entity"}


@given(SPANS, st.integers(0, len(TEXT) - 1))
def test_the_shortest_first_at_a_place(spans: list[Span], position: int) -> None:
    known = {span.id: span for span in spans}
    found = SpanIndex(ArticleText(TEXT), known.values()).at(position)
    assert {span.id for span in found} == {span.id for span in known.values() if span.start <= position < span.end}
    sizes = [span.end - span.start for span in found]
    assert sizes == sorted(sizes)


def test_spans_of_hidden_layers_outlive_another_scheme(hands: Hands) -> None:
    hands.show("Iraq is safe.", ("Iraq", "GPE"), ("Iraq is safe.", "FACTUAL"))
    hands.view.set_layers(LayerView(hidden=frozenset({"entity"})))
    assert [span.label for span in hands.view.spans_under(hands.point(1).toPointF())] == ["FACTUAL"]
    hands.view.set_scheme(SCHEME)
    hands.view.set_layers(LayerView())
    assert [span.label for span in hands.view.spans_under(hands.point(1).toPointF())] == ["GPE", "FACTUAL"]
