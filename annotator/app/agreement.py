"""Measuring agreement between annotators over a project's articles, streaming."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from annotator.app import gamma, intervals
from annotator.app.garbage import never_collected, seldom_collected
from annotator.app.ports import Progress, Reader
from annotator.domain.agreement.figures import Agreement, LeftOut, PairFigures
from annotator.domain.agreement.ledger import Ledger
from annotator.domain.agreement.pooling import pair_figures
from annotator.domain.agreement.tallying import tally
from annotator.domain.agreement.tokens import tokens_of
from annotator.domain.coding import Coding
from annotator.domain.errors import NotFound, Refused
from annotator.domain.query import Selection
from annotator.domain.review import GOLD
from annotator.domain.words import listed

Pair = tuple[str, str]
_NAMED = 5
"""So many annotators who have not worked on an article are named, more are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRequest:
    """What to measure. The first of a pair is the reference of precision and recall.

    pairs: empty for all pairs of annotators, the gold set not among them. layers, articles (ids): empty for all.
    resamples and seed: of the bootstrap intervals, 0 resamples for none. gamma: compute it too, which takes long.
    """

    pairs: Sequence[Pair] = ()
    layers: Collection[str] = ()
    articles: Collection[str] = ()
    resamples: int = 1000
    seed: int = 0
    gamma: bool = False


@seldom_collected()
def measure(reader: Reader, request: AgreementRequest,
            progress: Progress = lambda done, total: None) -> Agreement:
    """Return the agreement of each pair over the articles that both worked on.

    Raises NotFound for an annotator or layer nobody knows, Refused where there are fewer than two annotators or no
    pair has an article in common, Cancelled where `progress` does.
    """
    pairs, layers = _pairs(reader, request), _layers(reader, request)
    with never_collected():
        return _measured(reader, pairs, layers, request, progress)


def _measured(reader: Reader, pairs: Sequence[Pair], layers: Sequence[str], request: AgreementRequest,
              progress: Progress) -> Agreement:
    ledgers = {pair: Ledger() for pair in pairs}
    with_gamma = request.gamma and gamma.available()
    left_out: list[LeftOut] = []
    titles: dict[str, str] = {}
    for coding in _codings(reader, pairs, request, progress):
        titles[coding.article] = coding.title
        left_out.extend(_left_out(coding, pairs))
        both = [pair for pair in pairs if all(map(coding.worked_on, pair))]
        if not both:
            continue
        tokens = tokens_of(coding.text)
        count = tokens.begun(0, coding.length)
        for a, b in both:
            ledger, spans = ledgers[a, b], (coding.spans.get(a, ()), coding.spans.get(b, ()))
            ledger.add(coding.article, count, coding.length, tally(*spans, tokens, request.layers or None))
            if with_gamma:
                gamma.add_disorders(ledger, *spans, request.seed)
    if not any(ledger.articles for ledger in ledgers.values()):
        raise Refused(_nothing_in_common(pairs))
    return Agreement(
        pairs=tuple(_figures(pair, ledger, layers, request, progress) for pair, ledger in ledgers.items()
                    if ledger.articles),
        left_out=tuple(left_out), said=tuple(_said(ledgers, request)), titles=titles)


def _figures(pair: Pair, ledger: Ledger, layers: Sequence[str], request: AgreementRequest,
             progress: Progress) -> PairFigures:
    """Return the figures of a pair: of the layers asked for, else of those that one of them has spans of."""
    spread = intervals.intervals(ledger, request.resamples, request.seed, progress) if intervals.available() else {}
    return pair_figures(pair, ledger, [name for name in layers if request.layers or name in ledger.layers], spread)


def _pairs(reader: Reader, request: AgreementRequest) -> list[Pair]:
    """Return the pairs asked for, each once; all pairs where none was."""
    known = reader.annotators()
    for name in (name for pair in request.pairs for name in pair):
        if name not in known:
            raise NotFound(f"The project has no annotator {name}; it has: {', '.join(known) or 'none'}")
    for a, b in request.pairs:
        if a == b:
            raise Refused(f"{a} cannot be compared with {a}; name two annotators")
    if request.pairs:
        return list(dict.fromkeys(request.pairs))
    people = [name for name in known if name != GOLD]
    if len(people) < 2:
        raise Refused(f"Agreement needs two annotators; the project has: {', '.join(people) or 'none'}")
    return list(combinations(people, 2))


def _layers(reader: Reader, request: AgreementRequest) -> list[str]:
    """Return the layers of the scheme, only those asked for where some are."""
    known = [layer.name for layer in reader.scheme().layers]
    for name in request.layers:
        if name not in known:
            raise NotFound(f"The project has no layer {name}; it has: {', '.join(known) or 'none'}")
    return [name for name in known if name in request.layers or not request.layers]


def _codings(reader: Reader, pairs: Sequence[Pair], request: AgreementRequest, progress: Progress) -> Iterator[Coding]:
    names = list(dict.fromkeys(name for pair in pairs for name in pair))
    done, total = 0, reader.count_records(Selection(annotators=names))
    for coding in reader.codings(names, articles=request.articles or None, texts=True):
        progress(done, total)
        yield coding
        done += len(coding.statuses)


def _left_out(coding: Coding, pairs: Sequence[Pair]) -> Iterator[LeftOut]:
    """Name the article unless it counts for every pair; one that nobody has worked on is no news."""
    names = dict.fromkeys(name for pair in pairs for name in pair)
    idle = [name for name in names if not coding.worked_on(name)]
    if 0 < len(idle) < len(names):
        who = listed(idle) if len(idle) <= _NAMED else f"{len(idle):,} of {len(names):,} annotators"
        yield LeftOut(coding.article, f"{who} {'has' if len(idle) == 1 else 'have'} not worked on it")


def _nothing_in_common(pairs: Sequence[Pair]) -> str:
    who = "both " + listed(pairs[0]) if len(pairs) == 1 else "two of the annotators"
    return f"There is no article that {who} have worked on, so that nothing can be compared"


def _said(ledgers: Mapping[Pair, Ledger], request: AgreementRequest) -> Iterator[str]:
    """Say what is missing from the figures, and why."""
    apart = [pair for pair, ledger in ledgers.items() if not ledger.articles]
    if len(apart) == 1:
        yield f"{listed(apart[0])} are left out: there is no article that both have worked on"
    elif apart:
        yield f"{len(apart):,} pairs are left out: there is no article that both have worked on"
    if request.resamples and any(len(ledger.articles) == 1 for ledger in ledgers.values()):
        yield "Intervals are drawn over articles; a pair with one article in common has none"
    if request.resamples and not intervals.available():
        yield "Intervals are left out: they need numpy (pip install 'annotator[review]')"
    if request.gamma and not gamma.available():
        yield "Gamma is left out: it needs pygamma-agreement (pip install 'annotator[gamma]')"
