"""A review in the real program, without a pointer: compared, decided, explained. Then the power goes, and it goes on
where it stopped."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

import orjson
import pytest

from annotator import bootstrap
from annotator.domain.article import SetRef
from annotator.domain.review import GOLD
from annotator.ui.settings import Settings
from tests.e2e.conftest import Program

pytestmark = pytest.mark.e2e
TEXT = "Ottawa reacted on Monday. Troops left Erbil at noon, Jessica Lamirande said. CAF stays."
ANA = {"Ottawa": "GPE", "Erbil": "GPE", "Jessica Lamirande": "PERSON", "CAF": "ORG"}
BEN = {"Ottawa": "GPE", "Erbil": "LOC", "Jessica": "PERSON"}
WINDOW = (0, 0, 1400, 860)
_PATIENCE = 20
"""Seconds."""


def line(annotator: str, spans: dict[str, str]) -> bytes:
    """Return the line of an annotator's set."""
    places = [{"id": f"{annotator}{n}", "start": TEXT.index(words), "end": TEXT.index(words) + len(words),
               "label": label, "layer": "entity"} for n, (words, label) in enumerate(spans.items())]
    return orjson.dumps({"id": "a", "text": TEXT, "annotator": annotator, "status": "done", "spans": places}) + b"\n"


def press(program: Program, *keys: str) -> None:
    """Press keys one by one, each when the window shows what the one before has done."""
    for key in keys:
        before = program.screen.settled(WINDOW)
        program.screen.press(key)
        program.screen.wait_for_change(WINDOW, before)


def wait_for_review(project: Path) -> None:
    """Wait until the review has begun: a key that comes earlier decides nothing."""
    end = monotonic() + _PATIENCE
    with bootstrap.open_project(project) as opened:
        while not opened.reader().reviews():
            assert monotonic() < end, "no review began"


def test_a_review_by_keys_alone(start: Callable[..., Program], imported: Callable[[Path], Path],
                                tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(line("ana", ANA) + line("ben", BEN))
    project = imported(tmp_path / "in.jsonl")
    settings = Settings()
    settings.put("annotator", "ana")
    settings.sync()
    program = start(str(project))
    program.screen.settled(WINDOW)
    program.screen.press("ctrl+r")
    wait_for_review(project)
    press(program, "a")  # Erbil is GPE, as Ana has it
    press(program, "e", "alt+Up", "3", "enter")  # Jessica, ORG
    program.screen.settled(WINDOW)
    program.kill()

    program = start(str(project))
    program.screen.settled(WINDOW)
    press(program, "r", "1")  # CAF: wrong label
    press(program, "ctrl+z")
    press(program, "c")
    program.screen.press("w", "h", "y", "enter")
    program.screen.settled(WINDOW)
    program.quit()

    with bootstrap.open_project(project) as opened:
        reader = opened.reader()
        anas = {each.span: each for each in reader.verdicts(SetRef("a", "ana"))}
        bens = {each.span: each for each in reader.verdicts(SetRef("a", "ben"))}
        assert {id: each.verdict for id, each in anas.items()} == {"ana1": "accept", "ana2": "edit"}
        assert {id: each.verdict for id, each in bens.items()} == {"ben1": "edit", "ben2": "edit"}
        proposal = bens["ben2"].proposal
        assert proposal is not None
        assert (proposal.label, proposal.quote) == ("ORG", "Jessica")
        assert [(each.text, each.span) for each in reader.remarks(SetRef("a", "ana"))] == [("why", "ana3")]
        assert [(span.quote, span.label, span.origin) for span in reader.spans(SetRef("a", GOLD))] == [
            ("Ottawa", "GPE", "adjudicated"), ("Erbil", "GPE", "adjudicated"), ("Jessica", "ORG", "adjudicated")]
        assert list(reader.problems()) == []
