"""Edits of relation types."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.domain.scheme import RelationType, Renamed, Scheme
from annotator.domain.scheme_edits.base import Edit, found_relation, free_name, moved


@dataclass(frozen=True, slots=True)
class AddRelation(Edit):
    """Add a relation type at the end."""

    relation: RelationType

    def words(self) -> str:
        """Say it."""
        return f"add relation {self.relation.name}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Add it. Raises Refused where the name is taken."""
        free_name("relation", self.relation.name, (each.name for each in scheme.relations))
        return replace(scheme, relations=(*scheme.relations, self.relation))


@dataclass(frozen=True, slots=True)
class RenameRelation(Edit):
    """Give a relation type another name; its relations keep it."""

    relation: str
    to: str

    def words(self) -> str:
        """Say it."""
        return f"rename relation {self.relation} to {self.to}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Rename it. Raises Refused where the name is taken."""
        free_name("relation", self.to, (each.name for each in scheme.relations if each.name != self.relation))
        old = found_relation(scheme, self.relation)
        return _put(scheme, self.relation, replace(old, name=self.to))

    @property
    def renamed(self) -> Renamed:
        """The relation type."""
        return Renamed(relations={self.relation: self.to})

    def after(self, earlier: Edit) -> Edit | None:
        """Join what was typed before."""
        if isinstance(earlier, RenameRelation) and earlier.to == self.relation:
            return RenameRelation(earlier.relation, self.to)
        if isinstance(earlier, AddRelation) and earlier.relation.name == self.relation:
            return AddRelation(replace(earlier.relation, name=self.to))
        return None


@dataclass(frozen=True, slots=True)
class ChangeRelation(Edit):
    """Say anew which labels a relation type joins, and what it means; relations there are stay."""

    relation: str
    head: tuple[str, ...]
    tail: tuple[str, ...]
    description: str

    def words(self) -> str:
        """Say it."""
        return f"change relation {self.relation}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Change it."""
        return _put(scheme, self.relation, self._changed(found_relation(scheme, self.relation)))

    def after(self, earlier: Edit) -> Edit | None:
        """Join what was chosen before."""
        if isinstance(earlier, ChangeRelation) and earlier.relation == self.relation:
            return self
        if isinstance(earlier, AddRelation) and earlier.relation.name == self.relation:
            return AddRelation(self._changed(earlier.relation))
        return None

    def _changed(self, relation: RelationType) -> RelationType:
        return replace(relation, head=self.head, tail=self.tail, description=self.description)


@dataclass(frozen=True, slots=True)
class MoveRelation(Edit):
    """Move a relation type up (negative) or down."""

    relation: str
    by: int

    def words(self) -> str:
        """Say it."""
        return f"move relation {self.relation} {'up' if self.by < 0 else 'down'}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Move it."""
        at = scheme.relations.index(found_relation(scheme, self.relation))
        return replace(scheme, relations=moved(scheme.relations, at, self.by))

    def after(self, earlier: Edit) -> Edit | None:
        """Join an earlier move."""
        if isinstance(earlier, MoveRelation) and earlier.relation == self.relation:
            return replace(self, by=earlier.by + self.by)
        return None


@dataclass(frozen=True, slots=True)
class RemoveRelation(Edit):
    """Remove a relation type; its relations go too."""

    relation: str

    def words(self) -> str:
        """Say it."""
        return f"remove relation {self.relation}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Remove it."""
        found_relation(scheme, self.relation)
        return replace(scheme, relations=tuple(each for each in scheme.relations if each.name != self.relation))

    @property
    def takes_away(self) -> bool:
        """Relations have to be seen to before."""
        return True

    def removed_relation(self) -> str:
        """Return it."""
        return self.relation


def _put(scheme: Scheme, name: str, relation: RelationType) -> Scheme:
    return replace(scheme, relations=tuple(relation if each.name == name else each for each in scheme.relations))
