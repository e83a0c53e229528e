"""A project in memory, as far as measuring agreement reads it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from annotator.domain.coding import Coded, Coding
from annotator.domain.query import Selection
from annotator.domain.scheme import Layer, Scheme


@dataclass
class Read:
    """Codings in project order."""

    held: Sequence[Coding]
    layers: Sequence[str] = ("entity", "claim", "boilerplate")
    asked: list[Sequence[str]] = field(default_factory=list)

    def scheme(self) -> Scheme:
        return Scheme(layers=tuple(Layer(name=name) for name in self.layers))

    def annotators(self) -> list[str]:
        return sorted({name for coding in self.held for name in (*coding.statuses, *coding.spans)})

    def count_records(self, selection: Selection) -> int:
        return sum(name in selection.annotators for coding in self.held for name in coding.statuses)

    def codings(self, annotators: Sequence[str], *, articles: Collection[str] | None = None, texts: bool = False,
                relations: bool = False) -> Iterator[Coding]:
        self.asked.append(annotators)
        for coding in self.held:
            if (articles is None or coding.article in articles) and coding.statuses.keys() & set(annotators):
                yield replace(
                    coding, text=coding.text if texts else "",
                    statuses={name: each for name, each in coding.statuses.items() if name in annotators},
                    spans={name: each for name, each in coding.spans.items() if name in annotators})


def coding(article: str, text: str, **spans: Sequence[Coded]) -> Coding:
    """Return an article that each of those named is done with."""
    return Coding(article=article, title=f"Title of {article}", length=len(text), text=text,
                  statuses=dict.fromkeys(spans, "done"), spans={name: tuple(each) for name, each in spans.items()})
