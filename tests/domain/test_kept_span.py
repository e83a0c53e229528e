"""Spans kept as JSON: out and in again, and what is refused."""

import json

import pytest

from annotator.domain.errors import Refused
from annotator.domain.kept_span import kept_span, kept_values
from annotator.domain.span import Fragment, Span

SPAN = Span(id="S1", layer="entity", label="GPE", fragments=(Fragment(0, 4), Fragment(9, 12)), quote="Iraq now",
            origin="imported", attributes={"b": True, "a": "x"}, comment="…", confidence=0.5, changed_at="2026",
            changed_by="ana")


def test_a_span_comes_back() -> None:
    text = json.dumps(kept_values(SPAN))
    assert kept_span(json.loads(text)) == SPAN
    assert text.index('"a"') < text.index('"b"')


@pytest.mark.parametrize("values", [
    None, [], "S1", {}, {**kept_values(SPAN), "label": 5}, {**kept_values(SPAN), "fragments": []},
    {**kept_values(SPAN), "fragments": [[0]]}, {**kept_values(SPAN), "fragments": ["ab"]},
    {**kept_values(SPAN), "fragments": 5}, {**kept_values(SPAN), "attributes": []},
    {**kept_values(SPAN), "confidence": "high"}, {**kept_values(SPAN), "color": "red"},
    {key: value for key, value in kept_values(SPAN).items() if key != "layer"},
])
def test_what_is_no_span_is_refused(values: object) -> None:
    with pytest.raises(Refused):
        kept_span(values)
