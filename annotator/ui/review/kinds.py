"""Kinds of review and policies in plain words, as the dialog and the list of reviews say them."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from annotator.domain import words
from annotator.domain.gold import preferred
from annotator.domain.review import Mode, Review


class Kind(NamedTuple):
    """A kind of review: its words with the key of the dialog, what one does in it, and in how many words the list
    names it."""

    mode: Mode
    title: str
    says: str
    short: str


KINDS = (
    Kind("check", "&Check one annotator’s work", "Every span is looked at: right, wrong, or right otherwise.", "check"),
    Kind("compare", "C&ompare annotators", "Only where they differ something is to be decided.", "comparison"),
    Kind("again", "Label &again, blind", "A sample is labeled a second time without seeing the first; then the two "
                                         "are compared.", "labeled again"),
)

_NAMED = 4
"""Annotators that are named at most."""
_MAJORITY = "what more than half of them have"


def short(review: Review) -> str:
    """Return what kind a review is: `comparison of Ana and Ben`."""
    kind = next(each.short for each in KINDS if each.mode == review.mode)
    return f"{listed(review.annotators[:1])}, {kind}" if review.mode == "again" else (
        f"{kind} of {listed(review.annotators)}")


def policies(mode: Mode, annotators: Sequence[str]) -> list[tuple[str, str]]:
    """Return the policies that make sense, each with its words, the usual one first."""
    if mode == "check":
        return [("agreed", "only what I accept"),
                *((f"prefer:{name}", f"what {name} has, except what I reject") for name in annotators)]
    found = [("agreed", f"what {'both' if len(annotators) == 2 else 'all'} have")]
    if len(annotators) > 2:
        found.append(("majority", _MAJORITY))
    found.append(("union", "what anybody has"))
    return found + [(f"prefer:{name}", f"what {name} has") for name in annotators]


def policy_words(review: Review) -> str:
    """Return the words of a review's policy."""
    known = dict(policies(review.mode, review.annotators)) | {"majority": _MAJORITY}
    return known.get(review.policy) or f"what {preferred(review.policy) or 'anybody'} has"


def usual_name(mode: Mode, annotators: Sequence[str], today: str, taken: Collection[str]) -> str:
    """Return a name for a review that no other has."""
    name = {"check": f"{listed(annotators)}’s annotations", "compare": listed(annotators),
            "again": f"{listed(annotators[:1])} again, {today}"}[mode]
    return next(each for number in range(1, len(taken) + 2)
                if (each := name if number == 1 else f"{name} ({number})") not in taken)


def listed(names: Sequence[str]) -> str:
    """Return `ana`, `ana and ben`, `ana, ben and 12 more`."""
    return words.listed([*names[:_NAMED - 1], f"{len(names) - _NAMED + 1:,} more"] if len(names) > _NAMED
                        else names) or "nobody"
