"""The list of differences as a model: whatever comes in which order, it shows what a new model would show."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from annotator.domain.article import SetRef
from annotator.domain.coding import Coded
from annotator.domain.difference import Difference, DifferenceKind
from annotator.domain.review import Verdict, VerdictKind
from annotator.domain.span import Fragment
from annotator.ui.review.filter import Filter, parse, toggled
from annotator.ui.review.model import ReviewModel
from annotator.ui.review.rows import Heading, Row

pytestmark = pytest.mark.usefixtures("qapp")
ARTICLES = [f"a{n}" for n in range(8)]
KINDS: Sequence[DifferenceKind] = ("label", "missing", "extra")


def rows(article: str, number: int, outcome: str = "") -> list[Row]:
    """Return rows of an article, one after the other in its text."""
    found = []
    for n in range(number):
        span = Coded(f"{article}-{n}", "entity", "GPE", (Fragment(n * 10, n * 10 + 5),))
        found.append(Row(article, Difference(KINDS[n % 3], {"ana": span}), f"words {n}", "Ana: GPE", outcome))
    return found


def shown(model: ReviewModel) -> list[object]:
    """Return what each row says, and of headings how much is decided."""
    return [(row.article, row.total, row.decided) if isinstance(row, Heading) else row for row in model._shown]


parts = st.lists(st.tuples(st.sampled_from(ARTICLES), st.integers(0, 4), st.sampled_from(["", "accept", "question"])),
                 max_size=12)
filters = st.sampled_from(["", "kind:label", "is:open", "is:decided", "in:article", "kind:extra words"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(parts, max_size=5), filters)
def test_parts_in_any_order_come_to_the_same_list(told: list[list[tuple[str, int, str]]], typed: str) -> None:
    model, wanted = ReviewModel(), parse(typed)[0]
    tester = QAbstractItemModelTester(model)
    model.begin(ARTICLES)
    model.filter(wanted, "a3")
    now: dict[str, list[Row]] = {}
    for part in told:
        found = {article: rows(article, number, outcome) for article, number, outcome in part}
        ordered = [(article, article.upper(), found[article]) for article in ARTICLES if article in found]
        model.put(ordered)
        now |= found
    fresh = ReviewModel()
    fresh.begin(ARTICLES)
    fresh.put([(article, article.upper(), now[article]) for article in ARTICLES if article in now])
    fresh.filter(wanted, "a3")
    assert shown(model) == shown(fresh)
    assert (model.total, model.decided, model.shown) == (fresh.total, fresh.decided, fresh.shown)
    assert model.total == sum(map(len, now.values()))
    assert [model.place(row) for row in model._shown if isinstance(row, Row)] == [
        n for n, row in enumerate(model._shown) if isinstance(row, Row)]
    assert tester.model() is model


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts, filters)
def test_next_and_previous_undo_each_other(told: list[tuple[str, int, str]], typed: str) -> None:
    model = ReviewModel()
    model.begin(ARTICLES)
    found = {article: rows(article, number, outcome) for article, number, outcome in told}
    model.put([(article, article, found[article]) for article in ARTICLES if article in found])
    model.filter(parse(typed)[0], "a3")
    walked, row = [], model.neighbor(None, ARTICLES[0], 1, open_only=False)
    while row is not None:
        walked.append(row)
        row = model.neighbor(row, row.article, 1, open_only=False)
    assert walked == [row for row in model._shown if isinstance(row, Row)]
    back, row = [], walked[-1] if walked else None
    while row is not None:
        back.append(row)
        row = model.neighbor(row, row.article, -1, open_only=False)
    assert back == walked[::-1]
    for row in walked:
        following = model.neighbor(row, row.article, 1, open_only=True)
        undecided = [each for each in walked if not each.outcome and each is not row]
        assert (following is None) == (not undecided)


def test_a_row_out_of_sight_still_has_its_place() -> None:
    model = ReviewModel()
    model.begin(ARTICLES)
    one, other = rows("a1", 5), rows("a2", 2)
    model.put([("a1", "A1", one), ("a2", "A2", other)])
    model.filter(Filter(kinds=frozenset({"extra"})), "")
    assert model.neighbor(one[1], "a1", 1, open_only=False) is one[2]
    assert model.neighbor(one[4], "a1", -1, open_only=False) is one[2]
    assert model.neighbor(one[3], "a1", 1, open_only=False) is None
    assert model.neighbor(other[0], "a2", -1, open_only=False) is one[2]


def test_verdicts_change_rows_headings_and_counts_where_they_are() -> None:
    model = ReviewModel()
    model.begin(ARTICLES)
    model.put([("a1", "A1", rows("a1", 3))])
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last: changed.append(first.row()))

    def verdict(kind: VerdictKind) -> dict[tuple[str, str], Verdict]:
        return {("ana", "a1-1"): Verdict(ref=SetRef("a1", "ana"), span="a1-1", verdict=kind, by="bob", at="2")}

    model.judge("a1", verdict("reject"))
    assert model.data(model.index(2)) == "rejected: words 1, Ana: GPE"
    assert (model.decided, sorted(changed)) == (1, [0, 2])
    model.judge("a1", verdict("question"))
    assert (model.decided, model.data(model.index(2))) == (0, "asked: words 1, Ana: GPE")
    model.judge("a1", {})
    model.judge("a2", {})
    assert model.data(model.index(0)) == "A1, 0 of 3 decided"
    assert model.at(QModelIndex()) is None


def test_words_of_the_filter_are_put_in_and_taken_out() -> None:
    assert toggled("troops", "is:open") == "troops is:open"
    assert toggled("troops is:open", "is:open") == "troops"
    assert parse("who: x")[1] == "There is no who: here; use kind:, layer:, label:, is: or in:article"
    assert parse("kind: is: label:")[0] == Filter()
