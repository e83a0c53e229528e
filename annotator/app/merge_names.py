"""Whose a colleague's annotations are called here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.domain.errors import UserError
from annotator.domain.review import GOLD


@dataclass(slots=True)
class Names:
    """What was said about the annotators of the file.

    only: the name of its one annotator here, empty where none was said. renamed: names of theirs, the empty one for
    annotations that name nobody, to those here; a name that stays says that both are one person.
    """

    only: str = ""
    renamed: Mapping[str, str] = field(default_factory=dict)
    _met: list[str] = field(default_factory=list, init=False)

    def of_set(self, name: str) -> str:
        """Return whose a set is here, empty where that must be said first.

        Raises UserError where one name was said and the file has several annotators.
        """
        if name == GOLD and GOLD not in self.renamed:
            return GOLD
        if name not in self._met:
            self._met.append(name)
            if self.only and len(self._met) > 1:
                raise UserError(f"The file has annotations by {_and(self._met)}; say who is meant with "
                                f"--annotator {self._met[0] or 'OLD'}={self.only}")
        return self.of_person(name) if not self.only else self.only

    def of_person(self, name: str) -> str:
        """Return what somebody who is named in a verdict or remark is called here."""
        if self.only and self._met == [name]:
            return self.only
        return self.renamed.get(name, name)

    def is_same(self, name: str) -> bool:
        """Whether the user said that the annotator of this name is the one of the same name here."""
        return self.only == name or self.renamed.get(name) == name


def names_said(values: Iterable[str]) -> Names:
    """Return what `--annotator NAME`, `OLD=NEW` and `=NEW` say together. Raises UserError."""
    only, renamed = "", {}
    for value in values:
        old, equals, new = (part.strip() for part in value.partition("="))
        if (equals and not new) or not value.strip():
            raise UserError(f"“{value}” names nobody; write NAME or OLD=NEW")
        if value.strip() == GOLD or new == GOLD != old:
            raise UserError(f"The name {GOLD} is that of the sets that reviews make; choose another")
        if equals:
            renamed[old] = new
        elif only and only != old:
            raise UserError(f"The file has one annotator or several: {only} and {old} cannot both be; write OLD=NEW")
        else:
            only = old
    if only and renamed:
        raise UserError(f"Write {only} as OLD={only}, too, where several annotators are named")
    return Names(only, renamed)


def _and(names: Iterable[str]) -> str:
    *some, last = (name or "nobody" for name in names)
    return f"{', '.join(some)} and {last}" if some else last
