"""Drafts: what is untouched stays as stored, and undo brings back exactly what was there."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.draft import Change, Draft
from tests.domain.test_edits import assert_true
from tests.domain.test_text import TEXTS


def typed(draft: Draft, place: int, text: str) -> None:
    for number, char in enumerate(text):
        draft.replace(Change(place + number, place + number, char), typed=True)


@given(TEXTS, st.data())
def test_undo_and_redo_go_through_the_same_texts(text: str, data: st.DataObject) -> None:
    draft, seen = Draft(text), [text]
    for _ in range(data.draw(st.integers(0, 5))):
        start = data.draw(st.integers(0, len(draft.text)))
        end = data.draw(st.integers(start, len(draft.text)))
        draft.replace(Change(start, end, data.draw(st.sampled_from(["", "x", "é\r\n", "😀"]))))
        assert_true(text, draft.text, draft.edits)
        seen.append(draft.text)
    for before in reversed(seen[:-1]):
        back = draft.undo()
        assert back is not None
        assert draft.text == before
        assert_true(text, draft.text, draft.edits)
    assert draft.undo() is None
    assert draft.edits == ()
    for after in seen[1:]:
        assert draft.redo() is not None
        assert draft.text == after
    assert draft.redo() is None


def test_a_run_of_typing_is_taken_back_together_up_to_a_space() -> None:
    draft = Draft("ab")
    typed(draft, 1, "one two")
    assert draft.text == "aone twob"
    assert draft.undo() == Change(4, 8, "")
    assert draft.text == "aoneb"
    draft.undo()
    assert draft.text == "ab"
    draft.redo()
    draft.redo()
    assert draft.text == "aone twob"


def test_deleting_back_and_forth_is_taken_back_together() -> None:
    draft = Draft("abcdef")
    draft.replace(Change(2, 3, ""), typed=True)
    draft.replace(Change(1, 2, ""), typed=True)
    draft.replace(Change(1, 2, ""), typed=True)
    assert draft.text == "aef"
    draft.undo()
    assert draft.text == "abcdef"
    assert draft.edits == ()


def test_typing_elsewhere_or_after_a_deletion_is_a_step_of_its_own() -> None:
    draft = Draft("abcdef")
    draft.replace(Change(2, 3, ""), typed=True)
    draft.replace(Change(4, 5, ""), typed=True)
    typed(draft, 0, "x")
    typed(draft, 4, "y")
    draft.replace(Change(0, 0, "pasted"))
    texts = []
    while draft.undo():
        texts.append(draft.text)
    assert texts == ["xabdye", "xabde", "abde", "abdef", "abcdef"]


def test_a_change_after_an_undo_forgets_what_was_undone() -> None:
    draft = Draft("ab")
    typed(draft, 0, "x")
    draft.undo()
    typed(draft, 2, "y")
    assert draft.redo() is None
    assert draft.text == "aby"


def test_enter_ends_lines_as_the_text_does() -> None:
    assert [Draft(text).line_break for text in ("a", "a\nb", "a\r\nb\n", "a\rb", "a\rb\n")] == [
        "\n", "\n", "\r\n", "\r", "\n"]
