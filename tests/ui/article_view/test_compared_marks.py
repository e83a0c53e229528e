"""Where compared spans stand: lanes by annotator, posts where ends differ, captions that never touch."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.span import Fragment, Span
from annotator.ui.article_view.compared import Compared
from annotator.ui.article_view.theme import TextStyle

from .comparing import COLORS, NAMES, Compares, apart
from .conftest import Hands, make_span

TEXT = "Ministers met the Islamic State envoy in Erbil’s old town."
HEBREW = "שלום עולם גדול ויפה"
MIXED = "وقال said Canada أيضا في Erbil إن 20 شخصا قتلوا"


def test_the_first_has_the_words_the_others_lanes_beneath(hands: Hands) -> None:
    shown = Compares(hands, TEXT)
    a, b, c = shown.differ("label", Ana=("Erbil", "GPE"), Ben=("Erbil", "ORG"), Cleo=("Erbil", "PERSON"))
    shown.show()
    marks = shown.marks_of()
    assert [stroke.piece.span.id for stroke in marks.bands] == [a]
    assert [(stroke.piece.span.id, stroke.lane) for stroke in marks.under] == [(b, 0), (c, 1)]
    assert len({(stroke.left, stroke.right) for stroke in (*marks.bands, *marks.under)}) == 1


def test_lanes_make_the_line_taller_and_agreement_does_not(hands: Hands) -> None:
    shown = Compares(hands, TEXT)
    shown.same("Erbil", "GPE")
    shown.show()
    alike = shown.layout().height
    hands.view.set_compared({})
    assert shown.layout().height == alike
    shown.differ("label", Ana=("Islamic State", "ORG"), Ben=("Islamic State", "GPE"))
    shown.show()
    assert shown.layout().height > alike


def test_captions_say_kind_label_and_name(hands: Hands) -> None:
    text = "Erbil and Iraq and Canada and Ottawa and Iran and Rudaw"
    shown = Compares(hands, text)
    shown.differ("label", Ana=("Erbil", "GPE"), Ben=("Erbil", "ORG"))
    shown.differ("missing", Ana=("Iraq", "GPE"))
    shown.differ("extra", Ben=("Canada", "GPE"))
    shown.differ("boundary", Ana=("Ottawa", "GPE"), Ben=("Ottawa and", "GPE"))
    shown.same("Iran", "GPE")
    shown.differ("same", other="certainty", Ana=("Rudaw", "ORG"), Ben=("Rudaw", "ORG"))
    shown.show()
    assert shown.captions() == ["GPE Ana ≠ ORG Ben", "− GPE Ana", "+ GPE Ben", "↔ GPE", "GPE", "≈ ORG certainty"]
    assert apart(shown.marks_of().captions)


@pytest.mark.parametrize(("verdict", "sign"), [("accept", "✓"), ("reject", "✕"), ("edit", "✎")])
def test_what_is_decided_takes_the_place_of_the_sign(hands: Hands, verdict: str, sign: str) -> None:
    shown = Compares(hands, TEXT)
    shown.differ("missing", verdict=verdict, Ana=("Erbil", "GPE"))
    shown.show()
    assert shown.captions() == [f"{sign} GPE Ana"]


def test_a_question_leaves_the_difference_open(hands: Hands) -> None:
    shown = Compares(hands, TEXT)
    shown.differ("label", verdict="question", Ana=("Erbil", "GPE"), Ben=("Erbil", "ORG"))
    shown.show()
    assert shown.captions() == ["? GPE Ana ≠ ORG Ben"]


def test_of_two_the_accepted_one_is_named_alone(hands: Hands) -> None:
    shown = Compares(hands, TEXT)
    a, b = shown.differ("label", Ana=("Erbil", "GPE"), Ben=("Erbil", "ORG"))
    shown.marks[a] = shown.marks[a]._replace(verdict="edit")
    shown.marks[b] = shown.marks[b]._replace(verdict="accept")
    shown.show()
    assert shown.captions() == ["✓ ORG Ben"]


@pytest.mark.parametrize(("verdict", "said"), [
    ("reject", "✕ GPE Ana ≠ ORG Ben"), ("accept", "✓ ORG Ben"), ("question", "? GPE Ana ≠ ORG Ben")])
def test_one_verdict_decides_the_difference_of_both(hands: Hands, verdict: str, said: str) -> None:
    """A reviewer gives no verdict on a span of their own."""
    shown = Compares(hands, TEXT)
    a, b = shown.differ("label", Ana=("Erbil", "GPE"), Ben=("Erbil", "ORG"))
    shown.marks[b] = shown.marks[b]._replace(verdict=verdict)
    shown.show()
    assert shown.captions() == [said]
    assert [stroke.piece.settled for stroke in shown.marks_of().strokes()] == [verdict != "question"] * 2
    assert hands.view._comparison is not None
    assert hands.view._comparison.look(a) == ("label" if verdict == "question" else "done")


def test_a_proposal_has_its_own_caption_and_lies_on_the_words(hands: Hands) -> None:
    shown = Compares(hands, TEXT)
    (b,) = shown.differ("extra", verdict="edit", Ben=("State", "ORG"))
    p = shown.propose("Islamic State", "ORG", b)
    shown.show()
    assert shown.captions() == ["✎ ORG proposed", "✎ ORG Ben"]
    assert [stroke.piece.span.id for stroke in shown.marks_of().bands] == [p]
    assert shown.marks_of().bands[0].piece.suggested


def test_labels_that_start_apart_stand_at_their_own_start(hands: Hands) -> None:
    text = "word " * 14 + "end of the first row and on"
    shown = Compares(hands, text)
    shown.differ("label", Ana=("word word", "GPE"), Ben=("of the first row and on", "ORG"))
    shown.show()
    captions = shown.marks_of().captions
    if len({caption.row for caption in captions}) == 2:
        assert [caption.text for caption in captions] == ["≠ GPE Ana", "≠ ORG Ben"]
    else:
        assert [caption.text for caption in captions] == ["GPE Ana ≠ ORG Ben"]


def test_ends_that_differ_have_posts_even_for_one_character(hands: Hands) -> None:
    shown = Compares(hands, TEXT)
    a, b = shown.differ("boundary", Ana=("Erbil", "GPE"), Ben=("Erbil’", "GPE"))
    shown.show()
    posts = {post.stroke.piece.span.id: post for post in shown.marks_of().posts}
    assert set(posts) == {a, b}  # both start alike, so each has one
    layout, start = shown.layout(), TEXT.index("Erbil")
    assert posts[a].x == pytest.approx(layout.caret_x(start + 5))
    assert posts[b].x == pytest.approx(layout.caret_x(start + 6))
    assert not posts[a].leftmost


def test_one_partner_is_enough_to_compare_both(hands: Hands) -> None:
    shown = Compares(hands, TEXT)
    a, b, c = shown.differ("boundary", Ana=("Erbil", "GPE"), Ben=("Erbil’", "GPE"), Cleo=("Erbil’", "GPE"))
    shown.marks[a] = shown.marks[a]._replace(partner="")
    shown.show()
    assert [post.stroke.piece.span.id for post in shown.marks_of().posts] == [a, b, c]
    assert shown.captions() == ["↔ GPE"]


def test_where_one_annotator_is_checked_no_names_are_needed(hands: Hands) -> None:
    shown = Compares(hands, TEXT)
    id, = shown.differ("same", Ana=("Erbil", "GPE"))
    shown.differ("missing", Ana=("Islamic State", "GPE"))
    shown.show()
    hands.view.set_compared(shown.marks, ("Ana",))
    assert shown.captions() == ["− GPE", "GPE"]
    hands.view.patch_compared({id: shown.marks[id]._replace(verdict="reject")})
    assert shown.captions() == ["− GPE", "✕ GPE"]


def test_in_hebrew_a_span_begins_on_the_right(hands: Hands) -> None:
    shown = Compares(hands, HEBREW)
    a, b = shown.differ("boundary", Ana=("עולם גדול", "GPE"), Ben=("לום עולם גדול", "GPE"))
    shown.show()
    posts = {post.stroke.piece.span.id: post for post in shown.marks_of().posts}
    assert not posts[a].leftmost
    assert posts[b].x > posts[a].x
    caption = shown.marks_of().captions[0]
    assert caption.text == "↔ GPE"
    assert caption.left + caption.width == pytest.approx(posts[a].x, abs=1.5)


@pytest.mark.parametrize("words", [("said Canada", "said Canada أيضا"), ("إن 20", "Erbil إن 20"), ("Erbil", "Erbi")])
def test_on_a_line_of_mixed_direction_posts_stand_at_the_characters(hands: Hands, words: tuple[str, str]) -> None:
    shown = Compares(hands, MIXED)
    a, b = shown.differ("boundary", Ana=(words[0], "GPE"), Ben=(words[1], "GPE"))
    shown.show()
    by_id = {id: [post for post in shown.marks_of().posts if post.stroke.piece.span.id == id] for id in (a, b)}
    assert all(by_id.values())
    for span in shown.spans:
        start, end = span.fragments[0]
        ends = (*hands.view.range_boxes(start, start + 1), *hands.view.range_boxes(end - 1, end))
        edges = [edge for box in ends for edge in (box.left(), box.right())]
        left = hands.view._page.left if hands.view._page else 0.0
        for post in by_id[span.id]:
            assert min(abs(post.x + left - edge) for edge in edges) < 1.0


@pytest.mark.parametrize(("text", "ana", "ben"), [
    ("加拿大国防部长哈吉特", "国防部", "国防部长"), ("a 👩‍👩‍👧 family 🇨🇦 x", "👩‍👩‍👧 family", "family"),
    ("x😀Erbil😀x", "😀Erbil", "Erbil😀"),
    ("cafe\u0301 au lait", "cafe", "cafe\u0301")])
def test_every_script_shows_where_ends_differ(hands: Hands, text: str, ana: str, ben: str) -> None:
    shown = Compares(hands, text)
    ids = shown.differ("boundary", Ana=(ana, "GPE"), Ben=(ben, "GPE"))
    shown.show()
    assert {post.stroke.piece.span.id for post in shown.marks_of().posts} <= set(ids)
    assert shown.marks_of().posts
    assert all(stroke.right - stroke.left >= 3.0 for stroke in shown.marks_of().strokes())


def test_lines_stack_by_annotator_and_brackets_stand_beside_each_other(hands: Hands) -> None:
    text = "He said so yesterday. She did not."
    shown = Compares(hands, text)
    a, b = shown.differ("label", Ana=("He said so", "FACTUAL"), Ben=("He said so yesterday", "OPINION"))
    shown.show()
    assert [(stroke.piece.span.id, stroke.lane) for stroke in shown.marks_of().lines] == [(a, 0), (b, 1)]
    assert shown.gutter() == ["≠ FACTUAL Ana", "≠ OPINION Ben"]
    gutter = hands.view._gutter_now()
    assert gutter is not None
    boxes = [sign.box for sign in gutter.signs]
    assert not boxes[0].intersects(boxes[1])
    captions = [caption.box for caption in gutter.captions]
    assert not captions[0].intersects(captions[1])


def test_in_the_gutter_one_label_stands_for_both_where_only_ends_differ(hands: Hands) -> None:
    shown = Compares(hands, "He said so yesterday. She did not.")
    shown.differ("boundary", Ana=("He said so", "FACTUAL"), Ben=("He said so yesterday", "FACTUAL"))
    shown.differ("extra", Cleo=("She did not", "OPINION"))
    shown.show()
    assert sorted(shown.gutter()) == ["+ OPINION Cleo", "↔ FACTUAL"]


def test_a_narrow_gutter_leaves_out_names_then_shortens_labels(hands: Hands) -> None:
    shown = Compares(hands, "He said so yesterday. She did not.")
    shown.marks = {}
    shown.differ("label", Ana=("He said so", "PREDICTION"), Ben=("He said so", "FACTUAL"))
    shown.show()
    assert shown.gutter() == ["≠ PREDICTION Ana", "≠ FACTUAL Ben"]
    hands.view.resize(440, 600)
    hands.view.viewport().repaint()
    assert shown.gutter() == ["≠ PREDICTION", "≠ FACTUAL"]
    hands.view.set_text_style(TextStyle(size=24))
    hands.view.viewport().repaint()
    first, second = shown.gutter()
    assert "…" in first
    assert "Ben" not in second
    gutter = hands.view._gutter_now()
    assert gutter is not None
    assert all(caption.box.left() >= 0 for caption in gutter.captions)


def test_lines_lie_beneath_the_lanes_of_bands(hands: Hands) -> None:
    shown = Compares(hands, TEXT)
    shown.same(TEXT, "FACTUAL")
    shown.show()
    before = shown.layout().line_y(0, 0)
    shown.differ("extra", Ben=("Erbil", "GPE"))
    shown.show()
    assert shown.layout().line_y(0, 0) > before


def test_blocks_of_others_dim_nothing(hands: Hands) -> None:
    shown = Compares(hands, "One paragraph\nAnother paragraph")
    shown.differ("missing", Ana=("One paragraph", "AD"))
    shown.differ("extra", Ben=("Another paragraph", "AD"))
    shown.show()
    assert [shown.marks_of(block).dims[0].piece.side for block in (0, 1)] == [0, 1]
    assert shown.gutter() == ["− AD Ana", "+ AD Ben"]


def test_split_spans_have_posts_where_only_one_is_split(hands: Hands) -> None:
    text = "The committee will, he said, decide."
    shown = Compares(hands, text)
    shown.spans = [make_span(text, "a", "FACTUAL", (0, 18), (29, 35)), make_span(text, "b", "FACTUAL", (0, 35))]
    shown.marks = {"a": Compared("boundary", 0, "Ana", COLORS["Ana"], partner="b"),
                   "b": Compared("boundary", 1, "Ben", COLORS["Ben"], partner="a")}
    shown.show()
    marks = shown.marks_of()
    assert [(post.stroke.piece.span.id, post.apart) for post in marks.posts] == [
        ("a", False), ("a", True), ("a", True), ("a", False)]
    assert {tie.piece.span.id for tie in marks.ties} == {"a"}


WORDS = "alpha beta 😀 gamma שלום delta 国防部 epsilon zeta"
RANGES = st.tuples(st.integers(0, len(WORDS) - 1), st.integers(1, 20)).map(
    lambda each: (each[0], min(len(WORDS), sum(each))))


@given(st.lists(st.tuples(RANGES, st.integers(0, 2), st.sampled_from(("PERSON", "GPE", "FACTUAL", "AD")),
                          st.sampled_from(("boundary", "label", "missing", "extra", "same")), st.integers(0, 12),
                          st.sampled_from(("", "accept", "question"))), max_size=12))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_of_one_annotator_covers_anything_else(
        hands: Hands, each: list[tuple[tuple[int, int], int, str, str, int, str]]) -> None:
    """Whatever is compared with whatever: no lane holds two at a place, no caption touches another."""
    shown = Compares(hands, WORDS)
    for number, (place, side, label, kind, partner, verdict) in enumerate(each):
        shown.spans.append(make_span(WORDS, f"s{number}", label, place))
        shown.marks[f"s{number}"] = Compared(
            kind, side, NAMES[side], COLORS[NAMES[side]], verdict,  # type: ignore[arg-type]
            partner=f"s{partner}" if partner < len(each) and partner != number else "")
    shown.show()
    marks = shown.marks_of()
    for strokes in (marks.under, marks.lines):
        for one in strokes:
            for other in strokes:
                assert one.piece is other.piece or (one.row, one.lane) != (other.row, other.lane) or (
                    one.end <= other.start or other.end <= one.start)
    assert apart(marks.captions)
    gutter = hands.view._gutter_now()
    assert gutter is not None
    boxes = [caption.box for caption in gutter.captions]
    assert not any(one is not other and one.intersects(other) for one in boxes for other in boxes)


def test_a_span_without_a_mark_looks_as_ever(hands: Hands) -> None:
    shown = Compares(hands, TEXT)
    shown.differ("missing", Ana=("Erbil", "GPE"))
    shown.spans.append(Span(id="plain", layer="entity", label="ORG", quote="Islamic State",
                            fragments=(Fragment(18, 31),)))
    shown.show()
    assert shown.captions() == ["ORG", "− GPE Ana"]
