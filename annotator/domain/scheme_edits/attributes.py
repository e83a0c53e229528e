"""Edits of attributes; answers are kept by the attribute's name, so they follow it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from annotator.domain.answers import converted
from annotator.domain.errors import NotFound
from annotator.domain.scheme import Attribute, Label, Scheme
from annotator.domain.scheme_edits.base import Answer, Edit, Place, changed_label, found_label, free_name, moved
from annotator.domain.span import Span, Value


@dataclass(frozen=True, slots=True)
class _OnLabel(Edit):
    """Base of edits of one label's attributes."""

    layer: str
    label: str

    def reach(self, scheme: Scheme) -> tuple[Place, ...]:
        """Return the label."""
        return ((self.layer, self.label),)

    def _of(self, scheme: Scheme, attribute: str) -> Attribute:
        found = found_label(scheme, (self.layer, self.label)).attribute(attribute)
        if found is None:
            raise NotFound(f"The label {self.label} has no attribute {attribute}.")
        return found

    def _free(self, scheme: Scheme, name: str, but: str = "") -> None:
        label = found_label(scheme, (self.layer, self.label))
        free_name("attribute", name, (each.name for each in label.attributes if each.name != but))

    def _put(self, scheme: Scheme, old: Attribute, *new: Attribute) -> Scheme:
        def change(label: Label) -> Label:
            return replace(label, attributes=tuple(
                put for each in label.attributes for put in (new if each == old else (each,))))

        return changed_label(scheme, (self.layer, self.label), change)


@dataclass(frozen=True, slots=True)
class AddAttribute(_OnLabel):
    """Ask one more attribute of a label's spans; those there are stay unanswered."""

    attribute: Attribute

    def words(self) -> str:
        """Say it."""
        return f"add {self.attribute.name} to {self.label}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Add it. Raises Refused where the name is taken."""
        self._free(scheme, self.attribute.name)
        return changed_label(scheme, (self.layer, self.label), lambda label: replace(
            label, attributes=(*label.attributes, self.attribute)))

    def reach(self, scheme: Scheme) -> tuple[Place, ...]:
        """No span changes."""
        return ()


@dataclass(frozen=True, slots=True)
class RenameAttribute(_OnLabel):
    """Give an attribute another name; the answers follow."""

    attribute: str
    to: str

    def words(self) -> str:
        """Say it."""
        return f"rename {self.attribute} of {self.label} to {self.to}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Rename it. Raises Refused where the name is taken."""
        old = self._of(scheme, self.attribute)
        self._free(scheme, self.to, self.attribute)
        return self._put(scheme, old, replace(old, name=self.to))

    @property
    def rewrites(self) -> bool:
        """Answers get another name."""
        return True

    def rewrite(self, scheme: Scheme, span: Span) -> Span | None:
        """Give the answer the new name; an answer that has it already, without an attribute, gives way."""
        if self.attribute not in span.attributes or self.to == self.attribute:
            return span
        return replace(span, attributes={self.to if name == self.attribute else name: value
                                         for name, value in span.attributes.items() if name != self.to})

    def lost(self, scheme: Scheme, span: Span) -> tuple[Answer, ...]:
        """Return the answer that stands under the new name already, if there is one."""
        stands = self.attribute in span.attributes and self.to in span.attributes and self.to != self.attribute
        return ((self.to, span.attributes[self.to]),) if stands else ()

    def after(self, earlier: Edit) -> Edit | None:
        """Join what was typed before."""
        if isinstance(earlier, RenameAttribute) and (earlier.layer, earlier.label, earlier.to) == (
                self.layer, self.label, self.attribute):
            return replace(earlier, to=self.to)
        if isinstance(earlier, AddAttribute) and (earlier.layer, earlier.label, earlier.attribute.name) == (
                self.layer, self.label, self.attribute):
            return replace(earlier, attribute=replace(earlier.attribute, name=self.to))
        return None


@dataclass(frozen=True, slots=True)
class ChangeAttribute(_OnLabel):
    """Give an attribute another type, values or default; answers that no longer fit are converted or go."""

    attribute: str
    to: Attribute

    def words(self) -> str:
        """Say it."""
        return f"change {self.attribute} of {self.label}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Change it; it keeps its name and whether it is retired."""
        old = self._of(scheme, self.attribute)
        return self._put(scheme, old, replace(self.to, name=old.name, retired=old.retired))

    @property
    def rewrites(self) -> bool:
        """Answers may change."""
        return True

    def rewrite(self, scheme: Scheme, span: Span) -> Span | None:
        """Convert the answer, or take it away."""
        if self.attribute not in span.attributes:
            return span
        kept = converted(self.to, span.attributes[self.attribute])
        if kept is None:
            return replace(span, attributes=without(span.attributes, self.attribute))
        return replace(span, attributes={**span.attributes, self.attribute: kept})

    def lost(self, scheme: Scheme, span: Span) -> tuple[Answer, ...]:
        """Return the answer where it does not fit."""
        answer = span.attributes.get(self.attribute)
        return () if answer is None or converted(self.to, answer) is not None else ((self.attribute, answer),)

    def after(self, earlier: Edit) -> Edit | None:
        """Join an earlier change: what was meant in between converts nothing."""
        if isinstance(earlier, ChangeAttribute) and (earlier.layer, earlier.label, earlier.attribute) == (
                self.layer, self.label, self.attribute):
            return self
        if isinstance(earlier, AddAttribute) and (earlier.layer, earlier.label, earlier.attribute.name) == (
                self.layer, self.label, self.attribute):
            return replace(earlier, attribute=replace(self.to, name=self.attribute))
        return None


@dataclass(frozen=True, slots=True)
class RenameValue(_OnLabel):
    """Give one value of a choice another name; the answers follow."""

    attribute: str
    value: str
    to: str

    def words(self) -> str:
        """Say it."""
        return f"rename {self.value} of {self.attribute} to {self.to}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Rename it. Raises Refused where the attribute has such a value already."""
        old = self._of(scheme, self.attribute)
        if self.value not in old.values:
            raise NotFound(f"The attribute {self.attribute} has no value {self.value}.")
        free_name("value", self.to, (each for each in old.values if each != self.value))
        return self._put(scheme, old, replace(
            old, values=tuple(self.to if each == self.value else each for each in old.values),
            default=self.to if old.default == self.value else old.default))

    @property
    def rewrites(self) -> bool:
        """Answers change."""
        return True

    def rewrite(self, scheme: Scheme, span: Span) -> Span | None:
        """Let the answer follow."""
        if span.attributes.get(self.attribute) != self.value or self.to == self.value:
            return span
        return replace(span, attributes={**span.attributes, self.attribute: self.to})

    def after(self, earlier: Edit) -> Edit | None:
        """Join what was typed before."""
        if isinstance(earlier, RenameValue) and (earlier.layer, earlier.label, earlier.attribute, earlier.to) == (
                self.layer, self.label, self.attribute, self.value):
            return replace(earlier, to=self.to)
        return None


@dataclass(frozen=True, slots=True)
class MoveAttribute(_OnLabel):
    """Move an attribute up (negative) or down within its label."""

    attribute: str
    by: int

    def words(self) -> str:
        """Say it."""
        return f"move {self.attribute} of {self.label} {'up' if self.by < 0 else 'down'}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Move it."""
        attribute = self._of(scheme, self.attribute)
        return changed_label(scheme, (self.layer, self.label), lambda label: replace(
            label, attributes=moved(label.attributes, label.attributes.index(attribute), self.by)))

    def reach(self, scheme: Scheme) -> tuple[Place, ...]:
        """No span changes."""
        return ()

    def after(self, earlier: Edit) -> Edit | None:
        """Join an earlier move."""
        if isinstance(earlier, MoveAttribute) and (earlier.layer, earlier.label, earlier.attribute) == (
                self.layer, self.label, self.attribute):
            return replace(self, by=earlier.by + self.by)
        return None


@dataclass(frozen=True, slots=True)
class RetireAttribute(_OnLabel):
    """Keep an attribute for the answers there are, but ask it no longer; or ask it again."""

    attribute: str
    retired: bool = True

    def words(self) -> str:
        """Say it."""
        return f"retire {self.attribute} of {self.label}" if self.retired else (
            f"ask {self.attribute} of {self.label} again")

    def apply(self, scheme: Scheme) -> Scheme:
        """Retire it."""
        old = self._of(scheme, self.attribute)
        return self._put(scheme, old, replace(old, retired=self.retired))

    def reach(self, scheme: Scheme) -> tuple[Place, ...]:
        """No span changes."""
        return ()


@dataclass(frozen=True, slots=True)
class RemoveAttribute(_OnLabel):
    """Remove an attribute; its answers go too."""

    attribute: str

    def words(self) -> str:
        """Say it."""
        return f"remove {self.attribute} from {self.label}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Remove it."""
        return self._put(scheme, self._of(scheme, self.attribute))

    @property
    def rewrites(self) -> bool:
        """Answers go."""
        return True

    def rewrite(self, scheme: Scheme, span: Span) -> Span | None:
        """Take the answer away."""
        if self.attribute not in span.attributes:
            return span
        return replace(span, attributes=without(span.attributes, self.attribute))

    def lost(self, scheme: Scheme, span: Span) -> tuple[Answer, ...]:
        """Return the answer."""
        answer = span.attributes.get(self.attribute)
        return () if answer is None else ((self.attribute, answer),)


def without(answers: Mapping[str, Value], name: str) -> dict[str, Value]:
    """Return the answers but one."""
    return {each: value for each, value in answers.items() if each != name}
