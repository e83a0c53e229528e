"""The signs of the list are those of the article."""

import pytest

from annotator.domain.coding import Coded
from annotator.domain.difference import Difference
from annotator.domain.relation import Relation
from annotator.domain.span import Fragment
from annotator.ui.article_view.compared import SIGNS
from annotator.ui.review.rows import Row, chip

SPAN = Coded("S1", "entity", "GPE", (Fragment(0, 4),))
PAIR = {"ana": SPAN, "bob": SPAN}
SAID = Relation(id="R1", head="S1", tail="S2", label="SAID_BY")


@pytest.mark.parametrize(("difference", "sign", "word"), [
    (Difference("label", PAIR), SIGNS["label"], "label"), (Difference("boundary", PAIR), SIGNS["boundary"], "boundary"),
    (Difference("missing", {"ana": SPAN}), SIGNS["missing"], "missing"),
    (Difference("extra", {"bob": SPAN}), SIGNS["extra"], "extra"),
    (Difference("same", PAIR, attributes=("certainty",)), SIGNS["same"], "attributes"),
    (Difference("same", PAIR, relations={"ana": (SAID,)}), SIGNS["same"], "relations"),
    (Difference("same", {"ana": SPAN}), "·", "to check"),
])
def test_each_difference_has_the_sign_of_the_article(difference: Difference[Coded], sign: str, word: str) -> None:
    found = chip(Row("A1", difference, "Iraq", "ana: GPE"))
    assert (found.sign, found.word) == (sign, word)
