"""Records: what a format reads and writes, one article with at most one annotation set.

The value form of the contract's JSONL line. Readers yield Record or Refusal; a reader that finds
no id leaves it empty, the import makes one.
"""

from dataclasses import dataclass, field

from annotator.domain.article import Article, Status
from annotator.domain.relation import Relation
from annotator.domain.review import Remark, Verdict
from annotator.domain.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One article and, unless `annotator` is None, what that annotator has on it, and what was decided and said about
    it. The `ref` of verdicts and remarks is the record's own: the import sets it."""

    article: Article
    annotator: str | None = None
    status: Status = "new"
    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()
    notes: str = ""
    verdicts: tuple[Verdict, ...] = ()
    remarks: tuple[Remark, ...] = ()
    line: int = 0
    said: tuple[str, ...] = field(default=())
    """What the reader wants the user to know, such as the encoding it found."""

    @property
    def touched(self) -> bool:
        """Whether anybody has worked on the article."""
        return bool(self.annotator is not None or self.spans or self.relations or self.notes or self.status != "new"
                    or self.verdicts or self.remarks)


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """A record that was not taken: where (line 0 is the whole file) and why, in one sentence."""

    file: str
    line: int
    why: str

    def __str__(self) -> str:
        """Return `FILE:LINE: why`, the contract's form."""
        return f"{self.file}:{self.line}: {self.why}" if self.line else f"{self.file}: {self.why}"


@dataclass(frozen=True, slots=True)
class Loss:
    """A span or relation that a target format cannot carry, and why."""

    article: str
    span: str
    why: str
