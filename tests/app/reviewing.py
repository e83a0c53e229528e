"""Sets of ana, bob and eve on the article a1, and what a review makes of them."""

from annotator.app.operations.spans import AddSpans
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.review import Mode, Review, Verdict, VerdictKind
from annotator.domain.span import Span
from tests.app.conftest import place

GOLD = SetRef("a1", "gold")


def label(session: Session, annotator: str, name: str, word: str, article: str = "a1", layer: str = "entity") -> str:
    """Let an annotator label a word; return the id of the span."""
    text = session.reader.article(article).text
    operation = AddSpans(SetRef(article, annotator), layer, name, [[place(word, text)]])
    session.execute(operation)
    return operation.added[0]


def review(*annotators: str, mode: Mode = "compare", policy: str = "agreed", articles: tuple[str, ...] = ()) -> Review:
    """A review by rex."""
    return Review(id="r1", name="First", mode=mode, annotators=annotators, reviewer="rex", policy=policy,
                  articles=articles)


def verdict(annotator: str, span: str, kind: VerdictKind, proposal: Span | None = None, article: str = "a1") -> Verdict:
    """A verdict as the window gives it: who and when is filled in by the operation."""
    return Verdict(ref=SetRef(article, annotator), span=span, verdict=kind, proposal=proposal)


def gold(session: Session, ref: SetRef = GOLD) -> list[tuple[str, str]]:
    """The gold set as label and quote, in order."""
    return [(span.label, span.quote) for span in session.reader.spans(ref)]


def status(session: Session, ref: SetRef = GOLD) -> str:
    """The status of the gold set, empty where there is none."""
    found = session.reader.annotation_set(ref)
    return found.status if found else ""
