"""The base of a merge: what is kept with a set so that the next merge tells their changes from ours."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from annotator.domain.errors import Refused
from annotator.domain.kept_span import kept_span, kept_values
from annotator.domain.review import Verdict
from annotator.domain.span import Span

STATUS, NOTES = "@status", "@notes"


class Pair(NamedTuple):
    """One thing as it was when it was merged: the digest of theirs, and of what stood here afterwards."""

    theirs: str
    ours: str


NOTHING = Pair("", "")


def span_key(id: str) -> str:
    """Return the key of a span."""
    return f"s{id}"


def relation_key(id: str) -> str:
    """Return the key of a relation."""
    return f"r{id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """Keys name spans, relations, status and notes.

    own: the set is its annotator's own here, not a copy of one that is worked on elsewhere.
    known: what stood on both sides after the last merge; None where the set was never merged as a whole.
    settled: digests of theirs that were answered one by one (taken over, or ours kept), and are not asked again.
    judged: spans of a set made here as they were when somebody judged them, in the text as it was here then.
    withdrawn: verdicts on this set that their reviewers took back here, by span and reviewer, with the time of the
    verdict: files that are on their way still have them.
    """

    own: bool = False
    known: Mapping[str, Pair] | None = None
    settled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    judged: Mapping[str, Span] = field(default_factory=dict)
    withdrawn: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def merged(self) -> bool:
        """Whether it says anything of a set that came, or of a file that was sent."""
        return self.known is not None or bool(self.settled or self.judged)

    @property
    def copied(self) -> bool:
        """Whether the set came here from elsewhere."""
        return self.known is not None and not self.own

    def is_settled(self, key: str, theirs: str) -> bool:
        """Whether this version of theirs was answered before."""
        return theirs in self.settled.get(key, ())

    def with_settled(self, key: str, theirs: str) -> "Base":
        """Return the base with one more version of theirs that is not asked about again."""
        return replace(self, settled={**self.settled, key: (*self.settled.get(key, ()), theirs)})

    def with_known(self, known: Mapping[str, Pair]) -> "Base":
        """Return the base with these pairs put in; those of what is on neither side any more go."""
        all_known = {**(self.known or {}), **known}
        return replace(self, known={key: pair for key, pair in all_known.items() if pair != NOTHING})

    def with_judged(self, spans: Mapping[str, Span]) -> "Base":
        """Return the base with spans as they were when they were judged."""
        return replace(self, judged={**self.judged, **spans}) if spans else self

    def with_withdrawn(self, verdicts: Iterable[Verdict]) -> "Base":
        """Return the base with verdicts that do not come back."""
        return replace(self, withdrawn={**self.withdrawn, **{(each.span, each.by): each.at for each in verdicts}})

    def is_withdrawn(self, verdict: Verdict) -> bool:
        """Whether this version of a verdict, or a later one, was taken back here."""
        return verdict.at <= self.withdrawn.get((verdict.span, verdict.by), "")

    def turned(self) -> Mapping[str, Pair]:
        """Return what is known, seen from the other side."""
        return {key: Pair(pair.ours, pair.theirs) for key, pair in (self.known or {}).items()}

    def text(self) -> str:
        """Return the base as the text that a project keeps; equal bases give equal texts."""
        value: dict[str, object] = {}
        if self.own:
            value["own"] = True
        if self.known is not None:
            value["known"] = {key: self.known[key].theirs if self.known[key].theirs == self.known[key].ours
                              else list(self.known[key]) for key in sorted(self.known)}
        if self.settled:
            value["settled"] = {key: sorted(self.settled[key]) for key in sorted(self.settled)}
        if self.judged:
            value["judged"] = {id: kept_values(self.judged[id]) for id in sorted(self.judged)}
        if self.withdrawn:
            value["withdrawn"] = [[*key, self.withdrawn[key]] for key in sorted(self.withdrawn)]
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def base_of(text: str) -> Base | None:
    """Return the base of a kept text, None for the empty one. Raises Refused for one that cannot be read."""
    if not text:
        return None
    try:
        value = json.loads(text)
        known = value.get("known")
        return Base(
            own=value.get("own", False),
            known=None if known is None else {
                key: Pair(pair, pair) if isinstance(pair, str) else Pair(*pair) for key, pair in known.items()},
            settled={key: tuple(digests) for key, digests in value.get("settled", {}).items()},
            judged={id: kept_span(values) for id, values in value.get("judged", {}).items()},
            withdrawn={(span, by): at for span, by, at in value.get("withdrawn", [])})
    except (ValueError, TypeError, AttributeError, Refused):
        raise Refused("What is kept of the last merge cannot be read; check the project.") from None


def base_spans(text: str) -> dict[str, Span]:
    """Return, from a kept text, the spans of a set made here as they were when somebody judged them, by id."""
    base = base_of(text)
    return dict(base.judged) if base is not None else {}
