"""What the agreement panel says where there is nothing to show, and how it names what stands behind a number."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.agreement.behind import UNLIKE, Behind
from annotator.domain.agreement.definitions import KIND_SIGNS, KIND_WORDS
from annotator.domain.agreement.figures import PairFigures
from annotator.domain.review import Review
from annotator.domain.words import count


def too_few(annotators: Sequence[str], way: str) -> str:
    """Say that there are not two to compare, and how there could be."""
    whose = f"Only {annotators[0]} has annotations here" if annotators else "Nobody has annotated anything here"
    return f"{whose}; agreement takes two. {_how_two(way)}"


def nothing_in_common(pair: tuple[str, str], way: str) -> str:
    """Say that two have no article in common."""
    return (f"{pair[0]} and {pair[1]} have not worked on any article in common, so there is nothing to compare. "
            f"An article counts once both have a span on it, or have set it to in progress or done. {_how_two(way)}")


def nobody_in_common(way: str) -> str:
    """Say that no two annotators have an article in common."""
    return f"No two annotators have worked on the same article, so there is nothing to compare. {_how_two(way)}"


def nothing_labeled(pair: PairFigures, layer: str) -> str:
    """Say that two have worked on articles, but labeled nothing."""
    where = f" in the layer {layer}" if layer else ""
    return (f"{pair.annotators[0]} and {pair.annotators[1]} both worked on {count(pair.articles, 'article')}, but "
            f"neither labeled anything{where}. No figure of agreement is defined where nothing is labeled.")


def _how_two(way: str) -> str:
    """Say how a second annotator's sets come in; `way` is how to give the command."""
    return f"{way} opens a colleague’s annotations."


def both_worked_on(pair: PairFigures, review: Review | None) -> str:
    """Say on how many articles (of a review, where there is one) both worked, and on how many nothing is labeled."""
    bare = pair.articles - len(pair.all.by_article)
    rest = f", {bare:,} of them without any span" if bare else ""
    of_review = f" of the review {review.name}" if review else ""
    return f"Both worked on {count(pair.articles, 'article')}{of_review}{rest}"


def behind_words(asked: Behind) -> str:
    """Name what stands behind a number, for the heading of its list."""
    first, second = asked.pair
    if asked.cell is not None:
        one, other = asked.cell
        what = f"{first} {one or 'no span'}, {second} {other or 'no span'}"
    elif asked.kinds == UNLIKE:
        what = "All that is not the same"
    elif asked.kinds:
        what = "; ".join(f"{KIND_SIGNS[kind]} {kind}: {KIND_WORDS[kind]}" for kind in sorted(asked.kinds))
    else:
        what = "All spans"
    layers = f" · {', '.join(asked.layers)}" if asked.layers else ""
    return f"{what}{f' · {name}' if (name := asked.label or asked.either) else ''}{layers}"
