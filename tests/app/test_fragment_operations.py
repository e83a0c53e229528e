"""Operations on fragments: what is joined, trimmed and refused, and that it is all one span."""

from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import bootstrap
from annotator.app.exporting import export_records
from annotator.app.operations.fragments import AddFragment, MoveBoundary, RemoveFragment
from annotator.app.operations.spans import AddSpans, Relabel, RemoveSpans
from annotator.app.session import Session
from annotator.domain.article import SetRef
from annotator.domain.errors import NotFound, Refused
from annotator.domain.query import Selection
from annotator.domain.span import Fragment, Span, fragment_at, with_fragment
from tests.app.conftest import place
from tests.app.test_span_operations import add


def now(session: Session, ref: SetRef, span: Span) -> Span:
    return session.reader.spans(ref, [span.id])[0]


def test_a_fragment_makes_one_span_of_words_apart(session: Session, ref: SetRef) -> None:
    span = add(session, ref, "FACTUAL", "Iraq is safe", layer="claim")
    start, end = place("🇨🇦 Iraq waits")
    session.execute(AddFragment(ref, span.id, start - 1, end - 11))  # in the middle of the flag
    session.execute(AddFragment(ref, span.id, *place("on Monday")))
    changed = now(session, ref, span)
    assert changed.quote == "on Monday Iraq is safe 🇨🇦"
    assert changed.fragments == (place("on Monday"), place("Iraq is safe"), place("🇨🇦"))
    assert session.history()[-1].name == "add fragment"
    session.undo()
    session.undo()
    assert now(session, ref, span) == span


@pytest.mark.parametrize(("words", "quote"), [
    ("safe,” said", "Iraq is safe,” said Lamirande"), ("said Jessica", "Iraq is safe said Jessica Lamirande"),
    ("“", "“Iraq is safe Lamirande"),
    ("Iraq is safe,” said Jessica Lamirande", "Iraq is safe,” said Jessica Lamirande")])
def test_what_overlaps_touches_or_follows_after_a_space_joins(session: Session, ref: SetRef, words: str,
                                                               quote: str) -> None:
    span = add(session, ref, "FACTUAL", "Iraq is safe", layer="claim")
    session.execute(AddFragment(ref, span.id, *place("Lamirande")))
    session.execute(AddFragment(ref, span.id, *place(words)))
    assert now(session, ref, span).quote == quote


def test_words_in_another_paragraph_stay_a_fragment_of_their_own() -> None:
    assert with_fragment("one\ntwo", [Fragment(0, 3)], 4, 7) == ((0, 3), (4, 7))
    assert with_fragment("one two", [Fragment(0, 3)], 4, 7) == ((0, 7),)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 6)), min_size=1, max_size=8))
def test_fragments_cover_what_was_added_and_stay_apart(added: list[tuple[int, int]]) -> None:
    text, fragments = "x" * 50, tuple[Fragment, ...]()
    for start, length in added:
        fragments = with_fragment(text, fragments, start, start + length)
    assert {n for start, end in fragments for n in range(start, end)} == {
        n for start, length in added for n in range(start, start + length)}
    assert all(one.end < other.start for one, other in pairwise(fragments))


@pytest.mark.parametrize(("position", "index"), [(0, 0), (3, 0), (8, 0), (11, 0), (12, 1), (16, 1), (25, 1), (99, 1)])
def test_the_fragment_at_a_position_is_the_one_around_it_or_the_nearest(position: int, index: int) -> None:
    assert fragment_at([Fragment(2, 8), Fragment(16, 20)], position) == index


def test_what_belongs_already_white_space_and_twins_are_refused(session: Session, ref: SetRef) -> None:
    span = add(session, ref, "FACTUAL", "Iraq is safe", layer="claim")
    with pytest.raises(Refused, match="belong to the span already"):
        session.execute(AddFragment(ref, span.id, *place("is")))
    with pytest.raises(Refused, match="white space"):
        session.execute(AddFragment(ref, span.id, 6, 7))
    session.execute(AddSpans(ref, "claim", "FACTUAL", [[place("Iraq is safe"), place("waits")]]))
    with pytest.raises(Refused, match="exactly this range"):
        session.execute(AddFragment(ref, span.id, *place("waits")))
    assert now(session, ref, span) == span


def test_a_fragment_is_taken_away_but_the_last(session: Session, ref: SetRef) -> None:
    session.execute(add_two := AddSpans(ref, "claim", "FACTUAL", [[place("Iraq is safe"), place("waits")]]))
    id = add_two.added[0]
    session.execute(RemoveFragment(ref, id, 0))
    assert session.reader.spans(ref)[0].quote == "waits"
    assert session.history()[-1].name == "remove fragment"
    with pytest.raises(Refused, match="press Delete"):
        session.execute(RemoveFragment(ref, id, 0))
    with pytest.raises(NotFound, match="fragment is no longer there"):
        session.execute(MoveBoundary(ref, id, 1, 0, 4))


def test_moving_a_boundary_trims_and_keeps_the_quote_true(session: Session, ref: SetRef) -> None:
    span = add(session, ref, "PERSON", "Jessica")
    start, end = place("Jessica Lamirande ")
    session.execute(MoveBoundary(ref, span.id, 0, start, end))
    changed = now(session, ref, span)
    assert (changed.quote, changed.fragments) == ("Jessica Lamirande", (Fragment(start, end - 1),))
    assert session.history()[-1].name == "move boundary"


def test_moving_a_boundary_onto_a_twin_is_refused(session: Session, ref: SetRef) -> None:
    add(session, ref, "PERSON", "Jessica Lamirande")
    span = add(session, ref, "PERSON", "Jessica")
    with pytest.raises(Refused, match="exactly this range"):
        session.execute(MoveBoundary(ref, span.id, 0, *place("Jessica Lamirande")))


def test_a_boundary_moved_to_the_next_fragment_joins_it(session: Session, ref: SetRef) -> None:
    session.execute(operation := AddSpans(ref, "claim", "FACTUAL", [[place("Iraq"), place("safe")]]))
    session.execute(MoveBoundary(ref, operation.added[0], 0, *place("Iraq is")))
    assert session.reader.spans(ref)[0].fragments == (place("Iraq is safe"),)


def test_a_span_of_fragments_is_relabelled_exported_deleted_and_undone_as_one(
        session: Session, ref: SetRef) -> None:
    session.execute(operation := AddSpans(ref, "claim", "FACTUAL", [[place("Iraq is safe"), place("waits")]]))
    id = operation.added[0]
    session.execute(Relabel(ref, id, "claim", "OPINION"))
    assert [(each.label, each.quote) for each in session.reader.spans(ref)] == [("OPINION", "Iraq is safe waits")]
    out = BytesIO()
    export_records(session.reader, bootstrap.formats().by_id("jsonl"), Selection(), out)
    fragments = f'"fragments":[[{place("Iraq is safe")[0]},{place("Iraq is safe")[1]}],'
    assert fragments in out.getvalue().decode()
    session.execute(RemoveSpans(ref, [id]))
    assert session.reader.spans(ref) == []
    session.undo()
    assert [each.quote for each in session.reader.spans(ref)] == ["Iraq is safe waits"]
