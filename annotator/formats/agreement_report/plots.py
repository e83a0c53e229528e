"""The plots of the report, as SVG within the page. Colors come from the page's style, and fit light and dark."""

from collections.abc import Mapping, Sequence

from annotator.domain.agreement.definitions import BY_NAME, DEFINITIONS
from annotator.domain.agreement.figures import Figures
from annotator.domain.agreement.matrix import Matrix, shade
from annotator.domain.words import count
from annotator.formats.agreement_report.markup import Markup, joined, tag

_ROW, _LEFT, _WIDTH, _RIGHT = 26, 150, 420, 150
_CELL, _HIGH, _LETTER = 46, 28, 6.4
"""A cell of the heat map, and about the width of a letter, in pixels."""
_LONGEST = 22
"""Characters of a label beside the heat map."""
_BINS = 10
_BAR, _TALL = 46, 130


def intervals_plot(figures: Figures, caption: str) -> Markup:
    """Return each figure as a dot with its interval, on one scale."""
    known = [(each, value) for each in DEFINITIONS if (value := getattr(figures, each.name)) is not None]
    lowest = min([0.0, *(value for _, value in known), *(figures.intervals[each.name][0] for each, _ in known
                                                         if each.name in figures.intervals)])
    low = -1.0 if lowest < 0 else 0.0
    height = _ROW * len(known) + 30

    def x(value: float) -> float:
        return round(_LEFT + _WIDTH * (value - low) / (1 - low), 1)

    bottom = height - 24
    ticks = [low + (1 - low) * step / 4 for step in range(5)]
    parts = [joined((tag("line", x1=x(tick), x2=x(tick), y1=4, y2=bottom, class_="grid"),
                     tag("text", f"{tick:g}", x=x(tick), y=height - 6, text_anchor="middle", class_="quiet")))
             for tick in ticks]
    for row, (each, value) in enumerate(known):
        y = 16 + _ROW * row
        parts.append(tag("text", each.title, x=_LEFT - 12, y=y + 4, text_anchor="end"))
        words = f"{value:z.2f}"
        if each.name in figures.intervals:
            start, end = figures.intervals[each.name]
            words += f" [{start:z.2f}, {end:z.2f}]"
            parts.append(tag("line", x1=x(max(low, start)), x2=x(min(1.0, end)), y1=y, y2=y, class_="interval"))
        parts.append(tag("circle", cx=x(max(low, value)), cy=y, r=4.5, class_="dot"))
        parts.append(tag("text", words, x=_LEFT + _WIDTH + 14, y=y + 4))
    said = "; ".join(f"{each.title} {value:z.2f}" for each, value in known)
    return _svg(_LEFT + _WIDTH + _RIGHT, height, caption, said, parts)


def heat_map(matrix: Matrix, pair: tuple[str, str], caption: str) -> Markup:
    """Return the confusion of labels, shaded by each cell's part of its row."""
    names = [_short(label) or "none" for label in matrix.labels]
    room = _LETTER * max(map(len, names)) + 14
    left, top = room + 20, room * 0.75 + 22
    size = len(names)
    parts = [tag("text", _short(pair[1]), x=left + _CELL * size / 2, y=12, text_anchor="middle", class_="quiet"),
             tag("text", _short(pair[0]), x=0, y=0, text_anchor="middle", class_="quiet",
                 transform=f"translate(11 {top + _HIGH * size / 2:g}) rotate(-90)")]
    for place, label in enumerate(names):
        parts.append(tag("text", label, x=left - 8, y=top + _HIGH * place + 19, text_anchor="end"))
        parts.append(tag("text", label, x=0, y=0, text_anchor="start",
                         transform=f"translate({left + _CELL * place + 20:g} {top - 8:g}) rotate(-45)"))
    for row, column in matrix.cells():
        if row == column == size - 1:
            continue  # neither has a span: nothing to count
        number, step = matrix.count(row, column), shade(matrix.share(row, column))
        x, y = left + _CELL * column, top + _HIGH * row
        parts.append(tag("g", tag("title", matrix.words(row, column, pair)),
                         tag("rect", x=x, y=y, width=_CELL - 2, height=_HIGH - 2, rx=3,
                             class_=f"h{step}{' same' if row == column else ''}"),
                         tag("text", f"{number:,}" if number else "·", x=x + _CELL / 2 - 1, y=y + 18,
                             text_anchor="middle", class_=f"t{step}")))
    return _svg(left + _CELL * size + room * 0.75, top + _HIGH * size + 4, caption,
                f"Rows: {pair[0]}. Columns: {pair[1]}. The table below holds the same numbers.", parts)


def distribution(by_article: Mapping[str, Mapping[str, float | None]], caption: str) -> Markup:
    """Return how many articles have which F1 exact, in tenths."""
    bins = bins_of([value for each in by_article.values() if (value := each.get("f1_exact")) is not None])
    most = max(bins) or 1
    base = _TALL + 22
    parts = [tag("line", x1=30, x2=34 + _BAR * _BINS, y1=base, y2=base, class_="grid")]
    for place, number in enumerate(bins):
        tall, x = round(_TALL * number / most, 1), 34 + _BAR * place
        words = f"F1 exact {place / _BINS:g} to {(place + 1) / _BINS:g}: {count(number, 'article')}"
        parts.append(tag("g", tag("title", words),
                         tag("rect", x=x, y=base - tall, width=_BAR - 4, height=tall, class_="bar"),
                         tag("text", f"{number:,}" if number else "", x=x + _BAR / 2 - 2, y=base - tall - 5,
                             text_anchor="middle")))
    parts += [tag("text", f"{place / _BINS:g}", x=32 + _BAR * place, y=base + 16, text_anchor="middle", class_="quiet")
              for place in range(_BINS + 1)]
    parts.append(tag("text", BY_NAME["f1_exact"].title, x=32 + _BAR * _BINS / 2, y=base + 34, text_anchor="middle",
                     class_="quiet"))
    said = "; ".join(f"{place / _BINS:g} to {(place + 1) / _BINS:g}: {number}" for place, number in enumerate(bins))
    return _svg(60 + _BAR * _BINS, base + 42, caption, said, parts)


def bins_of(values: Sequence[float]) -> list[int]:
    """Return how many values lie in each tenth of 0 to 1; 1 itself in the last."""
    bins = [0] * _BINS
    for value in values:
        bins[min(_BINS - 1, int(value * _BINS + 1e-9))] += 1
    return bins


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else label[:_LONGEST - 1] + "…"


def _svg(width: float, height: float, caption: str, said: str, parts: Sequence[Markup]) -> Markup:
    return tag("svg", tag("title", caption), tag("desc", said), *parts, role="img", aria_label=f"{caption}. {said}",
               viewBox=f"0 0 {width:g} {height:g}", width=round(width), height=round(height))
