"""Disagreements quoted with their context: what each of the two has is underlined, single and double."""

from collections.abc import Sequence
from itertools import groupby

from annotator.domain.agreement.behind import Piece, Quote
from annotator.domain.agreement.definitions import KIND_SIGNS
from annotator.domain.coding import Coded
from annotator.formats.agreement_report.markup import Markup, joined, name, short, tag

_LONGEST = 120
"""Characters of the words that one of the two has."""


def quotes_section(quotes: Sequence[Quote], chosen: str) -> Markup:
    """Return the quotes, article by article, and by which rule they were chosen."""
    parts = [tag("p", f"How they were chosen: {chosen} Words of the first annotator’s span have a single line under "
                      "them, words of the second’s a double one.", class_="quiet")]
    for (article, title), some in groupby(quotes, key=lambda each: (each.article, each.title)):
        parts.append(tag("h4", name(short(title or article))))
        parts += [_quote(each) for each in some]
    return joined(parts)


def _quote(quote: Quote) -> Markup:
    labels = joined((_whose(quote, 0, quote.first, "first"), " · ", _whose(quote, 1, quote.second, "second")))
    return tag("blockquote", tag("p", *map(_piece, quote.pieces), dir="auto"),
               tag("p", f"{KIND_SIGNS[quote.kind]} {quote.kind}: ", labels, class_="kind"))


def _whose(quote: Quote, side: int, span: Coded | None, style: str) -> Markup:
    """Say what one of the two has, with the words where those of the other are not the same: lines under words are not
    read aloud."""
    annotator = tag("span", name(quote.pair[side]), class_=f"whose-{style}")
    if span is None:
        return joined((annotator, " no span"))
    apart = quote.first is not None and quote.second is not None and quote.first.fragments != quote.second.fragments
    words = joined((" “", name(_short(quote.words_of(side))), "”")) if apart else Markup()
    return joined((annotator, " ", name(span.label), f" ({span.layer})", words))


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST // 2]} … {words[-_LONGEST // 2:]}"


def _piece(piece: Piece) -> Markup:
    sides = [side for side, on in (("first", piece.first), ("second", piece.second)) if on]
    return tag("u", piece.text, class_=" ".join(sides)) if sides else joined((piece.text,))
