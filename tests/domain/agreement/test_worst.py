"""Which disagreements a report quotes."""

from annotator.domain.agreement.figures import Figures, PairFigures
from annotator.domain.agreement.worst import EACH, rule, worst_articles, worst_of
from annotator.domain.coding import Coded
from annotator.domain.compare import compare
from annotator.domain.span import Fragment


def test_articles_with_the_least_agreement_come_first_and_those_without_disagreement_not_at_all() -> None:
    scores = {"b": 0.5, "a": 0.5, "full": 1.0, "worst": 0.0, "nothing": None}
    figures = Figures(by_article={article: {"f1_exact": score} for article, score in scores.items()})
    pair = PairFigures(annotators=("ana", "ben"), articles=5, all=figures)
    assert worst_articles(pair) == ["worst", "a", "b"]


def test_of_one_article_the_largest_are_taken_in_the_order_of_the_text() -> None:
    places = [(0, 2), (10, 40), (50, 60), (70, 75), (80, 81)]
    mine = [Coded(str(n), "entity", "GPE", (Fragment(*place),)) for n, place in enumerate(places)]
    found = worst_of(compare({"ana": mine, "ben": mine[2:3]}))
    assert [(each.start, each.end) for each in found] == [(0, 2), (10, 40), (70, 75)]
    assert len(found) == EACH
    assert f"at most {EACH}" in rule(20)
    assert "20 in all" in rule(20)
