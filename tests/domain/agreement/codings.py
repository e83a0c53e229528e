"""Codings of published data sets that two or more annotators labeled, and what libraries want of them."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from annotator.domain.agreement.figures import PairFigures
from annotator.domain.agreement.ledger import Ledger
from annotator.domain.agreement.pooling import pair_figures
from annotator.domain.agreement.tallying import tally
from annotator.domain.agreement.tokens import tokens_of
from annotator.domain.coding import Coded, Coding
from tests.domain.agreement.reference import token_ranges
from tests.domain.agreement.some import coded, ordered

SHARED = Path(__file__).parents[4] / "shared" / "data"
"""Data sets beside the checkout; tests that need one are skipped where it is not there."""


def published(name: str) -> Iterator[Coding]:
    """Yield the articles of a doubly annotated set; all its spans are of one layer."""
    for line in (SHARED / name / "docs.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        spans = {each["annotator"]: tuple(ordered([coded((span["start"], span["end"]), label=span["label"])
                                                   for span in each["spans"]])) for each in article["annotations"]}
        yield Coding(article=article["id"], title=article["id"], length=len(article["text"]), text=article["text"],
                     statuses=dict.fromkeys(spans, "done"), spans=spans)


def figures(a: str, b: str, codings: Sequence[Coding]) -> PairFigures:
    """Return the figures of two annotators over articles, without intervals."""
    ledger = Ledger()
    for each in codings:
        tokens = tokens_of(each.text)
        ledger.add(each.article, tokens.begun(0, each.length), each.length, tally(each.spans[a], each.spans[b], tokens))
    return pair_figures((a, b), ledger, list(ledger.layers), {})


def touched(spans: Sequence[Coded], text: str) -> list[int]:
    """Return for each token 1 where a span touches it, else 0."""
    ranges = sorted((fragment for span in spans for fragment in span.fragments), reverse=True)
    found: list[int] = []
    open_: list[tuple[int, int]] = []
    for start, end in token_ranges(text):
        while ranges and ranges[-1][0] < end:
            open_.append(ranges.pop())
        open_ = [each for each in open_ if each[1] > start]
        found.append(int(bool(open_)))
    return found


def tags(spans: Sequence[Coded], text: str) -> list[str]:
    """Return IOB2 tags of the tokens, for spans on whole tokens that do not overlap."""
    found = ["O"] * len(token_ranges(text))
    for span in spans:
        inside = [number for number, (start, end) in enumerate(token_ranges(text))
                  if span.fragments[0].start <= start and end <= span.fragments[0].end]
        for head, numbers in groupby(inside, key=lambda number: number == inside[0]):
            for number in numbers:
                found[number] = f"{'B' if head else 'I'}-{span.label}"
    return found
