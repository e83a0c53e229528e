"""Reading feedback: what reviewers' verdicts ask of an annotator, article by article or over the whole project."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.app.ports import Reader
from annotator.domain.article import SetRef
from annotator.domain.errors import NotFound
from annotator.domain.feedback import Feedback, Reviewed, feedback_on
from annotator.domain.merging.base import base_spans


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFeedback:
    """What is asked on one article; `text` is the article's, for telling what a proposal changes."""

    article: str
    title: str
    text: str
    items: tuple[Feedback, ...]


def reviewed_articles(reader: Reader, annotator: str) -> list[str]:
    """Return the ids of the articles on which somebody else judged the annotator's spans or their own, in the
    project's order."""
    found = {verdict.ref.article for reviewer in reader.annotators() if reviewer != annotator
             for verdict in reader.verdicts_by(reviewer) if verdict.ref.annotator in (annotator, reviewer)}
    return [row.id for row in reader.article_rows(annotator) if row.id in found] if found else []


def article_feedback(reader: Reader, article: str, annotator: str) -> ArticleFeedback:
    """Return what is asked of the annotator on one article; no items where nobody reviewed it. Raises NotFound."""
    mine, found = SetRef(article, annotator), reader.article(article)
    verdicts, remarks = reader.verdicts(mine), reader.remarks(mine)
    others = {}
    for reviewer in {each.ref.annotator for each in reader.sets(article)} - {annotator}:
        judged = [each for each in reader.verdicts(SetRef(article, reviewer)) if each.by == reviewer]
        if judged:
            verdicts += judged
            remarks += reader.remarks(SetRef(article, reviewer))
            others[reviewer] = reader.spans(SetRef(article, reviewer), {each.span for each in judged})
    if not verdicts:
        return ArticleFeedback(article=article, title=found.title, text=found.text, items=())
    reviewed = Reviewed(mine=mine, spans=reader.spans(mine), others=others,
                        was=base_spans(reader.merge_base(mine)), verdicts=verdicts, remarks=remarks)
    return ArticleFeedback(article=article, title=found.title, text=found.text, items=tuple(feedback_on(reviewed)))


def all_feedback(reader: Reader, annotator: str) -> Iterator[ArticleFeedback]:
    """Yield what is asked of the annotator, article by article in the project's order."""
    for article in reviewed_articles(reader, annotator):
        found = article_feedback(reader, article, annotator)
        if found.items:
            yield found


def feedback_item(reader: Reader, ref: SetRef, span: str, by: str, annotator: str) -> Feedback:
    """Return one item, by the verdict's key. Raises NotFound where the verdict is gone or asks nothing any more."""
    items = article_feedback(reader, ref.article, annotator).items
    item = next((each for each in items if each.key == (ref, span, by)), None)
    if item is None:
        raise NotFound("That verdict is no longer there")
    return item
