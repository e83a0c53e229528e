"""Looking through the texts of a project, some articles at a time, and what is labelled on them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

from sqlalchemy import BindParameter, Connection, bindparam, func, select

from annotator.domain.candidates import Labelled
from annotator.domain.query import ArticleText, TextPart
from annotator.domain.span import Fragment
from annotator.store import schema as db
from annotator.store.recorder import CHUNK

_FIRST, _ARTICLES = 25, 250
"""Articles of the first part, which is to be there at once, and of a part at most."""
_IDS: BindParameter[str] = bindparam("articles", expanding=True)
_TOTAL = select(func.count()).select_from(db.articles)
_TEXTS = (select(db.articles.c.position, db.articles.c.id, db.articles.c.title, db.texts.c.text)
          .join_from(db.articles, db.texts).where(db.articles.c.position > bindparam("after"))
          .order_by(db.articles.c.position).limit(bindparam("most")))
_LABELLED = (select(db.articles.c.id, db.spans.c.pk, db.labels.c.name, db.fragments.c.start, db.fragments.c.end)
             .join_from(db.articles, db.sets).join(db.annotators).join(db.spans).join(db.labels)
             .join(db.layers).join(db.fragments, db.fragments.c.span_pk == db.spans.c.pk)
             .where(db.articles.c.id.in_(_IDS), db.annotators.c.name == bindparam("annotator"),
                    db.layers.c.name == bindparam("layer"))
             .order_by(db.spans.c.pk, db.fragments.c.n))


class Place(NamedTuple):
    """How far a project was looked through: the position to go on after, articles seen, of how many."""

    after: int
    seen: int
    total: int | None


START = Place(-1, 0, None)
"""Before the first article."""


def part(connection: Connection, place: Place, wanted: Callable[[str], bool]) -> tuple[TextPart, Place | None]:
    """Return the wanted ones among the next articles, and the place to go on from (None at the end)."""
    total = connection.execute(_TOTAL).scalar_one() if place.total is None else place.total
    found: list[ArticleText] = []
    most, seen, after = min(_FIRST + place.seen, _ARTICLES), place.seen, place.after
    for after, article, title, text in connection.execute(_TEXTS, {"after": place.after, "most": most}):  # noqa: B007
        seen += 1
        if wanted(text):  # asked here, so that the others are not kept
            found.append(ArticleText(article, title, text))
    return (TextPart(seen, max(total, seen), tuple(found)),
            Place(after, seen, total) if seen - place.seen == most else None)


def labelled(connection: Connection, annotator: str, layer: str,
             articles: Collection[str]) -> dict[str, list[Labelled]]:
    """Return the annotator's spans of a layer on each of the articles that has some."""
    found: dict[str, dict[int, tuple[str, list[Fragment]]]] = {}
    ordered = sorted(articles)
    for at in range(0, len(ordered), CHUNK):
        given = {"articles": ordered[at:at + CHUNK], "annotator": annotator, "layer": layer}
        for article, pk, label, start, end in connection.execute(_LABELLED, given):
            found.setdefault(article, {}).setdefault(pk, (label, []))[1].append(Fragment(start, end))
    return {article: [Labelled(label, tuple(fragments)) for label, fragments in spans.values()]
            for article, spans in found.items()}
