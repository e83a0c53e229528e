"""Tallies of random spans, against counting code point by code point."""

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.agreement import scores, tally
from annotator.domain.agreement.ledger import Ledger
from annotator.domain.agreement.tallying import tally as tallied
from annotator.domain.agreement.tokens import tokens_of
from annotator.domain.coding import Coded
from annotator.domain.compare import compare
from annotator.domain.difference import DIFFERENCE_KINDS
from tests.domain.agreement import reference
from tests.domain.agreement.some import coded, some_spans, texts


def check(one: tally.Tally, values: Iterable[int], a: list[Coded], b: list[Coded], text: str) -> None:
    """Compare a tally with what is counted one by one."""
    touched_a, touched_b = reference.touched(a, text), reference.touched(b, text)
    assert (one.spans_a, one.spans_b) == (len(a), len(b))
    assert one.same == reference.exact(a, b)
    assert one.overlap == reference.overlapping(a, b)
    assert (one.tokens_a, one.tokens_b, one.tokens_both) == (
        len(touched_a), len(touched_b), len(touched_a & touched_b))
    expected = reference.alpha_u([reference.segments(a), reference.segments(b)], len(text))
    found = scores.values(scores.sums(one, len(reference.token_ranges(text)), len(text), values))["alpha_u"]
    assert found == (None if expected is None else pytest.approx(float(expected), abs=1e-12))


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(texts, st.data())
def test_tallies_are_what_is_counted_one_by_one(text: str, data: st.DataObject) -> None:
    a, b = (data.draw(some_spans(len(text))) for _ in "ab")
    found, ledger = tallied(a, b, tokens_of(text)), Ledger()
    ledger.add("1", 0, 0, found)
    assert found.keys() == {span.layer for span in (*a, *b)}
    for layer, each in found.items():
        ours, theirs = ([span for span in some if span.layer == layer] for some in (a, b))
        check(each.whole, ledger.layers[layer].values().values(), ours, theirs, text)
        assert ledger.layers[layer].values() == ledger.layers[layer].values_at(0)
        assert each.labels.keys() == {span.label for span in (*ours, *theirs)}
        for label, alone in each.labels.items():
            check(alone, [alone.covered], [span for span in ours if span.label == label],
                  [span for span in theirs if span.label == label], text)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(texts, st.data())
def test_differences_are_those_of_compare(text: str, data: st.DataObject) -> None:
    a, b = (data.draw(some_spans(len(text))) for _ in "ab")
    found = tallied(a, b, tokens_of(text))
    differences = compare({"a": a, "b": b})
    for layer, each in found.items():
        some = [difference for difference in differences if difference.first.layer == layer]
        kinds = Counter(difference.kind for difference in some)
        assert {kind: getattr(each.whole, kind) for kind in DIFFERENCE_KINDS} == {
            kind: kinds[kind] for kind in DIFFERENCE_KINDS}
        for label, alone in each.labels.items():
            kinds = Counter(difference.kind for difference in some if difference.first.label == label)
            assert [getattr(alone, kind) for kind in DIFFERENCE_KINDS] == [kinds[kind] for kind in DIFFERENCE_KINDS]
        confused = Counter((difference.spans["a"].label, difference.spans["b"].label) for difference in some
                           if difference.kind == "label")
        assert each.confused == confused


def test_only_the_layers_asked_for() -> None:
    spans = [coded((0, 4)), coded((5, 9), layer="claim")]
    assert tallied(spans, [], tokens_of("Iraq said"), {"claim"}).keys() == {"claim"}

