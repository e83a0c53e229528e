"""The figures of agreement as values (contract, `agreement --json`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.domain.difference import DifferenceKind

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How well two annotators agree, over some articles, layers or one label. None: the figure is not defined there
    (nothing was labelled), or was not asked for. The first annotator is the reference of precision and recall.

    counts: how many differences of each kind; every span is in exactly one.
    intervals: by name of the figure, the 95 % bootstrap interval over articles.
    by_article: figures by name for each article. confusion: (label of A, label of B) → pairs of spans, "" where the
    one has none. tokens: (both, only A, only B, neither) counted in tokens, what kappa and alpha rest on.
    """

    f1_exact: float | None = None
    precision_exact: float | None = None
    recall_exact: float | None = None
    f1_overlap: float | None = None
    precision_overlap: float | None = None
    recall_overlap: float | None = None
    kappa: float | None = None
    alpha: float | None = None
    alpha_u: float | None = None
    gamma: float | None = None
    counts: Mapping[DifferenceKind, int] = field(default_factory=dict)
    tokens: tuple[int, int, int, int] = (0, 0, 0, 0)
    intervals: Mapping[str, Interval] = field(default_factory=dict)
    labels: Mapping[str, "Figures"] = field(default_factory=dict)
    by_article: Mapping[str, Mapping[str, float | None]] = field(default_factory=dict)
    confusion: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFigures:
    """Two annotators: over all layers together, and layer by layer. `articles`: how many both worked on."""

    annotators: tuple[str, str]
    articles: int
    all: Figures
    layers: Mapping[str, Figures] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article that counts for no pair, or not for every pair, and why."""

    article: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The answer to `annotator agreement`: each pair, what was left out, and what the reader must know besides (such as
    why gamma is missing). `titles`: of the articles, by id."""

    pairs: tuple[PairFigures, ...]
    left_out: tuple[LeftOut, ...] = ()
    said: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
