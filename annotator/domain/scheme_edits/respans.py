"""Edits of labels that change spans: merge, split, remove."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from annotator.domain.answers import shown
from annotator.domain.errors import Refused
from annotator.domain.scheme import Label, Scheme, allows
from annotator.domain.scheme_edits.base import Answer, Edit, Place, changed_layer, found_label, found_layer, free_name
from annotator.domain.scheme_edits.ends import renamed_ends, with_ends, without_ends
from annotator.domain.scheme_edits.labels import free_key
from annotator.domain.span import Span, Value


@dataclass(frozen=True, slots=True)
class MergeLabels(Edit):
    """Give the spans of some labels another one, and remove those labels from the scheme.

    A span whose range has the other label already is joined with the span that stands there.
    """

    sources: tuple[Place, ...]
    into: Place

    def words(self) -> str:
        """Say it."""
        return f"merge {', '.join(name for _, name in self.sources)} into {self.into[1]}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Remove the merged labels; relation types follow. Raises Refused for a label merged into itself."""
        found_label(scheme, self.into)
        for place in self.sources:
            found_label(scheme, place)
            if place == self.into:
                raise Refused(f"{place[1]} cannot be merged into itself; choose another label.")
            scheme = renamed_ends(_without(scheme, place), place[1], self.into[1])
        return scheme

    @property
    def rewrites(self) -> bool:
        """Spans get another label."""
        return True

    @property
    def takes_away(self) -> bool:
        """The merged labels go."""
        return True

    def reach(self, scheme: Scheme) -> tuple[Place, ...]:
        """Return the merged labels, and the one they become: its spans may stand where theirs do."""
        return (*self.sources, self.into)

    def rewrite(self, scheme: Scheme, span: Span) -> Span | None:
        """Give the span the other label, with all answers that this one does not forbid."""
        if (span.layer, span.label) not in self.sources:
            return span
        lost = {name for name, _ in self.lost(scheme, span)}
        return replace(span, layer=self.into[0], label=self.into[1], attributes={
            name: value for name, value in span.attributes.items() if name not in lost})

    def lost(self, scheme: Scheme, span: Span) -> tuple[Answer, ...]:
        """Return the answers that the other label's attribute of the same name does not allow."""
        asked = {each.name: each for each in found_label(scheme, self.into).attributes}
        return tuple((name, value) for name, value in span.attributes.items()
                     if name in asked and not allows(asked[name], value))


@dataclass(frozen=True, slots=True)
class ByAnswer:
    """Takes the spans that answer an attribute with this value."""

    attribute: str
    value: Value

    def words(self) -> str:
        """Say which spans."""
        return f"{self.attribute} = {shown(self.value)}"

    def takes(self, span: Span) -> bool:
        """Whether the span is one of them; True and 1 are two answers."""
        answer = span.attributes.get(self.attribute)
        return answer == self.value and isinstance(answer, bool) == isinstance(self.value, bool)


@dataclass(frozen=True, slots=True)
class ByWords:
    """Takes the spans whose quote has one of the words (or phrases, parted by commas), whole and without case."""

    phrases: str

    def words(self) -> str:
        """Say which spans."""
        return f"the quote has {' or '.join(self._each())}"

    def takes(self, span: Span) -> bool:
        """Whether the span is one of them."""
        quote = " ".join(span.quote.split()).casefold()
        return any(re.search(rf"(?<!\w){re.escape(each.casefold())}(?!\w)", quote) for each in self._each())

    def _each(self) -> list[str]:
        return [words for each in self.phrases.split(",") if (words := " ".join(each.split()))]


@dataclass(frozen=True, slots=True)
class SplitLabel(Edit):
    """Give some spans of a label a new one, which stands behind it and asks the same."""

    layer: str
    label: str
    new: Label
    rule: ByAnswer | ByWords

    def words(self) -> str:
        """Say it."""
        return f"split {self.new.name} off {self.label} where {self.rule.words()}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Add the new label, in relation types too. Raises Refused where its name or key is taken."""
        layer, label = found_layer(scheme, self.layer), found_label(scheme, (self.layer, self.label))
        free_name("label", self.new.name, (each.name for each in layer.labels))
        free_key(scheme, self.new.key)
        at = layer.labels.index(label) + 1
        new = replace(self.new, attributes=label.attributes)
        grown = changed_layer(scheme, self.layer, lambda each: replace(
            each, labels=(*each.labels[:at], new, *each.labels[at:])))
        return with_ends(grown, self.label, (self.label, self.new.name))

    @property
    def rewrites(self) -> bool:
        """Spans get another label."""
        return True

    def reach(self, scheme: Scheme) -> tuple[Place, ...]:
        """Return the label that is split."""
        return ((self.layer, self.label),)

    def rewrite(self, scheme: Scheme, span: Span) -> Span | None:
        """Give the span the new label where the rule takes it."""
        return replace(span, label=self.new.name) if self.rule.takes(span) else span


@dataclass(frozen=True, slots=True)
class RemoveLabel(Edit):
    """Remove a label; the spans that have it go too."""

    layer: str
    label: str

    def words(self) -> str:
        """Say it."""
        return f"remove {self.label}"

    def apply(self, scheme: Scheme) -> Scheme:
        """Remove it. Raises Refused where a relation type would be left without a label at one end."""
        return without_ends(_without(scheme, (self.layer, self.label)), [self.label])

    @property
    def rewrites(self) -> bool:
        """Spans go."""
        return True

    @property
    def takes_away(self) -> bool:
        """The label goes."""
        return True

    def reach(self, scheme: Scheme) -> tuple[Place, ...]:
        """Return the label."""
        return ((self.layer, self.label),)

    def rewrite(self, scheme: Scheme, span: Span) -> Span | None:
        """Nothing is left of it."""
        return None


def _without(scheme: Scheme, place: Place) -> Scheme:
    found_label(scheme, place)
    return changed_layer(scheme, place[0], lambda layer: replace(
        layer, labels=tuple(each for each in layer.labels if each.name != place[1])))
