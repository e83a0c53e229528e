"""Figures article by article."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property


class ByArticle(Mapping[str, Mapping[str, float | None]]):
    """Figures of each article, computed when they are looked at: most of them nobody looks at."""

    def __init__(self, places: Callable[[], Mapping[str, int]],
                 figures: Callable[[int], Mapping[str, float | None]]) -> None:
        self._find, self._figures = places, figures

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return self._find()

    def __getitem__(self, article: str) -> Mapping[str, float | None]:
        return self._figures(self._places[article])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
