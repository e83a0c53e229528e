"""Records and refusals."""

import pytest

from annotator.domain.article import Article
from annotator.domain.record import Loss, Record, Refusal
from annotator.domain.relation import Relation
from annotator.domain.span import Fragment, Span

SPAN = Span(id="S", layer="entity", label="GPE", fragments=(Fragment(0, 1),), quote="x")


@pytest.mark.parametrize(
    ("keys", "touched"),
    [
        ({}, False),
        ({"line": 3, "said": ("read as UTF-16",)}, False),
        ({"annotator": "ana"}, True),
        ({"status": "done"}, True),
        ({"notes": "n"}, True),
        ({"spans": (SPAN,)}, True),
        ({"relations": (Relation(id="R", label="X", head="S", tail="S"),)}, True),
    ],
)
def test_a_record_is_touched_where_anybody_worked_on_it(keys, touched):
    assert Record(article=Article(id="A", title="", text="x"), **keys).touched == touched


def test_a_refusal_names_its_line_and_a_whole_file_none():
    assert str(Refusal("a.jsonl", 3, "why")) == "a.jsonl:3: why"
    assert str(Refusal("a.txt", 0, "why")) == "a.txt: why"
    assert Refusal("a", 2, "y") < Refusal("a", 10, "x") < Refusal("b", 1, "x")


def test_a_loss_names_article_and_span():
    assert Loss("A", "S", "why") == Loss(article="A", span="S", why="why")
