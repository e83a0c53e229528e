"""Which disagreements a report quotes, by a rule that its reader is told."""

from collections.abc import Iterable

from annotator.domain.agreement.behind import UNLIKE
from annotator.domain.agreement.figures import PairFigures
from annotator.domain.coding import Coded
from annotator.domain.difference import Difference

EACH = 3
"""Disagreements quoted from one article at most."""


def rule(most: int) -> str:
    """Say how the disagreements were chosen."""
    return (f"The articles on which the two agree least (F1 exact) come first; of each at most {EACH} disagreements, "
            f"those over the most characters; {most} in all.")


def worst_articles(figures: PairFigures) -> list[str]:
    """Return the ids of the articles on which the two do not fully agree, the worst first; equal ones by id."""
    scores = {article: each.get("f1_exact") for article, each in figures.all.by_article.items()}
    unlike = [(score, article) for article, score in scores.items() if score is not None and score < 1.0]
    return [article for _, article in sorted(unlike)]


def worst_of(differences: Iterable[Difference[Coded]]) -> list[Difference[Coded]]:
    """Return what is quoted of one article's differences: those over the most characters, in the order of the text."""
    unlike = [each for each in differences if each.kind in UNLIKE]
    largest = sorted(unlike, key=lambda each: (-_characters(each), each.start))[:EACH]
    return sorted(largest, key=lambda each: (each.start, each.end))


def _characters(difference: Difference[Coded]) -> int:
    return len({place for span in difference.spans.values() for each in span.fragments
                for place in range(each.start, each.end)})
