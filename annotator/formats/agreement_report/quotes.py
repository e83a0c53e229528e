"""Disagreements quoted with their context: what each of the two has is underlined, single and double."""

from collections.abc import Sequence
from itertools import groupby

from annotator.domain.agreement.behind import Piece, Quote
from annotator.domain.agreement.definitions import KIND_SIGNS
from annotator.domain.coding import Coded
from annotator.formats.agreement_report.markup import Markup, joined, name, tag


def quotes_section(quotes: Sequence[Quote], chosen: str) -> Markup:
    """Return the quotes, article by article, and by which rule they were chosen."""
    parts = [tag("p", f"How they were chosen: {chosen} Words of the first annotator’s span have a single line under "
                      "them, words of the second’s a double one.", class_="quiet")]
    for (article, title), some in groupby(quotes, key=lambda each: (each.article, each.title)):
        parts.append(tag("h4", name(title or article)))
        parts += [_quote(each) for each in some]
    return joined(parts)


def _quote(quote: Quote) -> Markup:
    labels = joined((_whose(quote.pair[0], quote.first, "first"), " · ", _whose(quote.pair[1], quote.second, "second")))
    return tag("blockquote", tag("p", *map(_piece, quote.pieces), dir="auto"),
               tag("p", f"{KIND_SIGNS[quote.kind]} {quote.kind}: ", labels, class_="kind"))


def _whose(annotator: str, span: Coded | None, side: str) -> Markup:
    has = joined((name(span.label), f" ({span.layer})")) if span else "no span"
    return joined((tag("span", name(annotator), class_=f"whose-{side}"), " ", has))


def _piece(piece: Piece) -> Markup:
    sides = [side for side, on in (("first", piece.first), ("second", piece.second)) if on]
    return tag("u", piece.text, class_=" ".join(sides)) if sides else joined((piece.text,))
