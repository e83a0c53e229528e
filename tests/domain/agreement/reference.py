"""The figures by their definitions: slow, code point by code point, and sharing nothing with the program."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from annotator.domain.coding import Coded

Segment = tuple[int, int, str]
SPACELESS = [(0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x9FFF),
             (0xF900, 0xFAFF), (0x1B000, 0x1B16F), (0x20000, 0x3FFFF)]


def token_ranges(text: str) -> list[tuple[int, int]]:
    """Return the tokens: between white space (or what has no width), each letter alone in scripts without spaces."""
    import unicodedata

    found: list[tuple[int, int]] = []
    kinds = ["blank" if char.isspace() or char in "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
             "\u2066\u2067\u2068\u2069" else
             "letter" if any(low <= ord(char) <= high for low, high in SPACELESS) else "other" for char in text]
    for place, kind in enumerate(kinds):
        before = kinds[place - 1] if place else "blank"
        mark = kind == "letter" and unicodedata.category(text[place])[0] == "M"
        if kind != "blank" and (kind == before == "other" or (mark and before == "letter")):
            found[-1] = found[-1][0], place + 1
        elif kind != "blank":
            found.append((place, place + 1))
    return found


def covered(spans: Iterable[Coded]) -> set[int]:
    """Return the code points that spans cover."""
    return {place for span in spans for start, end in span.fragments for place in range(start, end)}


def touched(spans: Sequence[Coded], text: str) -> set[int]:
    """Return the numbers of the tokens that spans touch."""
    points = covered(spans)
    return {number for number, (start, end) in enumerate(token_ranges(text)) if points & set(range(start, end))}


def exact(a: Iterable[Coded], b: Iterable[Coded]) -> int:
    """Return how many spans both have."""
    places = [Counter((span.fragments, span.layer, span.label) for span in some) for some in (a, b)]
    return (places[0] & places[1]).total()


def largest_matching(near: Sequence[Sequence[int]]) -> int:
    """Return the size of the largest matching, by trying everything."""
    if not near:
        return 0
    rest = near[1:]
    best = largest_matching(rest)
    for right in near[0]:
        best = max(best, 1 + largest_matching([[each for each in some if each != right] for some in rest]))
    return best


def overlapping(a: Sequence[Coded], b: Sequence[Coded]) -> int:
    """Return how many pairs of the same layer and label there are at most."""
    return largest_matching([[place for place, other in enumerate(b) if (one.layer, one.label) == (
        other.layer, other.label) and covered([one]) & covered([other])] for one in a])


def segments(spans: Sequence[Coded]) -> list[Segment]:
    """Lay one annotator's spans flat: cut at every boundary; a stretch has all its labels."""
    cuts = sorted({place for span in spans for fragment in span.fragments for place in fragment})
    found = []
    for start, end in pairwise(cuts):
        labels = sorted({span.label for span in spans if any(low <= start < high for low, high in span.fragments)})
        if labels:
            found.append((start, end, "+".join(labels)))
    return found


def alpha_u(observers: Sequence[Sequence[Segment]], length: int) -> Fraction | None:
    """Unitizing alpha of any number of observers who cut one continuum into segments.

    Krippendorff, Mathet, Bouvry and Widlöcher 2016: observed coincidences, expected coincidences (less pairs of a
    segment with itself; gaps have no inner structure), and alpha as one minus observed by expected disagreement.
    """
    rows, own = [], defaultdict[str, int](int)
    for some in observers:
        row = [""] * length
        for start, end, value in some:
            own[value] += (end - start) ** 2
            row[start:end] = [value] * (end - start)
        own[""] += row.count("")
        rows.append(row)
    coincidences: defaultdict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for i, one in enumerate(rows):
        for j, other in enumerate(rows):
            if i != j:
                for pair in zip(one, other, strict=True):
                    coincidences[pair] += Fraction(1, len(rows) - 1)
    values = {value for pair in coincidences for value in pair}
    margins = {value: sum((count for (left, _), count in coincidences.items() if left == value), Fraction())
               for value in values}
    whole = sum(margins.values(), Fraction())
    if not whole or len(values) == 1:
        return None
    expected = {(c, k): whole * (margins[c] * margins[k] - (own[c] if c == k else 0)) / (
        whole ** 2 - sum(own.values())) for c in values for k in values}
    observed = whole - sum(coincidences[value, value] for value in values)
    return 1 - observed / (sum(expected.values()) - sum(expected[value, value] for value in values))
