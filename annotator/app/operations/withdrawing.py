"""Taking verdicts back, so that no file that is on its way brings them again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotator.domain.merging.base import Base, base_of

if TYPE_CHECKING:
    from annotator.app.ports import Write
    from annotator.domain.article import SetRef
    from annotator.domain.review import Verdict


def withdraw(write: Write, verdicts: Iterable[Verdict]) -> None:
    """Remove verdicts that are there, and note it with the sets that they are about."""
    by_set: dict[SetRef, list[Verdict]] = defaultdict(list)
    for each in verdicts:
        by_set[each.ref].append(each)
    write.remove_verdicts([each.key for gone in by_set.values() for each in gone])
    for ref, gone in by_set.items():
        base = base_of(write.merge_base(ref)) or Base(own=True)
        write.put_merge_base(ref, base.with_withdrawn(gone).text())
