"""Spans for tests of agreement: made by hand, and at random."""

from hypothesis import strategies as st

from annotator.domain.coding import Coded
from annotator.domain.span import Fragment

LETTERS = "ab, “”\u00a0\u2003\n漢かกำé\u200b"
texts = st.text(LETTERS, min_size=1, max_size=24)


def coded(*fragments: tuple[int, int], label: str = "X", layer: str = "entity", id: str = "") -> Coded:
    """Return a span in brief."""
    return Coded(id or f"{label}{fragments}", layer, label, tuple(map(Fragment._make, fragments)))


def ordered(spans: list[Coded]) -> list[Coded]:
    """Return spans in the contract's order, with ids that are unique."""
    spans = sorted(spans, key=lambda span: (span.fragments[0].start, -span.fragments[-1].end))
    return [span._replace(id=f"{number:03}") for number, span in enumerate(spans)]


@st.composite
def some_fragments(draw: st.DrawFn, length: int) -> tuple[Fragment, ...]:
    """Return one or two fragments that neither overlap nor touch."""
    cuts = draw(st.lists(st.integers(0, length), min_size=2, max_size=4, unique=True).map(sorted))
    found = [Fragment(*cuts[:2])]
    if len(cuts) == 4:
        found.append(Fragment(*cuts[2:]))
    return tuple(found)


@st.composite
def some_spans(draw: st.DrawFn, length: int, layers: str = "el", most: int = 5) -> list[Coded]:
    """Return spans on a text of this length: nested, crossing, doubled, in pieces."""
    places = st.builds(coded, label=st.sampled_from("XY"), layer=st.sampled_from(layers))
    chosen = draw(st.lists(st.tuples(places, some_fragments(length)), max_size=most))
    return ordered([span._replace(fragments=fragments) for span, fragments in chosen])
