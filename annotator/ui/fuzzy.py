"""Finding by a few letters: words, beginnings of words, or letters in their order. Knows nothing of Qt."""

from typing import NamedTuple

_BEGINS, _WORD, _INSIDE, _ASIDE, _LETTERS = 0, 1, 3, 4, 10
"""How far a typed word is from what was looked for: it begins the title, begins a word of it, stands inside one,
stands in the words beside the title, or only its letters come in this order."""


class Fit(NamedTuple):
    """How well something fits what was typed (0 is best), and which characters of the title are why."""

    distance: int
    marks: tuple[int, ...]


def fit(typed: str, title: str, aside: str = "") -> Fit | None:
    """Return how `typed` fits a title with the words beside it; None where a typed word does not fit at all."""
    low, distance = _lowered(title), 0
    marks: set[int] = set()
    for word in _lowered(typed).split():
        found = _fit_word(word, low, _lowered(aside))
        if found is None:
            return None
        distance += found.distance
        marks.update(found.marks)
    return Fit(distance, tuple(sorted(marks)))


def _fit_word(word: str, title: str, aside: str) -> Fit | None:
    places = [n for n in range(len(title) - len(word) + 1) if title.startswith(word, n)]
    if places:
        place = next((n for n in places if _begins_word(title, n)), places[0])
        distance = _BEGINS if place == 0 else _WORD if _begins_word(title, place) else _INSIDE
        return Fit(distance, tuple(range(place, place + len(word))))
    if word in aside:
        return Fit(_ASIDE, ())
    starts = [n for n in range(len(title)) if title[n] == word[0] and _begins_word(title, n)]
    ways = [way for way in (_letters(word, title, start) for start in starts) if way]
    if len(word) < 2 or not ways:
        return None
    best = min(ways, key=lambda way: way[-1] - way[0])
    return Fit(_LETTERS + best[-1] - best[0], best)


def _letters(word: str, title: str, start: int) -> tuple[int, ...]:
    """Return where the word's letters stand one after the other from `start` on; a letter that begins a word is
    taken before one nearer by, if the rest can follow. Empty where they do not all come."""
    marks = [start]
    for number, letter in enumerate(word[1:], 2):
        near = title.find(letter, marks[-1] + 1)
        if near < 0:
            return ()
        begin = next((n for n in range(near, len(title)) if title[n] == letter and _begins_word(title, n)), near)
        marks.append(begin if _follows(word[number:], title, begin + 1) else near)
    return tuple(marks)


def _follows(letters: str, title: str, place: int) -> bool:
    for letter in letters:
        place = title.find(letter, place) + 1
        if not place:
            return False
    return True


def _begins_word(title: str, place: int) -> bool:
    return place == 0 or (title[place].isalnum() and not title[place - 1].isalnum())


def _lowered(title: str) -> str:
    """Return the title in lower case, character for character: marks are places in the title as it is shown."""
    low = title.lower()
    return low if len(low) == len(title) else "".join(char.lower()[0] for char in title)
