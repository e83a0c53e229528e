"""One span of A's and one of B's that overlap, or share a token: the most frequent tangle, counted without ado."""

from annotator.domain.agreement.tally import LayerTally, Tally
from annotator.domain.agreement.tokens import Tokens
from annotator.domain.coding import Coded


def pair(a: Coded, b: Coded, tokens: Tokens) -> LayerTally:
    """Return the tallies of two spans of one layer, of one fragment each, that are not alike."""
    (start_a, end_a), = a.fragments
    (start_b, end_b), = b.fragments
    touched_a = tokens.begun(start_a, end_a) + tokens.parted(start_a)
    touched_b = tokens.begun(start_b, end_b) + tokens.parted(start_b)
    touched = touched_a + touched_b - _either(start_a, end_a, start_b, end_b, tokens)
    size_a, size_b = end_a - start_a, end_b - start_b
    shared = max(min(end_a, end_b) - max(start_a, start_b), 0)
    covered, squares = size_a + size_b, size_a * size_a + size_b * size_b
    meet = shared > 0
    if a.label == b.label:
        only = Tally(1, 1, meet, touched_a, touched_b, touched, covered, covered - 2 * shared, squares,
                     0, meet, 0, not meet, not meet)
        return LayerTally(only, {a.label: only})
    return LayerTally(
        Tally(1, 1, 0, touched_a, touched_b, touched, covered, covered - shared, squares,
              0, 0, meet, not meet, not meet),
        {a.label: Tally(1, 0, 0, touched_a, 0, 0, size_a, size_a, size_a * size_a, 0, 0, meet, not meet, 0),
         b.label: Tally(0, 1, 0, 0, touched_b, 0, size_b, size_b, size_b * size_b, 0, 0, 0, 0, not meet)},
        {}, {(a.label, b.label): 1} if meet else {})


def _either(start_a: int, end_a: int, start_b: int, end_b: int, tokens: Tokens) -> int:
    """Return how many tokens one range touches, or both; they overlap or share a token, so that none lies between."""
    start = min(start_a, start_b)
    return tokens.begun(start, max(end_a, end_b)) + tokens.parted(start)
