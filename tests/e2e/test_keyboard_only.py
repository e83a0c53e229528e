"""A whole article without a pointer, in the real program: labels, a split claim, a relation, answers, a comment, the
other occurrences, a corrected typo, done. Then the power goes, and all of it is in the file."""

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from annotator import bootstrap
from annotator.domain.article import SetRef
from tests.e2e.conftest import Program

pytestmark = pytest.mark.e2e
FIRST = "Marta Olsgaard spoke in Lowmere."
SAID, BREAK, MORE = "“The work took four months,”", " she said, ", "“and not nine.”"
FERRIES = "The ferry is late. The ferry left Lowmere, and no ferry came."
TYPO = "This article continues below the advertisment"
TEXT = "\n".join((FIRST, SAID + BREAK + MORE, FERRIES, TYPO))
WINDOW = (0, 0, 1400, 860)


def press(program: Program, *keys: str) -> None:
    """Press keys one by one, each when the window shows what the one before has done."""
    for key in keys:
        before = program.screen.settled(WINDOW)
        program.screen.press(key)
        program.screen.wait_for_change(WINDOW, before)


def test_an_article_from_new_to_done_by_keys_alone(
        start: Callable[..., Program], imported: Callable[[Path], Path], tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(orjson.dumps({"id": "a", "text": TEXT}) + b"\n")
    project = imported(tmp_path / "in.jsonl")
    program = start(str(project))
    press(program, "1", "alt+Down")  # the word at the caret, one word on

    press(program, "ctrl+Down")
    program.screen.press(*["shift+Right"] * len(SAID))
    press(program, "q")
    program.screen.press(*["Right"] * len(BREAK), *["shift+Right"] * len(MORE))
    press(program, "shift+plus")  # the words that she said later belong to the same claim

    press(program, "F9", ",", "enter")  # said by the span before

    press(program, "ctrl+Home", ".", ".", "F2", "y", "Tab", "n", "F2", "o", "k", "esc")

    press(program, "ctrl+Home", "ctrl+Down", "ctrl+Down", "ctrl+Right", "6", "ctrl+l")
    press(program, "ctrl+enter")
    press(program, "esc")

    press(program, "ctrl+End", "a", "ctrl+t")
    program.screen.window("Correct the text", program.process)
    program.screen.press(*["Left"] * len("ment"), "e")
    program.screen.settled(WINDOW)
    press(program, "ctrl+enter")
    program.screen.window("work — Annotator", program.process)
    press(program, "ctrl+enter")
    program.kill()

    with bootstrap.open_project(project) as opened:
        reader, ref = opened.reader(), SetRef("a", "ana")
        spans = reader.spans(ref)
        assert reader.article("a").text == TEXT.replace("advertisment", "advertisement")
        assert [(span.label, span.quote, span.origin) for span in spans] == [
            ("PERSON", "Marta Olsgaard", "manual"), ("FACTUAL", f"{SAID} {MORE}", "manual"),
            ("FAC", "ferry", "manual"), ("FAC", "ferry", "propagated"), ("FAC", "ferry", "propagated"),
            ("AD", "This article continues below the advertisement", "manual")]
        person, claim = spans[:2]
        assert len(claim.fragments) == 2
        assert claim.attributes == {"checkworthy": "yes", "stance": "neutral"}
        assert claim.comment == "ok"
        assert [(each.label, each.head, each.tail) for each in reader.relations(ref)] == [
            ("SAID_BY", claim.id, person.id)]
        done = reader.annotation_set(ref)
        assert done is not None
        assert done.status == "done"
        assert list(reader.problems()) == []
